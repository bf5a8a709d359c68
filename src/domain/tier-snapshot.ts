/**
 * What a partner has achieved in the window of its tiers, as a sync publishes it: whoever changes the credit of a deal can be
 * told which tiers move, without reading all deals of the partner.
 */
import { DAY_MS, type Instant } from './calendar.js';
import type { PartnerTier } from './partner.js';
import type { StandingMeasures } from './tier-measures.js';
import { achievedAt, DATED_MEASURES, monthsFrom, type Achievement, type DatedSums } from './tier-window.js';
import { earnedTier, type Achieved, type TierSettings } from './tiers.js';

export interface TierSnapshot {
  readonly asOf: Instant;
  readonly windowMonths: number;
  readonly achieved: Achieved;
}

/** @throws TotalOverflowError where what was achieved cannot be summed up exactly. */
export const tierSnapshot = (
  { windowMonths }: Pick<TierSettings, 'windowMonths'>,
  achievements: readonly Achievement[],
  measures: StandingMeasures,
  asOf: Instant,
): TierSnapshot => ({
  asOf,
  windowMonths,
  achieved: achievedAt(achievements, asOf, windowMonths, measures),
});

/** What a change of deals adds to what a partner has achieved, or takes away; dated by the close of the deal. */
export type AchievedChange = DatedSums & { readonly at: Instant };

export interface TierMove {
  readonly before: PartnerTier | null;
  readonly after: PartnerTier | null;
}

/** A snapshot of the last sync stands for today for so long. */
const FRESH_DAYS = 7;

/**
 * Which tier a partner earns before and after changes of deals.
 * @returns null where the snapshot is of another window or too old to say.
 */
export function earnedMove(
  settings: TierSettings,
  { asOf, windowMonths, achieved }: TierSnapshot,
  changes: readonly AchievedChange[],
  now: Instant,
): TierMove | null {
  if (windowMonths !== settings.windowMonths || now - asOf > FRESH_DAYS * DAY_MS) return null;
  const since = monthsFrom(asOf, -windowMonths);
  const after: Record<string, number | null> = { ...achieved };
  for (const change of changes) {
    if (change.at <= since || change.at > now) continue;
    for (const measure of DATED_MEASURES) after[measure] = (after[measure] ?? 0) + change[measure];
  }
  return {
    before: earnedTier(settings, achieved),
    after: earnedTier(settings, after as Record<keyof Achieved, number | null>),
  };
}
