/** Writes what a run has planned, batch by batch, and keeps how each record ended as it comes. */
import { unlessStopped } from '../errors.js';
import type { PortalId, RunId } from '../domain/ids.js';
import type { Crm, WriteOutcome } from './crm-port.js';
import type { Store } from './ports.js';
import type { Lease } from './lease-port.js';
import type { OutboxRecord, PlannedRecord } from './outbox-port.js';
import { inOrder, Stop } from './together.js';

export interface FailedWrite {
  readonly objectType: string;
  readonly recordId: string;
  /** In HubSpot's words. */
  readonly reason: string;
}

export interface WriteSummary {
  readonly deals: number;
  readonly partners: number;
  /** How many records HubSpot refused; the rest is written. */
  readonly refused: number;
  /** The first of them, record by record; all of them stand in the outbox of the run. */
  readonly failed: readonly FailedWrite[];
}

export interface WriteRequest {
  readonly portalId: PortalId;
  readonly runId: RunId;
  readonly lease: Lease;
}

/** Records that are asked of the store together. */
const PAGE = 2_000;
/** The next page begins before the last answers of a page are there. */
const PAGES_AT_ONCE = 2;
/** Refusals that a summary repeats; the outbox has every one. */
const REPEATED = 1_000;

/**
 * Writes a run's outbox. A record that is refused keeps its reason, and its deal is looked at again by the next run.
 * @param progress is told how many records were written or refused, of how many.
 */
export async function writeOutbox(
  { crm, store, stop }: { readonly crm: Crm; readonly store: Store; readonly stop?: AbortSignal },
  { portalId, runId, lease }: WriteRequest,
  progress: (done: number, of: number) => void,
): Promise<WriteSummary> {
  const { planned: of } = await store.outboxCounts(portalId, runId);
  const written = { deals: 0, companies: 0 };
  const failed: FailedWrite[] = [];
  let refused = 0;
  const settle = async (objectType: 'deals' | 'companies', outcomes: readonly WriteOutcome[]) => {
    const ends = outcomes.map((one) => ({
      objectType,
      recordId: one.recordId,
      state: one.kind,
      reason: one.kind === 'failed' ? one.reason : null,
    }));
    const again = objectType === 'companies' ? [] : ends.filter((end) => end.state === 'failed');
    await store.writeSync(portalId, lease, async (unit) => {
      await unit.settleWrites(runId, ends);
      await unit.markDirty(again.map(({ recordId }) => recordId));
    });
    for (const { state, recordId, reason } of ends) {
      if (state === 'written') written[objectType] += 1;
      else refused += 1;
      if (state === 'failed' && failed.length < REPEATED) {
        failed.push({ objectType, recordId, reason: reason ?? '' });
      }
    }
    progress(written.deals + written.companies + refused, of);
  };
  // The lease may be another's by the time at which a request has its turn.
  const mayWrite = () => store.requireLease(portalId, lease);
  const write = async (page: readonly OutboxRecord[]): Promise<void> => {
    for (const objectType of ['deals', 'companies'] as const) {
      const records = page.filter((record) => record.objectType === objectType);
      if (records.length === 0) continue;
      await crm.update(
        objectType,
        records.map(updateOf),
        (outcomes) => settle(objectType, outcomes),
        mayWrite,
      );
    }
  };
  const halt = new Stop();
  const end = (): void => halt.because(lease.lost.reason);
  lease.lost.addEventListener('abort', end, { once: true });
  try {
    await inOrder(halt, pagesOf({ store, stop }, portalId, runId), PAGES_AT_ONCE, {
      ask: write,
      settle: () => Promise.resolve(),
    });
  } finally {
    lease.lost.removeEventListener('abort', end);
  }
  return { deals: written.deals, partners: written.companies, refused, failed };
}

async function* pagesOf(
  { store, stop }: { readonly store: Store; readonly stop: AbortSignal | undefined },
  portalId: PortalId,
  runId: RunId,
): AsyncGenerator<readonly OutboxRecord[]> {
  for (let after = 0; ;) {
    unlessStopped(stop);
    const page = await store.outbox(portalId, runId, { states: ['planned'], after, limit: PAGE });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.place;
  }
}

/** HubSpot empties a property that is set to nothing. */
const updateOf = ({ recordId, changes }: PlannedRecord) => ({
  recordId,
  properties: Object.fromEntries(changes.map(({ property, newValue }) => [property, newValue])),
});
