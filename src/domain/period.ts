/** Periods: months, quarters and runs of months, cut in a portal's time zone. */
import { dayOf, instant, monthOf, type Instant } from './calendar.js';

declare const brand: unique symbol;
/** `YYYY-MM`. Months compare as text. */
export type Month = string & { readonly [brand]: 'Month' };

/** From the first to the last month, both included; null: without a bound. */
export interface Period {
  /** As people write it: "2026-09", "2026-Q3", "last-12-months", "all". */
  readonly label: string;
  readonly from: Month | null;
  readonly to: Month | null;
}

/** The month of an instant in a time zone. */
export const monthAt = (at: Instant, timeZone: string): Month => monthOf(at, timeZone) as Month;

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const QUARTER = /^(\d{4})-Q([1-4])$/;

/** @returns null for anything but `YYYY-MM`. */
export const parseMonth = (text: string): Month | null => (MONTH.test(text) ? (text as Month) : null);

/**
 * Reads a period: `2026-09`, `2026-Q3`, `last-12-months` (the month of `now` and the eleven before) or `all`.
 * @returns null for anything else.
 */
export function parsePeriod(text: string, now: Month): Period | null {
  if (text === 'all') return { label: text, from: null, to: null };
  if (text === 'last-12-months') return { label: text, from: addMonths(now, -11), to: now };
  const month = parseMonth(text);
  if (month !== null) return { label: text, from: month, to: month };
  const [, year = '', quarter = ''] = QUARTER.exec(text) ?? [];
  if (year === '') return null;
  const from = monthOfNumber(Number(year) * 12 + (Number(quarter) - 1) * 3);
  return { label: text, from, to: addMonths(from, 2) };
}

export const inPeriod = (month: Month, { from, to }: Period): boolean =>
  (from === null || month >= from) && (to === null || month <= to);

/** Example: "2025-11" + 3 → "2026-02". */
export const addMonths = (month: Month, months: number): Month => {
  const [year = '', of = ''] = month.split('-');
  return monthOfNumber(Number(year) * 12 + Number(of) - 1 + months);
};

const monthOfNumber = (number: number): Month =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}` as Month;

/** Example: "2026-09" → "2026-Q3". */
export function quarterOf(month: Month): string {
  const [year = '', of = ''] = month.split('-');
  return `${year}-Q${Math.ceil(Number(of) / 3)}`;
}

export const laterMonth = (a: Month, b: Month): Month => (a > b ? a : b);

/**
 * The instant at which a month begins in a time zone: its first millisecond that has this month's date there. Found by
 * halving, so that it holds on days that a change of clocks makes shorter or longer.
 */
export function startOfMonth(month: Month, timeZone: string): Instant {
  const [year = '', of = ''] = month.split('-');
  const middle = new Date(0);
  middle.setUTCFullYear(Number(year), Number(of) - 1, 1);
  // No zone is further than 15 hours from UTC.
  let before = middle.getTime() - 86_400_000;
  let after = middle.getTime() + 86_400_000;
  while (after - before > 1) {
    const between = Math.floor((before + after) / 2);
    if (dayOf(instant(between), timeZone).slice(0, 7) >= month) after = between;
    else before = between;
  }
  return instant(after);
}
