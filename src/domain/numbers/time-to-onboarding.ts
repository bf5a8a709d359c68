import { DAY_MS, type Instant } from '../calendar.js';
import type { KpiValue } from '../kpi.js';
import { stageAsOf, timeToOnboarding as onboardingMs } from '../lifecycle.js';
import type { ProgrammePartner } from '../programme-facts.js';
import { hasEnded, signedAt } from './active-partner.js';
import { beside, besideAge, besideIfAny, missingNumber, plainNumber } from './kpi-value.js';
import { median } from './median.js';
import {
  agesAt,
  isWithinPeriod,
  lastMoment,
  missingOf,
  periodNotes,
  type NumberContext,
} from './number-context.js';

/**
 * Time to onboarding: median days from signing to onboarded, of the partners that were onboarded in the period; onboarded is
 * the first entry into activation & growth at or after the signature. The slow ones are not in a median before they are
 * done: those still open at the period's end (signed, not ended, not onboarded) stand beside it, with their median age.
 * Example: A signed 1 Jan, onboarded 31 Jan (30 days); B 1 Jan to 2 Mar (60 days); C signed 1 Jan, open on 1 April (90 days)
 * → median 45 days, 1 still open, 90 days.
 */
export function timeToOnboarding(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'stages', 'agreements');
  if (missing.length > 0) return missingNumber('time_to_onboarding', missing);
  const at = lastMoment(context);
  const signed = context.partners.flatMap((partner) => {
    const since = signedAt(partner, context.facts.timeZone);
    return since === null || since > at
      ? []
      : [{ partner, since, took: onboardingMs(partner.programme.moves, since) }];
  });
  const done = signed.flatMap(({ since, took }) =>
    took !== null && isWithinPeriod(context, since + took) ? [took / DAY_MS] : [],
  );
  const open = signed
    .filter(({ partner, since, took }) => isOnItsWay(partner, at) && (took === null || since + took > at))
    .map(({ since }) => since);
  return plainNumber('time_to_onboarding', median(done), done.length, {
    beside: [
      beside('open', 'Still open', 'count', open.length),
      besideAge('median_open_age', 'Median days of those since signing', median(open), agesAt(context)),
      ...besideIfAny(
        'without_signature',
        'Partners without a signing date, left out',
        context.partners.filter((partner) => signedAt(partner, context.facts.timeZone) === null).length,
      ),
    ],
    notes: periodNotes(context),
  });
}

/** Before activation: one that was moved beyond it before its signature was written is not on its way any more. */
function isOnItsWay(partner: ProgrammePartner, at: Instant): boolean {
  if (hasEnded(partner, at)) return false;
  const stage = stageAsOf(partner.programme.moves, at);
  return stage !== 'activation_growth' && stage !== 'optimization_renewal';
}
