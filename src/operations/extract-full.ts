/**
 * Reads a whole portal into the mirror: lists by id, associations as soon as a batch of ids is there, all side by side,
 * so that the portal's limit is the only bound. Stopped anywhere, it goes on from what is kept.
 */
import { compareIds } from '../domain/ids.js';
import type { LinkedType } from './crm-port.js';
import { LISTED, SWEPT_AT_ONCE, targetsOf, withCursors, type ExtractRun } from './extract-run.js';
import { TypeListing } from './list-type.js';
import { ACTIVITY_TYPES } from './seen-activities.js';
import { noteArchived } from './sweep-archived.js';
import { allBatches, keepLinks, sweepLinks } from './sweep-links.js';
import { takeAway } from './take-away.js';
import type { ExtractState } from './sync-port.js';
import { together } from './together.js';

/** Reads what is left of the extract that the state says is under way. */
export async function extractFull(run: ExtractRun, { startedAt, cursors }: ExtractState): Promise<void> {
  const wasKnown = run.commits.state.completeAt !== null;
  await together(
    run.stop,
    LISTED.map((type) => () => noteArchived(run, type)),
  );
  const listings = LISTED.map((type) => new TypeListing(run, type, startedAt, cursors));
  await together(run.stop, [
    ...listings.map((listing) => () => listing.read()),
    ...listings.map((listing) => () => sweepListed(run, listing, cursors)),
  ]);
  const contacts = wasKnown ? namedContacts(run) : allBatches(run, 'contacts', cursorOf(cursors, 'contacts'));
  await keepSwept(run, 'contacts', contacts);
  const completeAt = run.clock.now();
  await run.commits.commit(
    () => Promise.resolve(),
    (state) => ({
      ...state,
      extract: null,
      watermarks: Object.fromEntries(LISTED.map((type) => [type, startedAt])),
      completeAt,
    }),
  );
}

const cursorKey = (type: LinkedType): string => `links/${type}`;

const cursorOf = (cursors: ExtractState['cursors'], type: LinkedType): string | null =>
  cursors[cursorKey(type)]?.after ?? null;

async function sweepListed(
  run: ExtractRun,
  listing: TypeListing,
  cursors: ExtractState['cursors'],
): Promise<void> {
  if (targetsOf(listing.type, run.crm.mapping).length === 0) return;
  await keepSwept(run, listing.type, listedBatches(run, listing, cursorOf(cursors, listing.type)));
}

/** Full batches of what is kept of a list so far, and at its end the rest. */
async function* listedBatches(
  run: ExtractRun,
  listing: TypeListing,
  from: string | null,
): AsyncGenerator<readonly string[]> {
  let [after, restarts, wanted] = [from, listing.restarts, 0];
  for (;;) {
    run.stop.check();
    if (restarts !== listing.restarts) [after, restarts] = [null, listing.restarts];
    const heard = listing.bell.heard();
    const { isDone, frontier, kept } = listing;
    if (!isDone && (frontier === null || kept < wanted)) {
      await heard;
      continue;
    }
    const ids = await run.store.seenIds(run.account.portalId, listing.type, after, SWEPT_AT_ONCE);
    const batch = isDone ? ids : ids.filter((id) => compareIds(id, frontier ?? '') <= 0);
    if (batch.length === SWEPT_AT_ONCE || (isDone && batch.length > 0)) {
      yield batch;
      after = batch.at(-1) ?? null;
    } else if (isDone) return;
    // Before so many more are kept, no batch is full.
    else wanted = kept + SWEPT_AT_ONCE - batch.length;
  }
}

async function keepSwept(
  run: ExtractRun,
  type: LinkedType,
  batches: AsyncIterable<readonly string[]>,
): Promise<void> {
  await sweepLinks(run, type, {
    batches,
    kept: (ids, links) =>
      run.commits.commit(
        async (unit) => {
          for (const [to, own] of links) {
            await keepLinks(run, unit, [type, to], ids, own);
          }
        },
        (state) => withCursors(state, { [cursorKey(type)]: { after: ids.at(-1) ?? null, done: false } }),
      ),
  });
}

/** Contacts that an activity or a deal names still, in full batches; the others are gone from what is looked at. */
async function* namedContacts(run: ExtractRun): AsyncGenerator<readonly string[]> {
  let named: string[] = [];
  for await (const ids of allBatches(
    run,
    'contacts',
    cursorOf(run.commits.state.extract?.cursors ?? {}, 'contacts'),
  )) {
    const unnamed = new Set(ids);
    for (const type of ['deals', ...ACTIVITY_TYPES] as const) {
      for (const id of (await run.mirror.origins(type, 'contacts', ids)).keys()) unnamed.delete(id);
    }
    if (unnamed.size > 0) await dropContacts(run, [...unnamed]);
    named.push(...ids.filter((id) => !unnamed.has(id)));
    if (named.length < SWEPT_AT_ONCE) continue;
    yield named.slice(0, SWEPT_AT_ONCE);
    named = named.slice(SWEPT_AT_ONCE);
  }
  if (named.length > 0) yield named;
}

async function dropContacts(run: ExtractRun, ids: readonly string[]): Promise<void> {
  const at = run.clock.now();
  await run.commits.commit(async (unit) =>
    takeAway(run, unit, 'contacts', await unit.markGone('contacts', ids, 'absent', at)),
  );
}
