/** Numbers and instants as the home page writes them. */
import { displayDay, type Instant } from '../domain/calendar.js';

/** "1,234". */
export const countText = (many: number): string => many.toLocaleString('en-US');

/** "1 deal", "1,234 deals". */
export const manyText = (many: number, one: string, more = `${one}s`): string =>
  `${countText(many)} ${many === 1 ? one : more}`;

/**
 * A share in whole percent; "n/a" where there is nothing to have a share of. Example: 31, 100 → "31%"; 1, 300 → "under 1%".
 */
export function shareText(part: number, whole: number): string {
  if (whole <= 0) return 'n/a';
  const percent = (part / whole) * 100;
  if (percent > 0 && percent < 1) return 'under 1%';
  return `${Math.round(percent)}%`;
}

/** "12 Sep 2026, 14:05", in a time zone. */
export function minuteText(at: Instant, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return `${displayDay(at, timeZone)}, ${time}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** "2026-09" → "Sep 2026". */
export function monthText(month: string): string {
  const [year = '', of = ''] = month.split('-');
  return `${MONTHS[Number(of) - 1] ?? of} ${year}`;
}
