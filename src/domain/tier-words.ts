/** Gaps, projections and decisions as people read them. */
import { assertNever } from './assert-never.js';
import { displayDay, type Instant } from './calendar.js';
import { displayMoney } from './money.js';
import type { PartnerTier } from './partner.js';
import type { TierProjection } from './tier-projection.js';
import type { TierDecision } from './tier-review.js';
import { tierName, type TierGap, type TierLevel, type TierMeasure } from './tiers.js';

export interface TierWordsBasis {
  /** ISO 4217. */
  readonly homeCurrency: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly asOf: Instant;
  readonly windowMonths: number;
}

/** One and several of what is counted. */
const COUNTED = {
  wonDeals: ['won deal', 'won deals'],
  registrationsApproved: ['approved registration', 'approved registrations'],
  certifiedPeople: ['certified person', 'certified people'],
} as const;

/** How a measure is called, where it is not counted. */
export const MEASURE_NAMES: Readonly<Record<TierMeasure, string>> = {
  sourcedMinor: 'partner-sourced revenue',
  influencedMinor: 'partner-influenced revenue',
  wonDeals: 'won deals',
  registrationsApproved: 'approved registrations',
  certifiedPeople: 'certified people',
  satisfaction: 'satisfaction',
};

/** The same at the start of a line. */
export const MEASURE_LABELS: Readonly<Record<TierMeasure, string>> = {
  sourcedMinor: 'Partner-sourced revenue',
  influencedMinor: 'Partner-influenced revenue (not additive)',
  wonDeals: 'Won deals',
  registrationsApproved: 'Approved registrations',
  certifiedPeople: 'Certified people',
  satisfaction: 'Satisfaction',
};

/** A measure's value: "$40,000.00", "12", "n/a". */
export function measureWords(measure: TierMeasure, value: number | null, currency: string): string {
  if (value === null) return 'n/a';
  if (measure === 'sourcedMinor' || measure === 'influencedMinor') return displayMoney(value, currency);
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/**
 * What is missing for a tier. Example: "Gold needs 2 more won deals and $40,000.00 more partner-sourced revenue in the 12
 * months to 20 Nov 2026." What is not measured stands in a sentence of its own.
 * @param gaps of this level.
 */
export function gapWords(
  level: TierLevel,
  gaps: readonly TierGap[],
  { homeCurrency, timeZone, asOf, windowMonths }: TierWordsBasis,
): string {
  const name = tierName(level.tier);
  const months = windowMonths === 1 ? 'month' : `${windowMonths} months`;
  const measured = gaps.filter(({ achieved }) => achieved !== null);
  const unmeasured = gaps.filter(({ achieved }) => achieved === null);
  const missing = measured.map((gap) => missingWords(gap, homeCurrency));
  const sentences = [
    ...(gaps.length === 0 ? [`${name} is earned.`] : []),
    ...(missing.length === 0
      ? []
      : [`${name} needs ${listed(missing)} in the ${months} to ${displayDay(asOf, timeZone)}.`]),
    ...(unmeasured.length === 0
      ? []
      : [
          `${name} asks for ${listed(unmeasured.map(({ needed, measure }) => askedWords(measure, needed)))}, of which this portal tells nothing.`,
        ]),
  ];
  return sentences.join(' ');
}

function missingWords({ measure, needed, achieved }: TierGap, currency: string): string {
  const missing = needed - (achieved ?? 0);
  if (measure === 'sourcedMinor' || measure === 'influencedMinor') {
    return `${displayMoney(missing, currency)} more ${MEASURE_NAMES[measure]}`;
  }
  if (measure === 'satisfaction') return `a satisfaction of ${needed} instead of ${achieved ?? 0}`;
  const [one, several] = COUNTED[measure];
  return `${missing.toLocaleString('en-US')} more ${missing === 1 ? one : several}`;
}

function askedWords(measure: TierMeasure, needed: number): string {
  if (measure === 'satisfaction') return `a satisfaction of ${needed}`;
  if (measure === 'certifiedPeople') return `${needed} ${COUNTED[measure][needed === 1 ? 0 : 1]}`;
  return MEASURE_NAMES[measure];
}

/** "a", "a and b", "a, b and c" */
const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

/** When, at the pace of the last 90 days. Example: "At the pace of the last 90 days: about 20 Feb 2027." */
export function projectionWords(projection: TierProjection, timeZone: string): string {
  switch (projection.kind) {
    case 'earned':
      return '';
    case 'on':
      return `At the pace of the last 90 days: about ${displayDay(projection.at, timeZone)}.`;
    case 'not_at_this_pace':
      return 'Not at today’s pace.';
    case 'not_measured':
      return 'No date is projected for what is not measured.';
    case 'no_pace':
      return 'No date is projected for certified people and satisfaction.';
    default:
      return assertNever(projection);
  }
}

/** What a review decides. Example: "promoted from Silver to Gold". */
export function decisionWords(decision: TierDecision, held: PartnerTier | null, timeZone: string): string {
  switch (decision.kind) {
    case 'keeps':
      return `keeps ${tierName(held)}`;
    case 'promoted':
      return held === null
        ? `promoted to ${tierName(decision.to)}`
        : `promoted from ${tierName(held)} to ${tierName(decision.to)}`;
    case 'warned':
      return `warned: ${tierName(held)} until ${displayDay(decision.endsAt, timeZone)}, then ${tierName(decision.to)}`;
    case 'in_grace':
      return `in grace: ${tierName(held)} until ${displayDay(decision.endsAt, timeZone)}, then ${tierName(decision.to)}`;
    case 'demoted':
      return `demoted from ${tierName(held)} to ${tierName(decision.to)}`;
    case 'recovered':
      return `keeps ${tierName(held)}, earned again`;
    case 'overridden':
      return `${tierName(decision.override.tier)} by ${decision.override.approver} until ${displayDay(decision.override.until, timeZone)}: ${decision.override.reason}`;
    case 'override_ended':
      return `override ended: ${tierName(decision.to)}`;
    default:
      return assertNever(decision);
  }
}
