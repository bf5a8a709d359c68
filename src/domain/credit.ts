import type { DealStatus } from './deal.js';
import type { Bucket, DealClass } from './deal-class.js';
import type { Flag } from './flag.js';
import type { DealId, PartnerId } from './ids.js';

export { BUCKETS, type Bucket, type DealClass } from './deal-class.js';

/** Credit by partner, integer minor units; a credit of 0 is left out. */
export type PartnerCredits = ReadonlyMap<PartnerId, number>;

/** The three pools of attribution.md §4 on one deal; `model` holds each model that was asked for. */
export interface CreditPools {
  readonly source: PartnerCredits;
  /** Not additive: every influencing partner has the whole amount. */
  readonly influence: PartnerCredits;
  readonly model: ReadonlyMap<string, PartnerCredits>;
}

/** What the rules say about one deal. */
export interface DealResult {
  readonly dealId: DealId;
  readonly policyVersion: string;
  readonly status: DealStatus;
  readonly class: DealClass;
  readonly bucket: Bucket;
  /** ISO 4217 of `amountMinor` and `credits`. */
  readonly currency: string;
  readonly amountMinor: number;
  /** ISO 4217 of `homeAmountMinor` and `homeCredits`. */
  readonly homeCurrency: string;
  readonly homeAmountMinor: number | null;
  /** In the order of ids (attribution.md §3). */
  readonly sourcingPartnerIds: readonly PartnerId[];
  readonly influencingPartnerIds: readonly PartnerId[];
  /** In the deal's currency: revenue on won deals, pipeline on open ones, empty on lost ones. */
  readonly credits: CreditPools;
  /** The home amount split by the same weights; empty where there is no home amount. */
  readonly homeCredits: CreditPools;
  /** Distinct and sorted. */
  readonly flags: readonly Flag[];
}
