/**
 * The history of a partner's tier: what HubSpot holds now is laid beside what is kept, and a review's outcome is added to it.
 * Whoever sets a tier by hand has the last word: it becomes a dated change, and ends a warning and another override.
 */
import type { Instant } from './calendar.js';
import { lastTier, type KeptTierChange, type TierRecord } from './partner-programme.js';
import type { PartnerTier } from './partner.js';
import type { HeldTier, TierReview } from './tier-review.js';
import { tierAsOf } from './tiers.js';

export interface KnownTier {
  /** The history, with what was set by hand. */
  readonly record: TierRecord;
  readonly held: HeldTier;
  /** What HubSpot holds and the history did not know; null where they agree. */
  readonly adopted: KeptTierChange | null;
}

/** What stands in the history for a tier that somebody set in HubSpot. */
const SET_BY_HAND = 'Set in HubSpot';

/**
 * Lays what HubSpot holds now beside the history. Example: kept is Silver since 1 Mar, HubSpot holds Gold on 1 Jun: Gold is a
 * change of 1 Jun. The first tier that is found there has no reason: nobody knows since when it stands.
 */
export function knownTier(record: TierRecord, current: PartnerTier | null, asOf: Instant): KnownTier {
  if (lastTier(record) === current) {
    const { warnedAt, override } = record;
    return { record, held: { tier: current, warnedAt, override }, adopted: null };
  }
  const reason = record.changes.length === 0 ? null : SET_BY_HAND;
  const adopted: KeptTierChange = { tier: current, at: asOf, reason, by: null };
  const override = record.override?.tier === current ? record.override : null;
  const after: TierRecord = { changes: [...record.changes, adopted], warnedAt: null, override };
  return { record: after, held: { tier: current, warnedAt: null, override }, adopted };
}

/** Who a change of a review is by. */
const BY_REVIEW = 'Tier review';

/** The history after a review. @param record with what was set by hand, as `knownTier` has it. */
export function recordAfter(
  record: TierRecord,
  { decision, after }: Pick<TierReview, 'decision' | 'after'>,
  { asOf, policyVersion, by = BY_REVIEW }: ReviewedUnder,
): TierRecord {
  const { tier, warnedAt, override } = after;
  const changes =
    lastTier(record) === tier
      ? record.changes
      : [...record.changes, { tier, at: asOf, reason: reasonOf(decision.kind, policyVersion), by }];
  return { changes, warnedAt, override };
}

export interface ReviewedUnder {
  readonly asOf: Instant;
  readonly policyVersion: string;
  readonly by?: string;
}

function reasonOf(kind: TierReview['decision']['kind'], policyVersion: string): string {
  if (kind === 'demoted') return `Demoted after the grace, policy ${policyVersion}`;
  if (kind === 'override_ended') return `Override ended, policy ${policyVersion}`;
  return `Promoted, policy ${policyVersion}`;
}

/**
 * How a partner stood at an earlier instant, by its history. A warning and an override count from the change or warning on
 * that is kept; earlier ones are not told.
 * @returns null where the history begins later.
 */
export function heldAsOf({ changes, warnedAt, override }: TierRecord, at: Instant): HeldTier | null {
  const [first] = changes.toSorted((a, b) => a.at - b.at);
  if (first === undefined || first.at > at) return null;
  const isLast = changes.every((change) => change.at <= at);
  return {
    tier: tierAsOf(changes, at),
    warnedAt: warnedAt !== null && warnedAt <= at ? warnedAt : null,
    override: isLast ? override : null,
  };
}

/** Since when a partner holds the tier of its last change; null where the history is empty, or began with that tier. */
export function heldSince({ changes }: TierRecord): Instant | null {
  const last = changes.at(-1);
  return last === undefined || (changes.length === 1 && last.reason === null) ? null : last.at;
}

/** Whether two records say the same. */
export const isSameRecord = (one: TierRecord, other: TierRecord): boolean =>
  one.changes.length === other.changes.length &&
  one.warnedAt === other.warnedAt &&
  JSON.stringify(one.override) === JSON.stringify(other.override);
