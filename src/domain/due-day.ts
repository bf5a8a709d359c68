/** Whole calendar days in a portal's time zone: what is due on a day is late once that day is over there. */
import { DAY_MS, dayOf, instant, offsetMsOf, parseInstant, type Instant } from './calendar.js';

/** Days since 1970-01-01 of the calendar day of an instant. Example: 2026-01-02T03:00Z in America/New_York → that of 1 January. */
export const dayNumber = (at: Instant, timeZone: string): number => Date.parse(dayOf(at, timeZone)) / DAY_MS;

/** The first millisecond of a calendar day. */
export function startOfDayNumber(day: number, timeZone: string): Instant {
  const midnight = instant(day * DAY_MS);
  const guess = instant(midnight - offsetMsOf(midnight, timeZone));
  return isStart(guess, day, timeZone) ? guess : startByHalving(day, timeZone);
}

const isStart = (at: Instant, day: number, timeZone: string): boolean =>
  dayNumber(at, timeZone) === day && dayNumber(instant(at - 1), timeZone) < day;

/** On days about which clocks change, and of zones that have left a day out. */
function startByHalving(day: number, timeZone: string): Instant {
  // No zone is further than 15 hours from UTC.
  let before = day * DAY_MS - DAY_MS;
  let after = day * DAY_MS + DAY_MS;
  while (after - before > 1) {
    const between = Math.floor((before + after) / 2);
    if (dayNumber(instant(between), timeZone) >= day) after = between;
    else before = between;
  }
  return instant(after);
}

/** The start of the calendar day that comes so many days after that of an instant; 0: the start of its own. */
export const addDays = (at: Instant, days: number, timeZone: string): Instant =>
  startOfDayNumber(dayNumber(at, timeZone) + days, timeZone);

/** Calendar days from one instant to another; negative where the second comes first. */
export const daysBetween = (from: Instant, to: Instant, timeZone: string): number =>
  dayNumber(to, timeZone) - dayNumber(from, timeZone);

/** Whether the day on which something is due is over. */
export const isPast = (dueAt: Instant, asOf: Instant, timeZone: string): boolean =>
  daysBetween(dueAt, asOf, timeZone) > 0;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads a calendar day as the start of that day in a time zone. Example: "2026-12-31" in Europe/Berlin → 2026-12-30T23:00Z.
 * @returns null for anything but `YYYY-MM-DD`, and for days that do not exist.
 */
export function parseDay(text: string, timeZone: string): Instant | null {
  const utc = DAY.test(text) ? parseInstant(text) : null;
  return utc === null ? null : startOfDayNumber(utc / DAY_MS, timeZone);
}

/** "1 day", "12 days" */
export const dayCount = (days: number): string =>
  `${days.toLocaleString('en-US')} ${days === 1 ? 'day' : 'days'}`;
