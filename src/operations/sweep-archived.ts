/** Archiving moves no time of change, nor does restoring: the list of archived records tells of both. */
import { compareIds } from '../domain/ids.js';
import type { RawPage } from './crm-port.js';
import type { ExtractRun, ListedType } from './extract-run.js';
import { takeAway } from './take-away.js';
import { takeById } from './take-records.js';

/** Tombstones in one question. */
const PART = 1_000;

/**
 * Tombstones what is archived before everything else is listed: what is restored while that goes on is in neither list,
 * and is found by the next sweep.
 */
export async function noteArchived(run: ExtractRun, type: ListedType): Promise<void> {
  const pages = archivedPages(run, type);
  while ((await pages.next()).done !== true);
}

/** Tombstones what was archived, and reads what was archived and is not any more. @returns the ids that came back. */
export async function sweepArchived(run: ExtractRun, type: ListedType): Promise<readonly string[]> {
  const missing = (await missingInOrder(run, type)) ?? (await missingOfAll(run, type));
  // What is in neither list was deleted for good.
  return takeById(run, type, missing, 'absent');
}

/** What is archived here and not in the list, compared page by page; null where the list is not in the order of ids. */
async function missingInOrder(run: ExtractRun, type: ListedType): Promise<readonly string[] | null> {
  const missing: string[] = [];
  let beyond: string | null = null;
  for await (const { ids, isLast } of archivedPages(run, type)) {
    if (!isAscending(ids, beyond)) return null;
    const last: string | null = isLast ? null : (ids.at(-1) ?? beyond);
    if (isLast || last !== beyond) {
      missing.push(...(await archivedBut(run, type, { beyond, last, except: new Set(ids) })));
    }
    beyond = last;
  }
  return missing;
}

/** The same of a list in any order: read once more, with all of its ids in memory. */
async function missingOfAll(run: ExtractRun, type: ListedType): Promise<readonly string[]> {
  const listed = new Set<string>();
  for await (const { ids } of archivedPages(run, type)) for (const id of ids) listed.add(id);
  return archivedBut(run, type, { beyond: null, last: null, except: listed });
}

const isAscending = (ids: readonly string[], beyond: string | null): boolean =>
  ids.every((id, place) => {
    const before = place === 0 ? beyond : (ids[place - 1] ?? null);
    return before === null || compareIds(id, before) > 0;
  });

/** The list of archived records, each page with its tombstones set. */
async function* archivedPages(
  run: ExtractRun,
  type: ListedType,
): AsyncGenerator<{ readonly ids: readonly string[]; readonly isLast: boolean }> {
  for (let after: string | null = null, isLast = false; !isLast;) {
    run.stop.check();
    const at = run.clock.now();
    const page: RawPage = await run.crm.listPage(type, after, true);
    run.tally.requests.lists += 1;
    const ids = page.records.map(({ id }) => id);
    if (ids.length > 0) {
      await run.commits.commit(async (unit) =>
        takeAway(run, unit, type, await unit.markArchived(type, ids, { at, runId: run.runId })),
      );
    }
    after = page.next;
    isLast = after === null;
    yield { ids, isLast };
  }
}

/** Tombstones of archived records beyond an id, up to one or to the end. */
async function archivedBut(
  { store, account }: ExtractRun,
  type: ListedType,
  { beyond, last, except }: { beyond: string | null; last: string | null; except: ReadonlySet<string> },
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let after = beyond; ;) {
    const ids = await store.goneIds(account.portalId, type, 'archived', after, PART);
    const within = last === null ? ids : ids.filter((id) => compareIds(id, last) <= 0);
    found.push(...within.filter((id) => !except.has(id)));
    if (within.length < PART) return found;
    after = within.at(-1) ?? null;
  }
}
