import type { Instant } from './calendar.js';
import type { Bucket, DealClass } from './deal-class.js';
import type { Flag } from './flag.js';
import type { DealId } from './ids.js';
import type { Company } from './partner.js';
import type { Tag, Touch } from './touch.js';

export const DEAL_STATUSES = ['open', 'won', 'lost'] as const;
export type DealStatus = (typeof DEAL_STATUSES)[number];

/** What made a deal's class, where the rules did not: docs/baseline.md. */
export interface LegacyClass {
  readonly class: DealClass;
  /** Of the portal's own. */
  readonly property: string;
  /** As it is written there. */
  readonly value: string;
}

/** A deal as the rules need it; amounts are integer minor units. */
export interface Deal {
  readonly id: DealId;
  readonly createdAt: Instant;
  /** Null on open deals. */
  readonly closedAt: Instant | null;
  readonly status: DealStatus;
  /** ISO 4217. */
  readonly currency: string;
  readonly amountMinor: number;
  /** In the home currency, at the rate stored on the deal; null on a foreign deal that has none. */
  readonly homeAmountMinor: number | null;
  readonly dealType: string | null;
  /** The line of revenue of its pipeline; absent: by deal type. */
  readonly bucket?: Bucket;
  /** Null where the deal's customer is not known. */
  readonly customer: Company | null;
  /** Of a deal that was won before the baseline: the class that the portal's own field gave it. */
  readonly legacy?: LegacyClass;
  /** Raised while the deal was read: `amount_missing`, `amount_rounded`, … */
  readonly flags: readonly Flag[];
}

/** Everything that the rules look at for one deal. */
export interface DealFacts {
  readonly deal: Deal;
  readonly touches: readonly Touch[];
  readonly tags: readonly Tag[];
}
