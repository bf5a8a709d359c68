/** Periods of the numbers: months, quarters and runs of months, cut in the portal's time zone. */
import { instant, type Instant } from '../calendar.js';
import type { KpiPeriod } from '../kpi.js';
import { addMonths, monthAt, quarterOf, startOfMonth, type Month } from '../period.js';

/** From the first to the last month, both included. Example: 2026-07 to 2026-09 in Europe/Berlin → from 2026-06-30T22:00Z. */
export const monthsPeriod = (name: string, first: Month, last: Month, timeZone: string): KpiPeriod => ({
  name,
  from: startOfMonth(first, timeZone),
  to: startOfMonth(addMonths(last, 1), timeZone),
});

/** The quarter of a moment, or one some quarters before. Example: 22 Nov 2026 → "2026-Q4"; one before → "2026-Q3". */
export function quarterPeriod(at: Instant, timeZone: string, before = 0): KpiPeriod {
  const month = addMonths(monthAt(at, timeZone), -3 * before);
  const first = addMonths(month, -((Number(month.slice(5)) - 1) % 3));
  return monthsPeriod(quarterOf(month), first, addMonths(first, 2), timeZone);
}

/** The month of a moment and the eleven before it. */
export function lastTwelveMonths(at: Instant, timeZone: string): KpiPeriod {
  const last = monthAt(at, timeZone);
  return monthsPeriod('last-12-months', addMonths(last, -11), last, timeZone);
}

/** The months that a period touches. Example: 2026-Q3 → 3. */
export function monthsOf({ from, to }: KpiPeriod, timeZone: string): number {
  const [first, last] = [
    monthAt(instant(from), timeZone),
    monthAt(instant(Math.max(from, to - 1)), timeZone),
  ];
  const number = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return number(last) - number(first) + 1;
}
