/** What a partner achieved and when, summed up over a trailing window of months. */
import { instant, type Instant } from './calendar.js';
import { TotalOverflowError } from './portfolio.js';
import type { Achieved } from './tiers.js';

/** One dated achievement: a won deal, or a registration that was approved. */
export interface Achievement {
  readonly at: Instant;
  /** Home currency, minor units. */
  readonly sourcedMinor: number;
  /** The whole amount of the deal, as every influencing partner has it: not additive over partners. */
  readonly influencedMinor: number;
  readonly wonDeals: number;
  readonly registrationsApproved: number;
}

/** The measures that are added up from what happened. */
export const DATED_MEASURES = [
  'sourcedMinor',
  'influencedMinor',
  'wonDeals',
  'registrationsApproved',
] as const;
export type DatedMeasure = (typeof DATED_MEASURES)[number];
export type DatedSums = Readonly<Record<DatedMeasure, number>>;

/**
 * The same day and time some months later or, with a negative number, earlier; in UTC. A day that a month does not have
 * becomes its last. Examples: 31 Mar − 1 → 28 Feb; 29 Feb 2028 − 12 → 28 Feb 2027.
 */
export function monthsFrom(at: Instant, months: number): Instant {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return instant(date.getTime());
}

/**
 * Sums what lies after one instant and up to another, so that windows that follow each other share nothing.
 * @throws TotalOverflowError where a sum is beyond 2^53−1.
 */
export function sumWithin(achievements: readonly Achievement[], after: Instant, until: Instant): DatedSums {
  const sums = { sourcedMinor: 0, influencedMinor: 0, wonDeals: 0, registrationsApproved: 0 };
  for (const one of achievements) {
    if (one.at <= after || one.at > until) continue;
    for (const measure of DATED_MEASURES) sums[measure] += one[measure];
  }
  for (const measure of DATED_MEASURES)
    if (!Number.isSafeInteger(sums[measure])) throw new TotalOverflowError(measure);
  return sums;
}

/** What counts for a tier at an instant. @param measures certified people and satisfaction, as they stand then. */
export const achievedAt = (
  achievements: readonly Achievement[],
  asOf: Instant,
  windowMonths: number,
  { certifiedPeople, satisfaction }: Pick<Achieved, 'certifiedPeople' | 'satisfaction'>,
): Achieved => ({
  ...sumWithin(achievements, monthsFrom(asOf, -windowMonths), asOf),
  certifiedPeople,
  satisfaction,
});
