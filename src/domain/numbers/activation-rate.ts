import { approvedAt } from '../approved-registration.js';
import { DAY_MS } from '../calendar.js';
import type { KpiValue } from '../kpi.js';
import type { ProgrammePartner } from '../programme-facts.js';
import { signedAt } from './active-partner.js';
import { besideIfAny, besideRatio, missingNumber, ratioNumber, type Ratio } from './kpi-value.js';
import { missingOf, periodNotes, type NumberContext } from './number-context.js';

/**
 * Activation rate: partners whose first qualifying action came within N days of signing (`numbers.activationDays`, both ends
 * included), over partners signed at least N days before the period's end, whatever became of them since: a partner that
 * ended is not forgotten. A qualifying action is the first approved registration (dated at its decision) or the first deal
 * created with a role of the partner, whichever is earlier; one before the signature counts too. Beside it the same of
 * those whose N days ran out within the period.
 * Example, 90 days: A signed 1 Jan, deal on 1 Apr (day 90) → yes; B signed 1 Jan, deal on 2 Apr → no; C signed last week is
 * not asked yet → 50% (1 of 2).
 */
export function activationRate(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'agreements', 'deals');
  if (missing.length > 0) return missingNumber('activation_rate', missing);
  const windowMs = context.settings.numbers.activationDays * DAY_MS;
  const asked = context.partners.flatMap((partner) => {
    const signed = signedAt(partner, context.facts.timeZone);
    return signed === null || signed + windowMs >= context.end ? [] : [{ partner, until: signed + windowMs }];
  });
  const rate = (of: typeof asked): Ratio => [
    of.filter(({ partner, until }) => firstActionAt(context, partner) <= until).length,
    of.length,
  ];
  return ratioNumber('activation_rate', rate(asked), asked.length, {
    beside: [
      besideRatio(
        'of_the_period',
        'Of those whose days ran out in the period',
        rate(asked.filter(({ until }) => until >= context.period.from)),
      ),
      ...besideIfAny(
        'without_signature',
        'Partners without a signing date',
        context.partners.filter((partner) => signedAt(partner, context.facts.timeZone) === null).length,
      ),
    ],
    missing: missingOf(context, 'registrations'),
    notes: periodNotes(context),
  });
}

/** When a partner did something for the first time; Infinity where it has not. */
function firstActionAt(
  { deals: { partners }, registrations }: NumberContext,
  { profile: { id } }: ProgrammePartner,
): number {
  const place = partners.placeOf.get(id);
  const deal = place === undefined ? Infinity : (partners.firstCreated[place] ?? Infinity);
  return (registrations.get(id) ?? []).reduce(
    (first, registration) => Math.min(first, approvedAt(registration) ?? Infinity),
    deal,
  );
}
