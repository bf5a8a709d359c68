/** Archiving moves no time of change, nor does restoring: the list of archived records tells of both. */
import { compareIds } from '../domain/ids.js';
import type { ExtractRun, ListedType } from './extract-run.js';
import { takeAway } from './take-away.js';
import { takeById } from './take-records.js';

/** Tombstones in one question. */
const PART = 1_000;

/** Tombstones what was archived, and reads what was archived and is not any more. @returns the ids that came back. */
export async function sweepArchived(run: ExtractRun, type: ListedType): Promise<readonly string[]> {
  const back: string[] = [];
  let beyond: string | null = null;
  for (let after: string | null = null, isLast = false; !isLast;) {
    run.stop.check();
    const at = run.clock.now();
    const page = await run.crm.listPage(type, after, true);
    run.tally.requests.lists += 1;
    const ids = page.records.map(({ id }) => id);
    if (ids.length > 0) {
      await run.commits.commit(async (unit) =>
        takeAway(run, unit, type, await unit.markGone(type, ids, 'archived', at)),
      );
    }
    isLast = page.next === null;
    const last = isLast ? null : (ids.at(-1) ?? null);
    const missing = await archivedBut(run, type, { beyond, last, except: new Set(ids) });
    // What is in neither list was deleted for good.
    back.push(...(await takeById(run, type, missing, 'absent')));
    beyond = last;
    after = page.next;
  }
  return back;
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
