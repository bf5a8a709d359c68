import type { PortalId } from '../domain/ids.js';
import { namedRun } from './named-run.js';
import type { Run, Store } from './ports.js';
import type { WriteState } from './outbox-port.js';
import type { FailedWrite } from './write-outbox.js';

/** One run with what became of its writes. */
export interface RunView {
  readonly run: Run;
  /** Records by how their write ended. */
  readonly counts: Readonly<Record<WriteState, number>>;
  /** The first thousand that HubSpot refused. */
  readonly refused: readonly FailedWrite[];
}

const MOST = 1_000;

/**
 * Shows a run, by its id or the beginning of it.
 * @throws AppError `run_not_found`.
 */
export async function showRun(store: Store, portalId: PortalId, named: string): Promise<RunView> {
  const run = await namedRun(store, portalId, named);
  const { runId } = run;
  const failed = await store.outbox(portalId, runId, { states: ['failed'], after: 0, limit: MOST });
  return {
    run,
    counts: await store.outboxCounts(portalId, runId),
    refused: failed.map(({ objectType, recordId, reason }) => ({
      objectType,
      recordId,
      reason: reason ?? '',
    })),
  };
}
