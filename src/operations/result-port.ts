/** Results as they stand: the newest version of each deal that is still attributed. */
import type { Instant } from '../domain/calendar.js';
import type { DealResult } from '../domain/credit.js';
import type { DealId, PartnerId, PortalId } from '../domain/ids.js';
import type { DealBasics } from './programme-store-port.js';

/** A current result, and the deal's close date as of it: null where it has none, or had none when it was stored. */
export type CurrentResult = DealResult & {
  readonly closedAt: Instant | null;
  /** Absent where the deal was worked out before they were kept. */
  readonly basics?: DealBasics;
};

/** Current results of a portal. */
export interface ResultStore {
  /** Current results of some deals; those without one, or retired, are left out. */
  resultsOf(portalId: PortalId, dealIds: readonly DealId[]): Promise<ReadonlyMap<DealId, CurrentResult>>;
  /** All current results as of one moment, some thousands at a time; without those of the deals in a draft. */
  eachResult(portalId: PortalId, exceptDraft?: string): AsyncIterable<readonly CurrentResult[]>;
  /** Current results whose sourcing or influencing partners hold one of these. */
  dealsOfPartners(portalId: PortalId, partnerIds: readonly PartnerId[]): Promise<readonly string[]>;
}
