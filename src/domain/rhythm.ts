/** Something that is to be done with a partner again and again: meetings, meetings with executives, health reviews. */
import type { Instant } from './calendar.js';
import { addDays, daysBetween } from './due-day.js';
import { startOfWrittenDay } from './numbers/calendar-days.js';
import type { ProgrammePartner } from './programme-facts.js';

/** Why nothing is due with a partner. */
export type NoRhythm = 'no_tier' | 'ended' | 'not_for_tier';

export interface Rhythm {
  readonly everyDays: number;
  /** When it was last done; null: never, as far as the CRM knows. */
  readonly lastAt: Instant | null;
  /** The day by which it is to be done; null where it was never done and nobody knows since when it should have been. */
  readonly dueAt: Instant | null;
  readonly isOverdue: boolean;
  /** Calendar days past its day; 0 where it is not overdue, or has no day. */
  readonly daysOverdue: number;
}

interface RhythmBasis {
  readonly everyDays: number;
  readonly lastAt: Instant | null;
  /** From when it counts where it was never done. */
  readonly since: Instant | null;
  /** The day that somebody set for the next time, in place of the interval. */
  readonly setFor?: Instant | null;
  readonly asOf: Instant;
  readonly timeZone: string;
}

/**
 * When something that is done every so many days is due. Example: last done on 3 September, every 30 days → due on 3 October,
 * overdue from 4 October on.
 */
export function rhythmOf({ everyDays, lastAt, since, setFor, asOf, timeZone }: RhythmBasis): Rhythm {
  const from = lastAt ?? since;
  const dueAt = setFor ?? (from === null ? null : addDays(from, everyDays, timeZone));
  const late = dueAt === null ? 0 : Math.max(0, daysBetween(dueAt, asOf, timeZone));
  // Never done, and nobody knows since when: that is no reason to forget it.
  return { everyDays, lastAt, dueAt, isOverdue: dueAt === null || late > 0, daysOverdue: late };
}

/**
 * Since when the portal knows a partner: its agreement's signature, else its first stage, else its first tier. The day of the
 * signature is a day of the portal: written as 10 Feb, it is not 9 Feb in New York.
 */
export function knownSince(
  { profile, programme }: Pick<ProgrammePartner, 'profile' | 'programme'>,
  timeZone: string,
): Instant | null {
  const first = (dates: readonly { readonly at: Instant }[]): Instant | null =>
    dates.reduce<Instant | null>((least, { at }) => (least === null || at < least ? at : least), null);
  const signedAt = profile.agreement?.signedAt ?? null;
  if (signedAt !== null) return startOfWrittenDay(signedAt, timeZone);
  return first(programme.moves) ?? first(programme.tiers.changes);
}

const DAYS_A_WEEK = 7;

/** "every 2 weeks", "every quarter", "every 45 days" */
export function everyWords(days: number): string {
  const known: Readonly<Record<number, string>> = {
    1: 'every day',
    7: 'every week',
    30: 'every month',
    90: 'every quarter',
    91: 'every quarter',
    180: 'every half-year',
    182: 'every half-year',
    365: 'every year',
  };
  const weeks = days / DAYS_A_WEEK;
  return (
    known[days] ?? (Number.isInteger(weeks) && weeks <= 8 ? `every ${weeks} weeks` : `every ${days} days`)
  );
}
