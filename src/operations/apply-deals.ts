/** Works deals out, page by page, and stores each page whole: results, facts, entries, what is to be written, and how far it came. */
import { unlessStopped } from '../errors.js';
import { dealId, type DealId } from '../domain/ids.js';
import { basicsOf } from './deal-basics.js';
import { computeDeals, type ComputeBasis, type ComputeDeps, type ComputedDeals } from './compute-deals.js';
import { dealPages, type DealPage } from './deal-pages.js';
import { aliasMerged } from './follow-merges.js';
import { postBasis, postDeals, postGone } from './post-deals.js';
import type { Clock } from './ports.js';
import type { Lease } from './lease-port.js';
import type { PlannedRecord } from './outbox-port.js';
import type { SeenNote } from './seen-port.js';
import type { SyncState, SyncUnit } from './sync-port.js';
import { oneAhead } from './together.js';
import { uncountedAmong } from './uncounted.js';

export interface ApplyRequest {
  readonly basis: ComputeBasis;
  readonly lease: Lease;
  /** As it stands; what every deal depends on is that of `basisHash`. */
  readonly state: SyncState;
}

export interface ApplySummary {
  readonly computed: number;
  readonly touches: number;
  /** Results that changed. */
  readonly stored: number;
  readonly entries: number;
  readonly postedDeals: number;
  /** Deals on which something is to be written, or would be in observe mode, and how many values. */
  readonly planned: { readonly deals: number; readonly values: number };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Works every deal that is due out, and stores what came of it. */
export async function applyDeals(
  deps: ComputeDeps & { readonly clock: Clock },
  { basis, lease, state }: ApplyRequest,
  progress: (deals: number) => void,
): Promise<ApplySummary> {
  const { store, clock } = deps;
  const { portalId } = basis.account;
  const posting = { digest: store.digest, clock };
  const request = { ...basis.account, runId: basis.runId, policy: basis.policy, partners: basis.partners };
  const sum: Mutable<ApplySummary> = {
    ...{ computed: 0, touches: 0, stored: 0, entries: 0, postedDeals: 0 },
    planned: { deals: 0, values: 0 },
  };
  await store.writeSync(portalId, lease, (unit) => postBasis(unit, posting, request));
  const pages = dealPages(store, portalId, state.computeAfter, false);
  const work = async ({ ids }: DealPage): Promise<ComputedDeals> => {
    unlessStopped(deps.stop);
    return computeDeals(deps, basis, ids.map(dealId));
  };
  for await (const [page, computed] of oneAhead(pages, work, ({ comesFirst }) => !comesFirst)) {
    unlessStopped(deps.stop);
    const { seen, portfolio, absences } = computed;
    const posted = await store.writeSync(portalId, lease, async (unit) => {
      await aliasMerged(unit, clock, seen.mergedInto);
      const there = await postDeals(unit, posting, { ...request, facts: seen.facts, deals: portfolio.deals });
      const gone = await postGone(unit, posting, { ...request, absences });
      await storePage(unit, basis, computed, page.ids);
      await unit.saveState({ ...state, computeAfter: page.computeAfter });
      return {
        ...there,
        entries: there.entries + gone.entries,
        postedDeals: there.postedDeals + gone.postedDeals,
      };
    });
    sum.computed += page.ids.length;
    sum.touches += seen.facts.reduce((touches, facts) => touches + facts.touches.length, 0);
    sum.stored += posted.stored;
    sum.entries += posted.entries;
    sum.postedDeals += posted.postedDeals;
    sum.planned = addPlanned(sum.planned, computed.planned);
    progress(sum.computed);
  }
  // Only now: everything that every deal depends on has been looked at for each.
  await store.writeSync(portalId, lease, (unit) =>
    unit.saveState({ ...state, computeAfter: null, computedAsOf: basis.asOf }),
  );
  return sum;
}

/** Adds records up that something is planned on. */
const addPlanned = (
  { deals, values }: ApplySummary['planned'],
  planned: readonly PlannedRecord[],
): ApplySummary['planned'] => ({
  deals: deals + planned.length,
  values: values + planned.reduce((sum, { changes }) => sum + changes.length, 0),
});

async function storePage(
  unit: SyncUnit,
  { runId, observe }: ComputeBasis,
  { seen, insights, planned, vanished }: ComputedDeals,
  ids: readonly string[],
): Promise<void> {
  await unit.saveNotes('deals', ids, notesOf(seen));
  await unit.saveInsights(ids, insights);
  await unit.saveUncounted(ids, uncountedAmong(seen));
  await unit.saveBasics(ids, basicsOf(seen));
  if (!observe) await unit.planWrites(runId, planned);
  await unit.saveDue(ids.map((id) => ({ dealId: id, at: seen.dueAt.get(dealId(id)) ?? null })));
  const again = new Set<DealId>(vanished);
  await unit.clearDirty(ids.filter((id) => !again.has(dealId(id))));
}

/** Findings and unreadable values, each with the deal that it was met on. */
const notesOf = ({ findings, problems }: ComputedDeals['seen']): readonly SeenNote[] => [
  ...findings.map(({ dealId: subjectId, finding }) => noteOf('finding', subjectId, finding)),
  ...problems.map(({ dealId: subjectId, problem }) => noteOf('problem', subjectId, problem)),
];

const noteOf = (kind: SeenNote['kind'], subjectId: DealId, content: object): SeenNote => ({
  kind,
  subjectType: 'deals',
  subjectId,
  content: { ...content },
});
