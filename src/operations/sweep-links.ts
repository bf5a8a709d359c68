/** Reads the associations of records in full batches, and keeps what differs. */
import type { Between } from '../domain/hygiene.js';
import type { LinkedType, Links } from './crm-port.js';
import { SWEEPS_AT_ONCE, SWEPT_AT_ONCE, targetsOf, type ExtractRun } from './extract-run.js';
import { dirtyByLinks } from './mark-links.js';
import { contactNamed, saveSightings } from './sightings.js';
import type { LinksChange } from './seen-port.js';
import type { SyncUnit } from './sync-port.js';
import { marksAll } from './take-away.js';
import { inOrder } from './together.js';

/** Which batches to read, and what becomes of a batch whose associations are kept. */
export interface Sweep {
  readonly batches: AsyncIterable<readonly string[]>;
  readonly kept: (ids: readonly string[], links: ReadonlyMap<LinkedType, Links>) => Promise<void>;
}

/** Asks for all associations of a type's batches, several at a time. */
export async function sweepLinks(run: ExtractRun, type: LinkedType, sweep: Sweep): Promise<void> {
  const targets = targetsOf(type, run.crm.mapping);
  if (targets.length === 0) return;
  await inOrder(run.stop, sweep.batches, SWEEPS_AT_ONCE, {
    ask: async (ids) => {
      run.tally.requests.links += targets.length;
      const links = await Promise.all(targets.map((to) => run.crm.links(type, to, ids)));
      return new Map(targets.map((to, index) => [to, links[index] ?? new Map()]));
    },
    settle: sweep.kept,
  });
}

/** Every record of a type that is known to be there, in full batches but for the last. */
export async function* allBatches(
  { store, account, stop }: ExtractRun,
  type: LinkedType,
  from: string | null = null,
): AsyncGenerator<readonly string[]> {
  for (let after = from; ;) {
    stop.check();
    const ids: readonly string[] = await store.seenIds(account.portalId, type, after, SWEPT_AT_ONCE);
    if (ids.length > 0) yield ids;
    if (ids.length < SWEPT_AT_ONCE) return;
    after = ids.at(-1) ?? null;
  }
}

/** These ids, in full batches but for the last. */
// eslint-disable-next-line @typescript-eslint/require-await -- a source of batches, as the others
export async function* batchesOf(ids: Iterable<string>): AsyncGenerator<readonly string[]> {
  const all = [...ids];
  for (let start = 0; start < all.length; start += SWEPT_AT_ONCE) {
    yield all.slice(start, start + SWEPT_AT_ONCE);
  }
}

/** Keeps the links of one pair of types, and the contacts that are named; whose links these are is not looked at. */
export async function keepLinks(
  run: ExtractRun,
  unit: SyncUnit,
  [from, to]: readonly [LinkedType, LinkedType],
  ids: readonly string[],
  links: Links,
): Promise<readonly LinksChange[]> {
  const tagsSeen = from === 'deals' && (to === 'companies' || to === 'contacts') ? sinceLastLook(run) : null;
  const changes = await unit.saveLinks(from, to, ids, links, tagsSeen);
  if (to === 'contacts') await keepContacts(run, unit, changes);
  return changes;
}

/**
 * A label that was not there when the portal was looked at last came since. The links of every deal were read after the
 * as-of instant of the last computation; before the first, nobody looked.
 */
function sinceLastLook({ commits: { state }, clock }: ExtractRun): Between | null {
  const { completeAt, computedAsOf, extract } = state;
  const isFirstLook = completeAt === null || extract?.remapped === true;
  return isFirstLook || computedAsOf === null ? null : { after: computedAsOf, by: clock.now() };
}

async function keepContacts(run: ExtractRun, unit: SyncUnit, changes: readonly LinksChange[]): Promise<void> {
  const named = ledTo(changes);
  if (named.size === 0) return;
  const records = [...named].map(contactNamed);
  await saveSightings(run, unit, 'contacts', { records, at: run.clock.now() });
}

/**
 * Sweeps a type whose links were known: what differs marks its deals. A pair is a unit of its own, so that what is
 * marked is told from what was known before it alone.
 * @returns `bare`: deals that had companies and have none any more, since they may be gone from the portal, or merged;
 *   `contacts`: those that links that differ lead to.
 */
export async function sweepChanges(
  run: ExtractRun,
  type: LinkedType,
  batches: AsyncIterable<readonly string[]>,
): Promise<{ readonly bare: readonly string[]; readonly contacts: ReadonlySet<string> }> {
  const bare: string[] = [];
  const contacts = new Set<string>();
  await sweepLinks(run, type, {
    batches,
    kept: async (ids, links) => {
      for (const [to, own] of links) {
        await run.commits.commit(async (unit) => {
          const changes = await keepLinks(run, unit, [type, to], ids, own);
          const dirty = marksAll(run) ? null : await dirtyByLinks(run.mirror, type, to, changes);
          if (dirty !== null && dirty.size > 0) await unit.markDirty([...dirty]);
          if (type === 'deals' && to === 'companies') bare.push(...emptied(changes));
          if (to === 'contacts') for (const id of ledTo(changes)) contacts.add(id);
        });
      }
    },
  });
  return { bare, contacts };
}

const emptied = (changes: readonly LinksChange[]): readonly string[] =>
  changes.flatMap(({ fromId, before, after }) => (before.length > 0 && after.length === 0 ? [fromId] : []));

const ledTo = (changes: readonly LinksChange[]): ReadonlySet<string> =>
  new Set(changes.flatMap(({ after }) => after.map(({ toId }) => toId)));
