/** What a review does with a partner's tier: promotion, warning, grace, demotion, and overrides by a person. */
import { DAY_MS, instant, type Instant } from './calendar.js';
import type { PartnerTier } from './partner.js';
import { earnedTier, isAbove, type Achieved, type TierSettings } from './tiers.js';

/** A tier that a person gave, for a reason and until a day. */
export interface TierOverride {
  readonly tier: PartnerTier;
  readonly reason: string;
  readonly approver: string;
  readonly until: Instant;
}

/** How a partner stands when it is reviewed. */
export interface HeldTier {
  readonly tier: PartnerTier | null;
  /** Since when it is warned of a demotion; null: it is not. */
  readonly warnedAt: Instant | null;
  readonly override: TierOverride | null;
}

export type TierDecision =
  | { readonly kind: 'keeps' }
  | { readonly kind: 'promoted'; readonly to: PartnerTier }
  /** It has not earned its tier any more, and keeps it until the grace ends. */
  | { readonly kind: 'warned'; readonly to: PartnerTier | null; readonly endsAt: Instant }
  | { readonly kind: 'in_grace'; readonly to: PartnerTier | null; readonly endsAt: Instant }
  | { readonly kind: 'demoted'; readonly to: PartnerTier | null }
  /** It was warned and has earned its tier again. */
  | { readonly kind: 'recovered' }
  | { readonly kind: 'overridden'; readonly override: TierOverride }
  | { readonly kind: 'override_ended'; readonly to: PartnerTier | null };

/** What a partner holds after a review, and why. */
export interface TierReview {
  readonly decision: TierDecision;
  /** What it has earned by its achievements alone. */
  readonly earned: PartnerTier | null;
  readonly after: HeldTier;
}

/**
 * Reviews one partner as of an instant. A promotion is at once; a demotion only when the grace that began with the warning
 * has ended: a partner warned on 1 Mar with 90 days of grace is demoted from 30 May on. An override holds up to its end,
 * which everybody knew from its first day: then the partner has what it has earned, without another grace.
 */
export function reviewTier(
  settings: TierSettings,
  held: HeldTier,
  achieved: Achieved,
  asOf: Instant,
): TierReview {
  const earned = earnedTier(settings, achieved);
  const { override } = held;
  if (override !== null) {
    if (asOf < override.until) {
      const after: HeldTier = { tier: override.tier, warnedAt: null, override };
      return { decision: { kind: 'overridden', override }, earned, after };
    }
    const after: HeldTier = { tier: earned, warnedAt: null, override: null };
    return { decision: { kind: 'override_ended', to: earned }, earned, after };
  }
  const { decision, tier, warnedAt } = decide(settings, held, earned, asOf);
  return { decision, earned, after: { tier, warnedAt, override: null } };
}

type Decided = Pick<HeldTier, 'tier' | 'warnedAt'> & { readonly decision: TierDecision };

function decide(
  settings: TierSettings,
  { tier, warnedAt }: HeldTier,
  earned: PartnerTier | null,
  asOf: Instant,
): Decided {
  if (earned === tier) {
    return { decision: { kind: warnedAt === null ? 'keeps' : 'recovered' }, tier, warnedAt: null };
  }
  if (earned !== null && (tier === null || isAbove(settings, earned, tier))) {
    return { decision: { kind: 'promoted', to: earned }, tier: earned, warnedAt: null };
  }
  const since = warnedAt ?? asOf;
  const endsAt = instant(since + settings.graceDays * DAY_MS);
  if (asOf >= endsAt) return { decision: { kind: 'demoted', to: earned }, tier: earned, warnedAt: null };
  const kind = warnedAt === null ? 'warned' : 'in_grace';
  return { decision: { kind, to: earned, endsAt }, tier, warnedAt: since };
}
