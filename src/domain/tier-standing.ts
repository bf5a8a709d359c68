/** How one partner stands on the day of a review: what it has achieved, what is decided, what is missing and until when. */
import type { PartnerTier } from './partner.js';
import type { Instant } from './calendar.js';
import { reviewTier, type HeldTier, type TierDecision } from './tier-review.js';
import type { StandingMeasures } from './tier-measures.js';
import { projectTier, type TierProjection } from './tier-projection.js';
import { achievedAt, type Achievement } from './tier-window.js';
import {
  gapsTo,
  nextLevel,
  type Achieved,
  type TierGap,
  type TierLevel,
  type TierSettings,
} from './tiers.js';

/** The level that a partner works for: the one above its tier, or its own tier where it may lose that. */
export interface NextTier {
  readonly level: TierLevel;
  readonly gaps: readonly TierGap[];
  readonly projection: TierProjection;
}

export interface TierStanding {
  readonly achieved: Achieved;
  readonly held: PartnerTier | null;
  /** By its achievements alone. */
  readonly earned: PartnerTier | null;
  readonly decision: TierDecision;
  /** What it holds after the review. */
  readonly after: HeldTier;
  /** Null at the top, with nothing to lose. */
  readonly next: NextTier | null;
}

function levelAhead(settings: TierSettings, { kind }: TierDecision, { tier }: HeldTier): TierLevel | null {
  const atRisk = kind === 'warned' || kind === 'in_grace';
  const own = atRisk ? settings.levels.find((level) => level.tier === tier) : undefined;
  return own ?? nextLevel(settings, tier);
}

/**
 * Works out one partner's standing.
 * @throws TotalOverflowError where what it achieved cannot be summed up exactly.
 */
export function standingOf(
  settings: TierSettings,
  held: HeldTier,
  {
    achievements,
    measures,
  }: { readonly achievements: readonly Achievement[]; readonly measures: StandingMeasures },
  asOf: Instant,
): TierStanding {
  const { windowMonths } = settings;
  const achieved = achievedAt(achievements, asOf, windowMonths, measures);
  const { decision, earned, after } = reviewTier(settings, held, achieved, asOf);
  const level = levelAhead(settings, decision, after);
  const next =
    level === null
      ? null
      : {
          level,
          gaps: gapsTo(level, achieved),
          projection: projectTier(level, achievements, { asOf, windowMonths, measures }),
        };
  return { achieved, held: held.tier, earned, decision, after, next };
}
