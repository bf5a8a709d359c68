/** Which deals a sync works out, in pages: all beyond a place, then those that are marked. */
import { compareIds, type PortalId } from '../domain/ids.js';
import type { Store } from './ports.js';

/** Deals that are worked out and stored together: few enough for memory, enough that commits do not count. */
export const PAGE = 2_000;

export interface DealPage {
  readonly ids: readonly string[];
  /** Where the walk over all deals stands after this page; null once only marked ones are left. */
  readonly computeAfter: string | null;
  /** Which pages follow is told by what is stored of this one: none may be asked for before. */
  readonly comesFirst: boolean;
}

/**
 * Walks over the deals that are to be worked out, each once.
 * @param computeAfter all deals beyond it, whether marked or not; '' is the start, null: only those marked.
 * @param marksStay of a dry run, which takes no mark away: marked deals that the walk has met are not met again.
 */
export async function* dealPages(
  store: Store,
  portalId: PortalId,
  computeAfter: string | null,
  marksStay: boolean,
): AsyncGenerator<DealPage> {
  for (let after = computeAfter; after !== null;) {
    const found = await store.seenIds(portalId, 'deals', after === '' ? null : after, PAGE + 1);
    const ids = found.slice(0, PAGE);
    after = found.length > PAGE ? (ids.at(-1) ?? null) : null;
    // The marks of deals that were met go with the last of these pages.
    if (ids.length > 0) yield { ids, computeAfter: after, comesFirst: after === null };
  }
  const met = computeAfter !== null && marksStay;
  for (let after: string | null = null; ;) {
    const ids: readonly string[] = await store.dirtyDeals(portalId, after, PAGE);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
    const left = met ? await notMet(store, portalId, ids, computeAfter) : ids;
    if (left.length > 0) yield { ids: left, computeAfter: null, comesFirst: false };
  }
}

/** Marked deals that a walk from beyond a place did not come by: those up to it, and those that are gone. */
async function notMet(
  store: Store,
  portalId: PortalId,
  ids: readonly string[],
  from: string,
): Promise<readonly string[]> {
  const seen = await store.seenRecords(portalId, 'deals', ids);
  const isBeyond = (id: string): boolean => from === '' || compareIds(id, from) > 0;
  return ids.filter((id) => seen.get(id)?.gone !== null || !isBeyond(id));
}

/** How many deals that is, about. */
export async function countPages(
  store: Store,
  portalId: PortalId,
  computeAfter: string | null,
): Promise<number> {
  return computeAfter === null ? store.dirtyCount(portalId) : store.seenCount(portalId, 'deals');
}
