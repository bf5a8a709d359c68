import { instant, type Instant } from '../domain/calendar.js';

/** An instant as Postgres reads it. ISO 8601 has a year 0, Postgres calls it 1 BC. */
export function storeInstant(at: Instant): string {
  const year = new Date(at).getUTCFullYear();
  if (year > 0) return new Date(at).toISOString().replace(/^\+0*/, '');
  const sameDay = new Date(at);
  // 1 BC is a leap year like 4 AD; the year is then put right in the text.
  sameDay.setUTCFullYear(4);
  return sameDay.toISOString().replace(/^\d+/, String(1 - year).padStart(4, '0')) + ' BC';
}

export const readInstant = (at: Date): Instant => instant(at.getTime());
