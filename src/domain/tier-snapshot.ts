/**
 * What a partner has achieved in the window of its tiers, as a sync publishes it: whoever changes the credit of a deal can be
 * told which tiers move, without reading all deals of the partner.
 */
import { DAY_MS, type Instant } from './calendar.js';
import type { PartnerTier } from './partner.js';
import type { StandingMeasures } from './tier-measures.js';
import {
  leftAfter,
  leftWithin,
  ShareSums,
  shareWindow,
  type DatedAchievement,
  type DatedShares,
} from './tier-shares.js';
import { DATED_MEASURES, monthsFrom, type Achievement, type DatedSums } from './tier-window.js';
import { earnedTier, type Achieved, type TierSettings } from './tiers.js';

export interface TierSnapshot {
  readonly asOf: Instant;
  readonly windowMonths: number;
  readonly achieved: Achieved;
  /** The same by when it falls out of the window; null of what an earlier version published. */
  readonly shares: DatedShares | null;
  /** What that was added up from, by time; absent where it was too much to be published, or by an earlier version. */
  readonly dated?: readonly DatedAchievement[];
}

/** @throws TotalOverflowError where what was achieved cannot be summed up exactly. */
export function tierSnapshot(
  { windowMonths }: Pick<TierSettings, 'windowMonths'>,
  achievements: readonly Achievement[],
  measures: StandingMeasures,
  asOf: Instant,
): TierSnapshot {
  const sums = new ShareSums(shareWindow(asOf, windowMonths));
  for (const one of achievements) sums.add(one.at, one);
  return snapshotOfSums(sums, measures);
}

/** @throws TotalOverflowError as `tierSnapshot`. */
export function snapshotOfSums(sums: ShareSums, measures: StandingMeasures): TierSnapshot {
  const { asOf, windowMonths } = sums.window;
  const shares = sums.shares();
  const dated = sums.dated();
  const achieved = { ...leftAfter(shares, 0), ...measures };
  return { asOf, windowMonths, achieved, shares, ...(dated === null ? {} : { dated }) };
}

/** The same some time later, had nothing happened since: as a sync would work it out then. Without dates it stays as it is. */
export function agedSnapshot(snapshot: TierSnapshot, asOf: Instant): TierSnapshot {
  const { windowMonths, achieved, dated } = snapshot;
  if (dated === undefined || asOf === snapshot.asOf) return snapshot;
  const sums = new ShareSums(shareWindow(asOf, windowMonths));
  for (const one of dated) sums.add(one.at, one);
  const { certifiedPeople, satisfaction } = achieved;
  return snapshotOfSums(sums, { certifiedPeople, satisfaction });
}

/** What a change of deals adds to what a partner has achieved, or takes away; dated by the close of the deal. */
export type AchievedChange = DatedSums & { readonly at: Instant };

export interface TierMove {
  readonly before: PartnerTier | null;
  readonly after: PartnerTier | null;
}

/**
 * A snapshot stands for today for so long. A sync writes it anew only where something in it differs, and at least when a month
 * turns: that of a quiet partner is old and right.
 */
const FRESH_DAYS = 35;

/** Until when what was published as of an instant is still told of today. */
export const isFresh = (asOf: Instant, now: Instant): boolean => now - asOf <= FRESH_DAYS * DAY_MS;

/**
 * Which tier a partner earns before and after changes of deals.
 * @returns null where the snapshot is of another window or too old to say.
 */
export const earnedMove = (
  settings: TierSettings,
  snapshot: TierSnapshot,
  changes: readonly AchievedChange[],
  now: Instant,
): TierMove | null => earnedUnder({ before: settings, after: settings }, snapshot, changes, now);

/**
 * Which tier a partner earns under one and under other settings, where they change deals as well.
 * @returns null where the snapshot is too old, is of another window than `before`, or does not tell what was achieved in the
 *   window of `after`.
 */
export function earnedUnder(
  { before, after }: { readonly before: TierSettings; readonly after: TierSettings },
  snapshot: TierSnapshot,
  changes: readonly AchievedChange[],
  now: Instant,
): TierMove | null {
  const { asOf, windowMonths, achieved } = snapshot;
  if (windowMonths !== before.windowMonths || !isFresh(asOf, now)) return null;
  const then = achievedWithin(snapshot, after.windowMonths);
  if (then === null) return null;
  const since = monthsFrom(asOf, -after.windowMonths);
  const changed: Record<string, number | null> = { ...then };
  for (const change of changes) {
    if (change.at <= since || change.at > now) continue;
    for (const measure of DATED_MEASURES) changed[measure] = (changed[measure] ?? 0) + change[measure];
  }
  return {
    before: earnedTier(before, achieved),
    after: earnedTier(after, changed as Record<keyof Achieved, number | null>),
  };
}

function achievedWithin({ shares, achieved, ...window }: TierSnapshot, months: number): Achieved | null {
  if (months === window.windowMonths) return achieved;
  const dated = shares === null ? null : leftWithin(shares, window, months);
  return dated === null ? null : { ...achieved, ...dated };
}
