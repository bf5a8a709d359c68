/**
 * Merges: the old ids stand for the record that is left. Of a deal, the mirror keeps which one that is, as a link between
 * the two; the ledger is told of it when the deals are posted.
 */
import type { Instant } from '../domain/calendar.js';
import { dealId, type DealId } from '../domain/ids.js';
import type { Link, LinkedType, RawRecord } from './crm-port.js';
import type { ExtractRun } from './extract-run.js';
import type { LedgerUnit } from './ledger-port.js';
import type { Mirror } from './mirror.js';
import type { Clock } from './ports.js';
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
  if (type !== 'deals') return;
  const survivors = new Map(old.map((id) => [id, [linkTo(survivorOf.get(id) ?? '')]]));
  await unit.saveLinks('deals', 'deals', old, survivors);
  // One that was missed before and is a tombstone of another kind already is posted as merged all the same.
  await unit.markDirty([...old, ...[...survivors.values()].flat().map(({ toId }) => toId)]);
}

const linkTo = (toId: string): Link => ({ toId, primary: false, tags: [] });

/** What merged deals are now, by their old id. */
export async function mergedIntoOf(
  mirror: Mirror,
  dealIds: Iterable<string>,
): Promise<ReadonlyMap<DealId, DealId>> {
  const survivors = await mirror.targets('deals', 'deals', dealIds);
  return new Map(
    [...survivors].flatMap(([id, [into]]) =>
      into === undefined ? [] : [[dealId(id), dealId(into)] as const],
    ),
  );
}

/** Tells the ledger which deals stand for others by now, in the unit that posts them; what it knows already stays. */
export async function aliasMerged(
  unit: LedgerUnit,
  clock: Clock,
  mergedInto: ReadonlyMap<DealId, DealId>,
): Promise<void> {
  if (mergedInto.size === 0) return;
  const aliased = new Set((await unit.aliases()).map(({ oldDealId }) => oldDealId));
  for (const [oldDealId, newDealId] of mergedInto) {
    if (aliased.has(oldDealId) || aliased.has(newDealId) || mergedInto.get(newDealId) === oldDealId) continue;
    await unit.recordFrom(clock.now());
    await unit.appendAlias({ oldDealId, newDealId });
  }
}
