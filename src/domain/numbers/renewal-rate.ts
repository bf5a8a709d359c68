import { DAY_MS, type Instant } from '../calendar.js';
import type { KpiValue } from '../kpi.js';
import type { ProgrammePartner } from '../programme-facts.js';
import { hasEnded } from './active-partner.js';
import { startOfWrittenDay } from './calendar-days.js';
import { beside, besideIfAny, besideRatio, missingNumber, ratioNumber, type Ratio } from './kpi-value.js';
import { isWithinPeriod, lastMoment, missingOf, periodNotes, type NumberContext } from './number-context.js';

/** An agreement that came to its end. */
interface DueAgreement {
  /** Home currency, minor units; null where none is known. */
  readonly valueMinor: number | null;
  /** Null: nobody has said yet. */
  readonly renewed: boolean | null;
}

/**
 * Agreement renewal rate: agreements renewed (also under changed terms), over agreements that came to their end in the
 * period. One whose end has passed without a decision was due and is not renewed. Beside it the same by value, of those with
 * a value in the home currency, how many nobody has decided, and how many come to their end within 30, 60 and 90 days (the
 * policy's `agreements.dueDays`) after the period's end, or from now.
 * Example: ends on 31 March: A renewed ($300), B ended ($100), C undecided, no value → 33% (1 of 3), by value 75% (300 of 400).
 */
export function renewalRate(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'agreements');
  if (missing.length > 0) return missingNumber('renewal_rate', missing);
  const due = context.partners.flatMap((partner) => dueOf(context, partner));
  const renewed = due.filter(({ renewed: was }) => was === true);
  const undecided = due.filter(({ renewed: was }) => was === null);
  const value = (of: readonly DueAgreement[]): number =>
    of.reduce((total, { valueMinor }) => total + (valueMinor ?? 0), 0);
  const byValue: Ratio = [value(renewed), value(due)];
  return ratioNumber('renewal_rate', [renewed.length, due.length], due.length, {
    beside: [
      besideRatio('by_value', 'By value', byValue),
      beside('value_due', 'Value that was due', 'money', byValue[1]),
      ...besideIfAny(
        'without_value',
        'Of them without a value in the home currency',
        due.filter(({ valueMinor }) => valueMinor === null).length,
      ),
      beside('undecided', 'Past their end and undecided', 'count', undecided.length),
      ...context.settings.agreements.dueDays
        .toSorted((a, b) => a - b)
        .map((days) => beside(`due_${days}`, `Due within ${days} days`, 'count', dueWithin(context, days))),
    ],
    notes: periodNotes(context),
  });
}

function dueOf(context: NumberContext, partner: ProgrammePartner): readonly DueAgreement[] {
  const { agreementEnds } = partner.programme;
  // Two decisions on one end: the later one stands.
  const decided = new Map(
    agreementEnds.toSorted((a, b) => a.decidedAt - b.decidedAt).map((end) => [end.endedAt, end]),
  );
  const due = [...decided.values()]
    .filter(({ endedAt }) => isWithinPeriod(context, startOfWrittenDay(endedAt, context.facts.timeZone)))
    .map(({ outcome, valueMinor }) => ({ valueMinor, renewed: outcome !== 'ended' }));
  const endsAt = currentEnd(partner, context.facts.timeZone);
  if (endsAt === null || !isWithinPeriod(context, endsAt)) return due;
  const { value } = partner.programme.terms;
  const valueMinor = value?.currency === context.facts.homeCurrency ? value.minor : null;
  return [...due, { valueMinor, renewed: null }];
}

/** The end of the agreement in force; null where there is none, or where that end has been decided on. */
function currentEnd({ profile, programme }: ProgrammePartner, timeZone: string): Instant | null {
  const endsAt = profile.agreement?.endsAt ?? null;
  if (endsAt === null || programme.agreementEnds.some(({ endedAt }) => endedAt === endsAt)) return null;
  return startOfWrittenDay(endsAt, timeZone);
}

/** A partner that has ended has nothing to renew. */
const dueWithin = (context: NumberContext, days: number): number => {
  const at = lastMoment(context);
  return context.partners.filter((partner) => {
    const endsAt = currentEnd(partner, context.facts.timeZone);
    return endsAt !== null && endsAt > at && endsAt <= at + days * DAY_MS && !hasEnded(partner, at);
  }).length;
};
