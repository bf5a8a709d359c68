/** Deals that can be read and are in no number on purpose. */
import type { DealId, PortalId } from '../domain/ids.js';
import type { SetAsideRecord } from './crm-port.js';

export type WhyUncounted = NonNullable<SetAsideRecord['why']>;

export interface UncountedDeal {
  readonly dealId: DealId;
  readonly why: WhyUncounted;
}

export interface UncountedUnit {
  /** Replaces what is kept of deals: those that are not among `uncounted` are counted, or gone. */
  saveUncounted(dealIds: readonly string[], uncounted: readonly UncountedDeal[]): Promise<void>;
}

export interface UncountedStore {
  /** All of them, as of when each was worked out last. */
  uncountedDeals(portalId: PortalId): Promise<ReadonlyMap<DealId, WhyUncounted>>;
}
