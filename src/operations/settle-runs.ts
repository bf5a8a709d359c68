/** What runs left behind that were killed while they wrote: what they wrote is told from what the CRM holds now. */
import type { PortalId, RunId } from '../domain/ids.js';
import type { CrmReader, RawRecord } from './crm-port.js';
import type { Store } from './ports.js';
import type { Lease } from './lease-port.js';
import type { OutboxRecord, PlannedRecord, WriteState } from './outbox-port.js';

const PAGE = 1_000;
const OBJECT_TYPES = ['deals', 'companies'] as const;

/**
 * Settles every record of an outbox of which it is not known whether it was written: `written` where the record holds the
 * new values, else `superseded`, and then its deal is worked out again. @returns how many.
 */
export async function settleRuns(
  { crm, store }: { readonly crm: CrmReader; readonly store: Store },
  { portalId, lease }: { readonly portalId: PortalId; readonly lease: Lease },
): Promise<number> {
  let settled = 0;
  for (const runId of await store.unsettledRuns(portalId)) {
    const isSync = (await store.findRun(portalId, runId))?.kind === 'sync';
    for (let after = 0; ;) {
      const page = await store.outbox(portalId, runId, { states: ['planned'], after, limit: PAGE });
      const last = page.at(-1);
      if (last === undefined) break;
      for (const objectType of OBJECT_TYPES) {
        const records = page.filter((record) => record.objectType === objectType);
        await settlePage(crm, store, { portalId, lease, runId, isSync, objectType, records });
      }
      settled += page.length;
      after = last.place;
    }
  }
  return settled;
}

interface Page {
  readonly portalId: PortalId;
  readonly lease: Lease;
  readonly runId: RunId;
  /** What an undo did not come to set back is left to the next undo. */
  readonly isSync: boolean;
  readonly objectType: (typeof OBJECT_TYPES)[number];
  readonly records: readonly OutboxRecord[];
}

async function settlePage(
  crm: CrmReader,
  store: Store,
  { portalId, lease, runId, isSync, objectType, records }: Page,
): Promise<void> {
  if (records.length === 0) return;
  const ids = records.map(({ recordId }) => recordId);
  const now = new Map((await crm.recordsById(objectType, ids)).map((raw) => [raw.id, raw]));
  const outcomes = records.map((record) => {
    const state: WriteState = holds(crm, now.get(record.recordId), record) ? 'written' : 'superseded';
    return { objectType, recordId: record.recordId, state, reason: null };
  });
  const unwritten = outcomes.flatMap(({ state, recordId }) => (state === 'written' ? [] : [recordId]));
  await store.writeSync(portalId, lease, async (unit) => {
    await unit.settleWrites(runId, outcomes);
    if (isSync && objectType === 'deals') await unit.markDirty(unwritten);
  });
}

/** Whether a record shows every value that was planned on it. */
export const holds = (crm: CrmReader, raw: RawRecord | undefined, { changes }: PlannedRecord): boolean =>
  raw !== undefined &&
  changes.every(({ property, newValue }) =>
    crm.isSameValue(property, raw.properties[property] ?? null, newValue),
  );
