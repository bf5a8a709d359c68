/** When a registration has to be answered, and until when it protects: exact hours in the rules, days of the portal in words. */
import { displayDay, formatInstant, instant, offsetMsOf, type Instant } from './calendar.js';
import { daysToMs } from './decimal.js';
import type { RegistrationSettings } from './programme-settings.js';
import type { RegistrationRecord } from './registration-record.js';

const HOUR_MS = 3_600_000;

/**
 * Until when an answer is due: `answerHours` from the submission, or from the dispute. An answer at that very instant is
 * in time. Example: submitted 2026-03-28T09:00Z with 48 hours: 2026-03-30T09:00Z, also where clocks went forward between.
 */
export const answerDueAt = (
  { submittedAt, disputedAt }: Pick<RegistrationRecord, 'submittedAt' | 'disputedAt'>,
  { answerHours }: Pick<RegistrationSettings, 'answerHours'>,
): Instant => instant((disputedAt ?? submittedAt) + answerHours * HOUR_MS);

/**
 * The last instant that an approval protects: what is kept, or, of one that was approved elsewhere, `protectionDays` of
 * 86,400,000 ms from its decision. Example: approved 2026-01-31T12:00Z for 90 days: until 2026-05-01T12:00Z.
 */
export const protectionEndsAt = (
  {
    protectedUntil,
    decidedAt,
    submittedAt,
  }: Pick<RegistrationRecord, 'protectedUntil' | 'decidedAt' | 'submittedAt'>,
  { protectionDays }: Pick<RegistrationSettings, 'protectionDays'>,
): Instant => protectedUntil ?? instant((decidedAt ?? submittedAt) + daysToMs(protectionDays));

/**
 * Whether a registration keeps others from its prospect at an instant: an approved one to the last instant of its
 * protection, a converted one as long as its deal is open.
 */
export function protects(
  record: RegistrationRecord,
  settings: Pick<RegistrationSettings, 'protectionDays'>,
  now: Instant,
): boolean {
  if (record.status === 'converted') return true;
  return record.status === 'approved' && now <= protectionEndsAt(record, settings);
}

/** A day and a time as the portal's clocks show it. Example: "30 Mar 2026, 11:00". */
export function displayMoment(at: Instant, timeZone: string): string {
  const local = instant(at + offsetMsOf(at, timeZone));
  return `${displayDay(at, timeZone)}, ${formatInstant(local).slice(11, 16)}`;
}
