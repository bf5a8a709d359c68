/** When a partner has what the next tier asks for, if it goes on as it has lately. */
import { DAY_MS, type Instant } from './calendar.js';
import { STANDING_MEASURES, type StandingMeasures } from './tier-measures.js';
import {
  leftAfter,
  MONTHS_AHEAD,
  PACE_DAYS,
  ShareSums,
  shareWindow,
  type DatedShares,
} from './tier-shares.js';
import type { TierLevel } from './tiers.js';
import { DATED_MEASURES, monthsFrom, type Achievement, type DatedSums } from './tier-window.js';

export type TierProjection =
  /** It has all of it already. */
  | { readonly kind: 'earned' }
  | { readonly kind: 'on'; readonly at: Instant }
  /** Not within `MONTHS_AHEAD`. */
  | { readonly kind: 'not_at_this_pace' }
  /** The tier asks for something that is not measured. */
  | { readonly kind: 'not_measured' }
  /** It asks for more certified people or satisfaction than there is, and neither has a pace. */
  | { readonly kind: 'no_pace' };

export interface ProjectionBasis {
  readonly asOf: Instant;
  readonly windowMonths: number;
  /** Taken to stay as they are. */
  readonly measures: StandingMeasures;
}

/**
 * Projects month by month: `m` months after `asOf` a partner has of each measure
 *
 *     what it achieved in the part of the window that is past
 *   + (what it achieved in the last 90 days ÷ 90) × the days of the window that are to come,
 *
 * where the window of `windowMonths` ends on that day, so that old deals fall out of it. The first month in which every
 * requirement is met is the answer. Example: 2 won deals in the last 90 days and none before, 12 months of window, 5 asked
 * for, as of 1 Jan 2026: on 1 Jun 2 + 2/90 × 151 = 5.36; on 1 May, 4.67.
 */
export function projectTier(
  level: TierLevel,
  achievements: readonly Achievement[],
  basis: ProjectionBasis,
): TierProjection {
  const sums = new ShareSums(shareWindow(basis.asOf, basis.windowMonths));
  for (const one of achievements) sums.add(one.at, one);
  return projectShares(level, sums.shares(), basis);
}

/** The same from what a sync has published. */
export function projectShares(
  { requirements }: TierLevel,
  shares: DatedShares,
  { asOf, windowMonths, measures }: ProjectionBasis,
): TierProjection {
  for (const measure of STANDING_MEASURES) {
    const [needed, has] = [requirements[measure], measures[measure]];
    if (needed === undefined) continue;
    if (has === null) return { kind: 'not_measured' };
    if (has < needed) return { kind: 'no_pace' };
  }
  for (let months = 0; months <= MONTHS_AHEAD; months += 1) {
    const at = monthsFrom(asOf, months);
    const start = monthsFrom(at, -windowMonths);
    const daysToCome = (at - Math.max(start, asOf)) / DAY_MS;
    if (isEnough(requirements, leftAfter(shares, months), shares.lately, daysToCome)) {
      return months === 0 ? { kind: 'earned' } : { kind: 'on', at };
    }
  }
  return { kind: 'not_at_this_pace' };
}

const isEnough = (
  requirements: TierLevel['requirements'],
  past: DatedSums,
  lately: DatedSums,
  daysToCome: number,
): boolean =>
  DATED_MEASURES.every(
    (measure) =>
      past[measure] + (lately[measure] * daysToCome) / PACE_DAYS >= (requirements[measure] ?? -Infinity),
  );
