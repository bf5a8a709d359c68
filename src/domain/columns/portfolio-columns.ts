/**
 * A portfolio as columns: typed arrays, touches and tags sorted by deal. Partners are interned in the order of ids, so
 * that comparing two places compares two ids (attribution.md §3).
 */
import type { PartnerId } from '../ids.js';
import { TOUCH_KINDS, type Role, type TagState, type TouchKind } from '../touch.js';

export const STATUS = { open: 0, won: 1, lost: 2 } as const;
export const ROLE = { sourced: 0, influenced: 1 } as const satisfies Record<Role, number>;
export const TAG_STATE = { proposed: 0, confirmed: 1, decided: 2 } as const satisfies Record<
  TagState,
  number
>;
export const KIND = Object.fromEntries(TOUCH_KINDS.map((kind, place) => [kind, place])) as Readonly<
  Record<TouchKind, number>
>;

/** Where a deal has no home amount. Amounts are integers, so this is none. */
export const NO_AMOUNT = Number.NaN;

export interface DealColumns {
  readonly length: number;
  /** Milliseconds. */
  readonly createdAt: Float64Array;
  /** The close date, or the as-of instant of an open deal. */
  readonly endsAt: Float64Array;
  readonly status: Uint8Array;
  /** Minor units of the deal's currency. */
  readonly amount: Float64Array;
  /** Minor units of the home currency; `NO_AMOUNT` where there is none. */
  readonly homeAmount: Float64Array;
  /** 1 + the code of the class that the portal's own field gave a deal from before the baseline; 0: by the rules. */
  readonly legacy?: Uint8Array;
}

/** Sorted by deal, then (instant, partner, touch id); those after the as-of instant are not there. */
export interface TouchColumns {
  /** Where the touches of deal i start; one more entry than there are deals. */
  readonly starts: Uint32Array;
  readonly partner: Uint32Array;
  readonly at: Float64Array;
  readonly kind: Uint8Array;
  /** 1, or 0 for a registration whose status does not count. */
  readonly statusCounts: Uint8Array;
  /** 1 for a meeting whose outcome nobody set. */
  readonly outcomeMissing: Uint8Array;
}

/** Sorted by deal. */
export interface TagColumns {
  readonly starts: Uint32Array;
  readonly partner: Uint32Array;
  readonly role: Uint8Array;
  readonly state: Uint8Array;
}

export interface PortfolioColumns {
  readonly deals: DealColumns;
  readonly touches: TouchColumns;
  readonly tags: TagColumns;
  /** Every partner that a touch or tag names, in the order of ids. */
  readonly partners: readonly PartnerId[];
  /** Whether a partner is taken out of a deal before anything else is looked at (§3.1). */
  readonly isExcluded: (deal: number, partner: number) => boolean;
}
