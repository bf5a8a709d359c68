/** What columns say of a deal's outcome: each word is a number, and flags are bits. */
import type { Flag } from '../flag.js';

/** Why a touch counts, or does not. */
export const STANDING = {
  counts_for_sourcing: 0,
  counts_for_influence: 1,
  after_close: 2,
  status_does_not_count: 3,
  kind_does_not_count: 4,
  outside_window: 5,
  partner_is_customer: 6,
  legacy: 7,
} as const;

/** Flags that the rules raise, as bits. */
export const FLAG_BIT = {
  partner_is_customer: 1,
  sourcing_conflict: 2,
  tag_proposed: 4,
  tag_role_conflict: 8,
  tag_without_evidence: 16,
  touch_after_close: 32,
  outcome_missing: 64,
  legacy: 128,
} as const satisfies Partial<Record<Flag, number>>;

/** Of a deal, the weaker first. */
export const CLASS = { direct: 0, influenced: 1, sourced: 2 } as const;

/** What a partner is on a deal. */
export const PART = { none: 0, sourcing: 1, influencing: 2 } as const;
