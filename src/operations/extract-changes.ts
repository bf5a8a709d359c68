/** What changed in a portal since it was looked at last: records by search, the rest by looking. */
import { windowSince } from './change-window.js';
import type { RawRecord } from './crm-port.js';
import { LISTED, type ExtractRun, type ListedType } from './extract-run.js';
import { modifiedAt } from './sightings.js';
import { sweepArchived } from './sweep-archived.js';
import { allBatches, batchesOf, sweepChanges } from './sweep-links.js';
import { sweepMarks } from './sweep-marks.js';
import { takeById, takeRecords } from './take-records.js';
import type { Departure } from './seen-port.js';
import type { SyncState } from './sync-port.js';
import { together } from './together.js';

/**
 * Brings the mirror up to date. Every part marks what it moves; the windows' ends are kept type by type.
 * @param sweep `all` looks at every association and at the archive, which tell of changes by nothing else;
 *   `changed` only at those of records that changed, after an extract that has just looked at all of them.
 */
export async function extractChanges(run: ExtractRun, sweep: 'all' | 'changed'): Promise<void> {
  const named = new Set<string>();
  if (sweep === 'all') await sweepMarks(run);
  await together(
    run.stop,
    LISTED.map((type) => async () => {
      const changed = new Set(await readWindow(run, type));
      if (sweep === 'all') for (const id of await sweepArchived(run, type)) changed.add(id);
      const batches = sweep === 'all' ? allBatches(run, type) : batchesOf(changed);
      const { bare, contacts } = await sweepChanges(run, type, batches);
      for (const id of contacts) named.add(id);
      if (type === 'deals') await lookAgain(run, bare);
    }),
  );
  const contacts = sweep === 'all' ? allBatches(run, 'contacts') : batchesOf(named);
  await sweepChanges(run, 'contacts', contacts);
}

/** A deal that lost all its companies at once may be gone; by its old id a merged one tells what it is now. */
async function lookAgain(run: ExtractRun, dealIds: readonly string[]): Promise<void> {
  const changed = await takeById(run, 'deals', dealIds, 'archived');
  await sweepChanges(run, 'deals', batchesOf(changed));
}

/** Pages through what changed of a type since its watermark, which it then moves. @returns ids that are new or differ. */
async function readWindow(run: ExtractRun, type: ListedType): Promise<readonly string[]> {
  const askedAt = run.clock.now();
  const from = run.commits.state.watermarks[type] ?? askedAt;
  const window = windowSince(from, askedAt);
  const moveOn = (state: SyncState): SyncState => ({
    ...state,
    watermarks: { ...state.watermarks, [type]: askedAt },
  });
  const changed: string[] = [];
  for (let after: string | null = null, isLast = false; !isLast;) {
    run.stop.check();
    const at = run.clock.now();
    const page = await run.crm.changedPage(type, window, after);
    run.tally.requests.searches += 1;
    isLast = page.next === null;
    const { records, back } = await upToDate(run, type, page.records);
    changed.push(...(await takeById(run, type, back, 'absent')));
    changed.push(...(await takeRecords(run, type, { records, at }, isLast ? moveOn : undefined)));
    after = page.next;
  }
  return changed;
}

/**
 * What search says of records, less what is older than what is known: it may lag behind lists and reads by id, and
 * still name what is gone. Archived records that are back are found by the list of archived ones.
 */
async function upToDate(
  run: ExtractRun,
  type: ListedType,
  found: readonly RawRecord[],
): Promise<{ readonly records: readonly RawRecord[]; readonly back: readonly string[] }> {
  const known = await run.mirror.records(
    type,
    found.map(({ id }) => id),
  );
  const isOlder = (raw: RawRecord): boolean => {
    const seen = known.get(raw.id);
    const [before, now] = [seen === undefined ? null : modifiedAt(seen), modifiedAt(raw)];
    return before !== null && now !== null && now < before;
  };
  const goneAs = (raw: RawRecord): Departure | null => known.get(raw.id)?.gone ?? null;
  return {
    records: found.filter((raw) => goneAs(raw) === null && !isOlder(raw)),
    back: found.filter((raw) => goneAs(raw) === 'absent').map(({ id }) => id),
  };
}
