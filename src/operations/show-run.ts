import type { PortalId, RunId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import type { Run, Store } from './ports.js';
import type { WriteState } from './sync-port.js';
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
 * Shows a run.
 * @throws AppError `run_not_found`.
 */
export async function showRun(store: Store, portalId: PortalId, runId: RunId): Promise<RunView> {
  const run = await store.findRun(portalId, runId);
  if (run === null) {
    throw new AppError(
      'run_not_found',
      `Portal ${portalId} has no run ${runId}.`,
      'partnership runs lists them; an id is written out whole.',
    );
  }
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
