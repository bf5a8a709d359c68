/** What a portal's summary asks of the store, besides the results. */
import type { Instant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import type { ClassMove } from './portal-summary.js';
import type { Run } from './run-port.js';

export interface SummaryStore {
  /** The newest sync that ended well; one that knew no later than an instant, unless that is null. */
  lastSyncBy(portalId: PortalId, asOf: Instant | null): Promise<Run | null>;
  /**
   * Deals whose class is another one than after a run, and how many there are; it costs as much as was stored since.
   * @param limit of the largest that are answered.
   */
  reclassifiedSince(
    portalId: PortalId,
    run: Pick<Run, 'startedAt'>,
    limit: number,
  ): Promise<{ readonly count: number; readonly largest: readonly ClassMove[] }>;
}
