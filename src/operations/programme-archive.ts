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
 * Drops what is archived. @returns ids that were archived and are not any more: restored, or deleted for good. They count as
 * archived until they are dropped from the tombstones.
 */
export async function sweepArchive(
  { programme, store, clock, stop }: ProgrammeReadDeps,
  { portalId, lease }: ProgrammeReadRequest,
  { name, archived, listed }: SweptSource,
): Promise<readonly string[]> {
  const known = await tombstones();
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
  const all = [...found];
  for (let from = 0; from < all.length; from += TOGETHER) {
    // Known ones too: a search may have named them once more.
    const ids = all.slice(from, from + TOGETHER);
    const fresh = ids.filter((id) => !known.has(id));
    const records = fresh.map((id) => ({ id, properties: {}, links: {} }));
    await store.writeSync(portalId, lease, async (unit) => {
      await unit.dropProgrammeRecords(name, ids);
      await unit.saveProgrammeRecords(archived, records, clock.now());
    });
  }
  return [...known].filter((id) => !found.has(id));

  async function tombstones(): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    for (let after: string | null = null; ;) {
      const page = await store.programmeRecords(portalId, archived, after, PART);
      for (const { id } of page) ids.add(id);
      if (page.length < PART) return ids;
      after = page.at(-1)?.id ?? null;
    }
  }
}
