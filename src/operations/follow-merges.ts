/** Merges: the old ids stand for the record that is left, and a deal's credit follows it. */
import type { Instant } from '../domain/calendar.js';
import { dealId } from '../domain/ids.js';
import type { LinkedType, RawRecord } from './crm-port.js';
import type { ExtractRun } from './extract-run.js';
import type { SyncUnit } from './sync-port.js';
import { takeAway } from './take-away.js';

/** In the unit that keeps the records. Old ids that were never known are left alone. */
export async function followMerges(
  run: ExtractRun,
  unit: SyncUnit,
  type: LinkedType,
  { records, at }: { readonly records: readonly RawRecord[]; readonly at: Instant },
): Promise<void> {
  const survivorOf = new Map(
    records.flatMap((raw) =>
      run.crm
        .mergedIds(raw)
        .filter((id) => id !== raw.id)
        .map((id) => [id, raw.id] as const),
    ),
  );
  if (survivorOf.size === 0) return;
  const known = await run.mirror.records(type, survivorOf.keys());
  const old = [...known.values()].filter(({ gone }) => gone !== 'merged').map(({ id }) => id);
  if (old.length === 0) return;
  await takeAway(run, unit, type, await unit.markGone(type, old, 'merged', at));
  if (type === 'deals') await aliasDeals(unit, old, survivorOf);
}

async function aliasDeals(
  unit: SyncUnit,
  old: readonly string[],
  survivorOf: ReadonlyMap<string, string>,
): Promise<void> {
  const aliased = new Set((await unit.aliases()).map(({ oldDealId }) => oldDealId));
  const survivors: string[] = [];
  for (const id of old) {
    const survivor = dealId(survivorOf.get(id) ?? '');
    if (aliased.has(dealId(id)) || aliased.has(survivor)) continue;
    await unit.appendAlias({ oldDealId: dealId(id), newDealId: survivor });
    survivors.push(survivor);
  }
  await unit.markDirty([...old, ...survivors]);
}
