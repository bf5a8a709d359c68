/** Posts a whole run that is in memory: basis, deals and absences, in units of work of a bounded size. */
import type { DealId } from '../domain/ids.js';
import { postBasis, postDeals, postGone, type PostDealsRequest } from './post-deals.js';
import type { Posted } from './post-versions.js';
import type { Clock, Store } from './ports.js';

export { postBasis, postDeals, postGone } from './post-deals.js';

export interface PostRequest extends PostDealsRequest {
  /** Deals that are there, and cannot be read. */
  readonly setAside: ReadonlySet<DealId>;
}

export interface PostSummary extends Posted {
  /** Deals whose result changed. */
  readonly stored: number;
}

/** Deals in one unit of work: few enough for the memory of both sides, enough that commits do not count. */
const UNIT = 2_000;

/** Posts a run. An identical rerun stores and posts nothing; so does one after a run that was stopped, but for the rest. */
export async function postResults(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { setAside, ...request }: PostRequest,
  unitSize = UNIT,
): Promise<PostSummary> {
  const { portalId, runId, facts, deals } = request;
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
  await store.retireResults(portalId, runId, present);
  const gone = [...(await store.ledgerHeads(portalId)).keys()].filter((id) => !present.has(id));
  for (let start = 0; start < gone.length; start += unitSize) {
    const absences = gone.slice(start, start + unitSize).map((dealId) => ({
      dealId,
      kind: setAside.has(dealId) ? ('set_aside' as const) : ('deleted' as const),
    }));
    add(await store.writeLedger(portalId, (unit) => postGone(unit, deps, { ...request, absences })));
  }
  return sum;
}
