/**
 * Tiers of the partner programme: what a partner must have achieved over a trailing window to hold one, and what is
 * missing for the next (programme.md).
 */
import type { Instant } from './calendar.js';
import { PARTNER_TIERS, type PartnerTier } from './partner.js';

/** What a tier can ask for. Revenue is in the home currency, minor units; satisfaction is an NPS from -100 to 100. */
export const TIER_MEASURES = [
  'sourcedMinor',
  'influencedMinor',
  'wonDeals',
  'registrationsApproved',
  'certifiedPeople',
  'satisfaction',
] as const;
export type TierMeasure = (typeof TIER_MEASURES)[number];

/** At least so much of each measure that is named; a measure that is not named is not asked for. */
export type TierRequirements = Readonly<Partial<Record<TierMeasure, number>>>;

/** `review`: a review promotes; `at_once`: so does every sync. */
export const PROMOTIONS = ['review', 'at_once'] as const;

export interface TierLevel {
  readonly tier: PartnerTier;
  readonly requirements: TierRequirements;
}

export interface TierSettings {
  /** Achievements of so many months to the day of the review count. */
  readonly windowMonths: number;
  /** How long a partner keeps a tier that it has not earned any more, from the warning on. */
  readonly graceDays: number;
  /** When a promotion comes. */
  readonly promotion: (typeof PROMOTIONS)[number];
  /** From the lowest to the highest. */
  readonly levels: readonly TierLevel[];
}

/**
 * Revenue and won deals alone, so that every portal can measure them; amounts are 25,000.00, 100,000.00 and 250,000.00 of a
 * home currency with two decimals.
 */
export const DEFAULT_TIERS: TierSettings = {
  windowMonths: 12,
  graceDays: 90,
  promotion: 'review',
  levels: [
    { tier: 'registered', requirements: {} },
    { tier: 'silver', requirements: { sourcedMinor: 2_500_000, wonDeals: 2 } },
    { tier: 'gold', requirements: { sourcedMinor: 10_000_000, wonDeals: 4 } },
    { tier: 'platinum', requirements: { sourcedMinor: 25_000_000, wonDeals: 8 } },
  ],
};

/** What a partner has achieved in the window; null where the portal has no source for it. */
export type Achieved = Readonly<Record<TierMeasure, number | null>>;

export interface TierGap {
  readonly measure: TierMeasure;
  readonly needed: number;
  /** Null: it is not measured in this portal. */
  readonly achieved: number | null;
}

const rank = (settings: TierSettings, tier: PartnerTier): number =>
  settings.levels.findIndex((level) => level.tier === tier);

/** Whether one tier stands above another; a tier without a level stands below all. */
export const isAbove = (settings: TierSettings, one: PartnerTier, other: PartnerTier): boolean =>
  rank(settings, one) > rank(settings, other);

/** What a partner lacks for a level; empty: it has earned it. What is not measured is lacking. */
export function gapsTo({ requirements }: TierLevel, achieved: Achieved): readonly TierGap[] {
  return TIER_MEASURES.flatMap((measure) => {
    const needed = requirements[measure];
    const has = achieved[measure];
    if (needed === undefined || (has !== null && has >= needed)) return [];
    return [{ measure, needed, achieved: has }];
  });
}

/**
 * The highest tier whose requirements are all met.
 * @returns null where not even the lowest is.
 */
export function earnedTier({ levels }: TierSettings, achieved: Achieved): PartnerTier | null {
  return levels.findLast((level) => gapsTo(level, achieved).length === 0)?.tier ?? null;
}

/** The level above a tier; the lowest where a partner holds none; null at the top. */
export function nextLevel(settings: TierSettings, held: PartnerTier | null): TierLevel | null {
  const above = held === null ? 0 : rank(settings, held) + 1;
  return settings.levels[above] ?? null;
}

/** One change of a partner's tier. */
export interface TierChange {
  /** Null: it holds none from then on. */
  readonly tier: PartnerTier | null;
  readonly at: Instant;
}

/** The tier that a partner held at an instant, by its changes in any order; null before the first. */
export function tierAsOf(changes: readonly TierChange[], at: Instant): PartnerTier | null {
  const known = changes.filter((change) => change.at <= at).sort((a, b) => a.at - b.at);
  return known.at(-1)?.tier ?? null;
}

/**
 * What is wrong with tiers: a higher one may never ask for less than a lower one, or a partner could hold it without the
 * lower. @returns a sentence each.
 */
export function tierViolations(settings: TierSettings): readonly string[] {
  const { levels, windowMonths, graceDays } = settings;
  const seen = new Set<PartnerTier>();
  const problems: string[] = [];
  if (!Number.isInteger(windowMonths) || windowMonths < 1 || windowMonths > 60)
    problems.push(`programme.tiers.windowMonths is ${windowMonths}; it must be a whole number from 1 to 60`);
  if (!(graceDays >= 0)) problems.push(`programme.tiers.graceDays is ${graceDays}; it must be 0 or more`);
  if (levels.length === 0) problems.push('programme.tiers.levels is empty; name at least one tier');
  levels.forEach(({ tier, requirements }, place) => {
    if (seen.has(tier)) problems.push(`programme.tiers.levels names ${tier} twice`);
    seen.add(tier);
    for (const measure of TIER_MEASURES) {
      const below = levels.slice(0, place).findLast((level) => level.requirements[measure] !== undefined);
      const [least, asked] = [below?.requirements[measure], requirements[measure]];
      if (asked !== undefined) problems.push(...unfit(tier, measure, asked));
      if (below === undefined || least === undefined) continue;
      if (asked === undefined || asked < least)
        problems.push(
          `programme.tiers.levels: ${tier} asks for ${asked === undefined ? 'no' : asked} ${measure}, and ${below.tier}, which is lower, for ${least}; a higher tier asks for as much or more`,
        );
    }
  });
  return problems;
}

/** Amounts are minor units and counts are whole; only satisfaction may be a fraction, and below 0. */
function unfit(tier: PartnerTier, measure: TierMeasure, asked: number): readonly string[] {
  const said = `programme.tiers.levels: ${tier} asks for ${measure} ${asked}`;
  if (measure === 'satisfaction') {
    return asked >= -100 && asked <= 100 ? [] : [`${said}; it must be from -100 to 100`];
  }
  return Number.isSafeInteger(asked) && asked >= 0 ? [] : [`${said}; it must be a whole number, 0 or more`];
}

/** "Gold" */
export const tierName = (tier: PartnerTier | null): string =>
  tier === null ? 'no tier' : PARTNER_TIERS[tier];
