/** Records that turned up: kept, with what they change marked. */
import type { Instant } from '../domain/calendar.js';
import type { RawRecord } from './crm-port.js';
import type { ExtractRun, ListedType } from './extract-run.js';
import { followMerges } from './follow-merges.js';
import { dirtyByRecords } from './mark-dirty.js';
import { saveSightings } from './sightings.js';
import type { Departure } from './seen-port.js';
import type { SyncState } from './sync-port.js';
import { marksAll, takeAway } from './take-away.js';

/** Keeps records in a unit of their own. @returns the ids of those that are new or whose input differs. */
export async function takeRecords(
  run: ExtractRun,
  type: ListedType,
  { records, at }: { readonly records: readonly RawRecord[]; readonly at: Instant },
  after?: (state: SyncState) => SyncState,
): Promise<readonly string[]> {
  let changed: readonly string[] = [];
  if (records.length === 0 && after === undefined) return changed;
  await run.commits.commit(async (unit) => {
    if (records.length === 0) return;
    const changes = await saveSightings(run, unit, type, { records, at });
    const dirty = marksAll(run) ? null : await dirtyByRecords(run, type, changes, records);
    if (dirty !== null && dirty.size > 0) await unit.markDirty([...dirty]);
    await followMerges(run, unit, type, { records, at });
    changed = changes.filter(({ kind }) => kind !== 'published').map(({ id }) => id);
  }, after);
  run.tally.saw(type, records.length);
  return changed;
}

/** Most records of one request by id. */
const BY_ID_AT_ONCE = 100;
/** Ids that are asked for at a time. */
const PART = 1_000;

/**
 * Reads records by id, which is never late, and keeps those that are there; merged ones come as what they are now.
 * @param missing what is to become of those that are not.
 */
export async function takeById(
  run: ExtractRun,
  type: ListedType,
  ids: readonly string[],
  missing: Departure,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (let start = 0; start < ids.length; start += PART) {
    run.stop.check();
    const part = ids.slice(start, start + PART);
    const at = run.clock.now();
    run.tally.requests.byId += Math.ceil(part.length / BY_ID_AT_ONCE);
    const records = await run.crm.recordsById(type, part);
    changed.push(...(await takeRecords(run, type, { records, at })));
    const there = new Set(records.map(({ id }) => id));
    const gone = part.filter((id) => !there.has(id));
    if (gone.length === 0) continue;
    await run.commits.commit(async (unit) =>
      takeAway(run, unit, type, await unit.markGone(type, gone, missing, at)),
    );
  }
  return changed;
}
