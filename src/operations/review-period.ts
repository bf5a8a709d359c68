/** The period of a review and the one before it, cut in the portal's time zone. */
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { KpiPeriod } from '../domain/kpi.js';
import { monthsPeriod } from '../domain/numbers/kpi-periods.js';
import { addMonths, monthAt, parsePeriod, quarterOf, type Month } from '../domain/period.js';
import { AppError } from '../errors.js';

export interface ReviewPeriod {
  readonly period: KpiPeriod;
  /** As many months before. */
  readonly previous: KpiPeriod;
  /** The last month that a chart shows: that of the period, or of as-of where that is earlier. */
  readonly lastMonth: Month;
}

/** Words that move with the calendar, so that a schedule's line never changes. */
const MOVING_PERIODS = ['last-month', 'this-month', 'last-quarter', 'this-quarter'] as const;

/**
 * Reads `2026-10`, `2026-Q3`, `last-12-months` or a word of MOVING_PERIODS. Example: `last-month` on 22 Nov 2026 → 2026-10,
 * and 2026-09 before it.
 * @throws AppError `option_invalid` for anything else, and for a period that has not begun at `asOf`.
 */
export function readReviewPeriod(text: string, asOf: Instant, timeZone: string): ReviewPeriod {
  const now = monthAt(asOf, timeZone);
  const found = parsePeriod(fixed(text, now), now);
  if (found?.from == null || found.to === null) {
    throw new AppError(
      'option_invalid',
      `${JSON.stringify(text)} is no period of a review.`,
      `Give a month (2026-09), a quarter (2026-Q3), last-12-months, or ${MOVING_PERIODS.join(', ')}.`,
    );
  }
  const { label, from, to } = found;
  const period = monthsPeriod(label, from, to, timeZone);
  if (period.from > asOf) {
    throw new AppError(
      'option_invalid',
      `${label} has not begun at ${formatInstant(asOf)}, as of when the review is.`,
      'Give an earlier period, or a later --as-of.',
    );
  }
  const before = (month: Month): Month => addMonths(month, -monthCount(from, to));
  const previous = monthsPeriod(nameOf(before(from), before(to)), before(from), before(to), timeZone);
  return { period, previous, lastMonth: to < now ? to : now };
}

function fixed(text: string, now: Month): string {
  switch (text) {
    case 'this-month':
      return now;
    case 'last-month':
      return addMonths(now, -1);
    case 'this-quarter':
      return quarterOf(now);
    case 'last-quarter':
      return quarterOf(addMonths(now, -3));
    default:
      return text;
  }
}

function monthCount(from: Month, to: Month): number {
  let count = 1;
  for (let month = from; month < to; month = addMonths(month, 1)) count += 1;
  return count;
}

/** "2026-09", "2026-Q2", "2024-12 to 2025-11" */
function nameOf(from: Month, to: Month): string {
  if (from === to) return from;
  return addMonths(from, 2) === to && quarterOf(from) === quarterOf(to)
    ? quarterOf(from)
    : `${from} to ${to}`;
}
