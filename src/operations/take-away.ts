/** Records that are gone: what they counted for is looked at again, and their links are theirs no more. */
import { targetsOf, type ExtractRun } from './extract-run.js';
import type { LinkedType } from './crm-port.js';
import { dirtyByGone } from './mark-dirty.js';
import { dirtyByLinks } from './mark-links.js';
import type { SyncUnit } from './sync-port.js';

/** Whether every deal is worked out anyway: then none is marked but those that are gone. */
export const marksAll = ({ commits }: Pick<ExtractRun, 'commits'>): boolean =>
  commits.state.computeAfter === '';

/** In the unit that set their tombstones. */
export async function takeAway(
  run: ExtractRun,
  unit: SyncUnit,
  type: LinkedType,
  gone: readonly string[],
): Promise<void> {
  if (gone.length === 0) return;
  const dirty = new Set<string>(type === 'deals' ? gone : []);
  const mark = (ids: ReadonlySet<string>): void => ids.forEach((id) => dirty.add(id));
  if (!marksAll(run)) mark(await dirtyByGone(run, type, gone));
  for (const to of targetsOf(type, run.crm.mapping)) {
    const changes = await unit.saveLinks(type, to, gone, new Map());
    // What activities and contacts named is among the deals that they counted for.
    if (type === 'deals' && !marksAll(run)) mark(await dirtyByLinks(run.mirror, type, to, changes));
  }
  await unit.saveNotes(type, gone, []);
  if (dirty.size > 0) await unit.markDirty([...dirty]);
}
