/** Posts a run whose facts are in memory as the sync posts one: the basis, the deals, those that are gone, unit by unit. */
import {
  postBasis,
  postDeals,
  postGone,
  type PostDealsRequest,
  type PostDealsSummary,
} from '../../src/operations/post-deals.js';
import type { Posted } from '../../src/operations/post-versions.js';
import type { Clock, Store } from '../../src/operations/ports.js';
import { currentResults } from '../store/read-store.js';

/** Posts a run. An identical rerun stores and posts nothing; so does one after a run that was stopped, but for the rest. */
export async function postResults(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  request: PostDealsRequest,
  unitSize: number,
): Promise<PostDealsSummary> {
  const { portalId, facts, deals } = request;
  const deps = { clock, digest: store.digest };
  await store.writeLedger(portalId, (unit) => postBasis(unit, deps, request));
  const sum = { stored: 0, entries: 0, postedDeals: 0 };
  const add = ({ entries, postedDeals }: Posted, stored = 0): void => {
    sum.stored += stored;
    sum.entries += entries;
    sum.postedDeals += postedDeals;
  };
  for (let start = 0; start < deals.length; start += unitSize) {
    const some = {
      ...request,
      facts: facts.slice(start, start + unitSize),
      deals: deals.slice(start, start + unitSize),
    };
    const posted = await store.writeLedger(portalId, (unit) => postDeals(unit, deps, some));
    add(posted, posted.stored);
  }
  const present = new Set(deals.map(({ result }) => result.dealId));
  const gone = (await currentResults(store, portalId)).filter(({ dealId }) => !present.has(dealId));
  for (let start = 0; start < gone.length; start += unitSize) {
    const absences = gone
      .slice(start, start + unitSize)
      .map(({ dealId }) => ({ dealId, kind: 'deleted' as const }));
    add(await store.writeLedger(portalId, (unit) => postGone(unit, deps, { ...request, absences })));
  }
  return sum;
}
