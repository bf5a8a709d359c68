/**
 * Archiving moves no time of change, nor does restoring: the list of archived records tells of both. What is archived is kept as
 * an id alone, so that what is not archived any more is noticed and read again.
 */
import { unlessStopped } from '../errors.js';
import type { ListedSource } from './programme-reading-port.js';
import type { ArchivedSource, ProgrammeSource } from './programme-store-port.js';
import type { ProgrammeReadDeps, ProgrammeReadRequest } from './programme-read-deps.js';

/** Tombstones in one question. */
const PART = 5_000;
/** Ids in one unit. */
const TOGETHER = 1_000;

export interface SweptSource {
  readonly name: ProgrammeSource;
  readonly archived: ArchivedSource;
  readonly listed: ListedSource;
}

/**
 * Drops what has been archived since the last sweep: what was archived before is not kept. HubSpot lists what is archived in no
 * order of time, so that all of the list is read, 100 records a request.
 * @param known ids that were archived at the last sweep.
 * @returns those of them that are not any more: restored, or deleted for good. They count as archived until they are dropped from
 * the tombstones.
 */
export async function sweepArchive(
  { programme, store, clock, stop }: ProgrammeReadDeps,
  { portalId, lease }: ProgrammeReadRequest,
  { name, archived, listed }: SweptSource,
  known: ReadonlySet<string>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (let after: string | null = null, isLast = false; !isLast;) {
    unlessStopped(stop);
    const page = await programme.listPage(listed.type, [], after, true);
    // A type without such a list: nothing can be told of it.
    if (page === null) return [];
    after = page.next;
    isLast = after === null;
    for (const { id } of page.records) found.add(id);
  }
  const fresh = [...found].filter((id) => !known.has(id));
  for (let from = 0; from < fresh.length; from += TOGETHER) {
    const ids = fresh.slice(from, from + TOGETHER);
    const records = ids.map((id) => ({ id, properties: {}, links: {} }));
    await store.writeSync(portalId, lease, async (unit) => {
      await unit.dropProgrammeRecords(name, ids);
      await unit.saveProgrammeRecords(archived, records, clock.now());
    });
  }
  return [...known].filter((id) => !found.has(id));
}

/** Ids that were archived at the last sweep. */
export async function tombstones(
  { store }: Pick<ProgrammeReadDeps, 'store'>,
  { portalId }: Pick<ProgrammeReadRequest, 'portalId'>,
  archived: ArchivedSource,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let after: string | null = null; ;) {
    const page = await store.programmeRecords(portalId, archived, after, PART);
    for (const { id } of page) ids.add(id);
    if (page.length < PART) return ids;
    after = page.at(-1)?.id ?? null;
  }
}
