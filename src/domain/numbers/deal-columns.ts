/** Deals as columns: what the numbers of a partner programme need of each, a few bytes a deal. */
import type { Bucket, DealClass } from '../deal-class.js';
import type { DealStatus } from '../deal.js';
import type { PartnerId } from '../ids.js';

export const STATUS_CODES = { open: 0, won: 1, lost: 2 } as const satisfies Record<DealStatus, number>;
export const BUCKET_CODES = { new: 0, expansion: 1, renewal: 2 } as const satisfies Record<Bucket, number>;
export const CLASS_CODES = { sourced: 0, influenced: 1, direct: 2 } as const satisfies Record<
  DealClass,
  number
>;
export const SOURCING = 1;
export const INFLUENCING = 0;

/** One place a deal, in the order in which they came; instants in milliseconds, home currency in minor units. */
export interface DealColumns {
  readonly length: number;
  readonly created: Float64Array;
  /** NaN of an open deal, and of a closed one whose day is not known. */
  readonly closed: Float64Array;
  /** NaN where there is no amount in the home currency. */
  readonly amount: Float64Array;
  /** STATUS_CODES, BUCKET_CODES, CLASS_CODES. */
  readonly status: Uint8Array;
  readonly bucket: Uint8Array;
  readonly dealClass: Uint8Array;
  /** −1 of a deal without a customer. */
  readonly customer: Int32Array;
  /** The roles of a deal stand from its place here up to the next one's. */
  readonly roleStart: Int32Array;
  readonly roles: RoleColumns;
  readonly partners: PartnerDeals;
  readonly customers: CustomerWins;
}

/** One place a role: a partner on a deal. */
export interface RoleColumns {
  readonly deal: Int32Array;
  readonly partner: Int32Array;
  /** SOURCING or INFLUENCING. */
  readonly role: Uint8Array;
  /** Source credit, and credit under the policy's model. */
  readonly source: Float64Array;
  readonly model: Float64Array;
}

/** The deals of each partner. */
export interface PartnerDeals {
  readonly placeOf: ReadonlyMap<PartnerId, number>;
  /** The roles of a partner stand in `role` from its place here up to the next one's. */
  readonly start: Int32Array;
  readonly role: Int32Array;
  /** When the first deal with a role of it was created. */
  readonly firstCreated: Float64Array;
}

/** By customer: when its first deal was won, and its first one with a partner; Infinity where none was. */
export interface CustomerWins {
  readonly placeOf: ReadonlyMap<string, number>;
  readonly firstWon: Float64Array;
  readonly firstWonWithPartner: Float64Array;
}
