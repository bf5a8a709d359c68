/**
 * Syncs a portal: reads what changed, works out every deal that it touches, posts what came of it, and writes what differs
 * from what the CRM holds now. Stopped anywhere, the next sync goes on where it was.
 */
import { applyDeals } from './apply-deals.js';
import { baselineInForce, type BaselineChange } from './baseline-in-force.js';
import type { ComputeBasis } from './compute-deals.js';
import { planPartners, sumPortfolio, type PortfolioSums } from './compute-partners.js';
import { composeSummary } from './compose-summary.js';
import { countPages } from './deal-pages.js';
import { draftPlan } from './draft-plan.js';
import { insightCounts } from './insight-counts.js';
import { countUnsaid } from './legacy-findings.js';
import { noteSummary, withNotes } from './note-summary.js';
import { isFullPlan, planToApply } from './plan-to-apply.js';
import type { StoredPlan } from './plan-port.js';
import type { Finding } from './portal-findings.js';
import { prepare, type Prepared, type Work } from './prepare-sync.js';
import type { SyncHealth } from './portal-summary.js';
import { programmeAfter } from './programme-after.js';
import { ProgrammeSums } from './programme-sums.js';
import { publishSummary } from './publish-summary.js';
import { recordedRun } from './recorded-run.js';
import { seenPartnerProfiles } from './seen-portal.js';
import { refuseOutdated } from './stored-plan.js';
import type { SyncDeps, SyncRequest } from './sync-request.js';
import type { LegacySummary, SyncProgress, SyncSummary } from './sync-summary.js';
import { uncountedCounts } from './uncounted.js';
import { withLease } from './with-lease.js';
import type { WorkedProgramme } from './work-out-programme.js';
import { writeOutbox } from './write-outbox.js';
import { statesPlanned, writeStates } from './write-registration-states.js';

export type { SyncDeps, SyncRequest } from './sync-request.js';
export type { SyncProgress, SyncSummary } from './sync-summary.js';

/**
 * Syncs a portal.
 * @throws AppError `lease_held` where another sync of the portal runs, `lease_lost` where one took over, `setup_missing`,
 *   `plan_unknown` and `plan_outdated` of a plan, and what the CRM and the store throw.
 */
export async function syncPortal(
  deps: SyncDeps,
  request: SyncRequest,
  progress: (event: SyncProgress) => void,
): Promise<SyncSummary> {
  const portal = await deps.crm.account();
  return withLease(deps.store, portal.portalId, 'sync', async (lease) => {
    // A plan is worked out once more as of when it was made: only what moved since can make a difference.
    const plan = request.plan == null ? null : await planToApply(deps.store, portal, request);
    const asOf = plan?.madeAt ?? deps.clock.now();
    const kept = (await deps.store.syncState(portal.portalId))?.baseline ?? null;
    const change = request.baseline ?? plannedChange(plan);
    const { baseline, legacyBefore } = baselineInForce(kept, change, {
      mapping: deps.crm.mapping,
      account: portal,
      now: asOf,
    });
    const account = { ...portal, legacyBefore };
    const kind = request.dryRun ? 'plan' : 'sync';
    const start = { account, kind, policyVersion: request.policy.version, asOf } as const;
    return recordedRun(deps, start, async (runId) => {
      const planIsFull = plan === null ? null : isFullPlan(plan);
      const work: Work = { deps, request, account, lease, runId, asOf, baseline, planIsFull, progress };
      const prepared = await prepare(work);
      return request.dryRun ? planOf(work, prepared) : applied(work, prepared);
    });
  });
}

/** A plan keeps what was asked of the baseline: who applies it need not say it again. */
const plannedChange = (plan: StoredPlan | null): BaselineChange | null =>
  (plan?.summary['baselineChange'] as BaselineChange | null | undefined) ?? null;

async function planOf(work: Work, prepared: Prepared): Promise<SyncSummary> {
  const { deps, account, runId, request, asOf } = work;
  const { store } = deps;
  try {
    const draft = await drafted(work, prepared);
    const { summary, after } = draft;
    // Where every deal was worked out anew, the draft's own notes are all there are.
    const notes =
      prepared.state.computeAfter !== null
        ? draft.notes
        : withNotes(await noteSummary(store, account.portalId, REPEATED), draft.notes);
    await store.savePlan(account.portalId, runId, {
      hash: summary.hash,
      madeAt: asOf,
      policyVersion: request.policy.version,
      // Which values an undo took away are published again is told by it.
      summary: { ...summary, full: prepared.extracted.full, baselineChange: request.baseline ?? null },
    });
    return {
      ...ends(work, prepared),
      ...sumsOf(after),
      legacy: legacyOf(work, after, notes.findings),
      computed: draft.computed,
      touches: draft.touches,
      uncounted: draft.uncounted,
      conflicts: after.conflicts,
      results: { stored: 0 },
      ledger: { entries: 0, deals: 0 },
      writes: { deals: draft.deals, partners: draft.partners, refused: 0, failed: [] },
      leftAlone: 0,
      registrations: statesPlanned(prepared.registrations),
      notPublished: null,
      plan: summary,
      ...notes,
    };
  } catch (error) {
    await store.dropDraft(account.portalId, runId).catch(() => undefined);
    throw error;
  }
}

/** Findings and problems that a summary repeats; `doctor` lists all. */
const REPEATED = 1_000;
const ALL = Number.MAX_SAFE_INTEGER;

/** Nothing of the programme is worked out where nothing is read for it. */
const programmeSums = ({ deps }: Work, { policy, asOf }: ComputeBasis): ProgrammeSums | null =>
  deps.programme === undefined ? null : new ProgrammeSums(policy, asOf);

async function drafted(work: Work, { basis, state }: Prepared) {
  const { deps, account, progress } = work;
  const of = await countPages(deps.store, account.portalId, state.computeAfter);
  const programme = programmeSums(work, basis);
  return draftPlan(
    deps,
    basis,
    state.computeAfter,
    (deals) => progress({ phase: 'compute', deals, of }),
    programme,
  );
}

async function applied(work: Work, prepared: Prepared): Promise<SyncSummary> {
  const { deps, request, account, baseline, lease, runId, asOf, progress } = work;
  const { store } = deps;
  const { portalId } = account;
  const { basis, state } = prepared;
  if (request.plan != null) await requireSame(work, prepared, request.plan);
  const registrations = await writeStates(deps, { account, runId, lease }, prepared.registrations);
  const of = await countPages(store, portalId, state.computeAfter);
  const sum = await applyDeals(deps, { basis, lease, state }, (deals) =>
    progress({ phase: 'compute', deals, of }),
  );
  const families = await seenPartnerProfiles(deps, portalId);
  const passing = programmeSums(work, basis);
  const { model } = basis.policy;
  const sums = await sumPortfolio(store, portalId, model, asOf, account.timeZone, families, (result) =>
    passing?.add(result),
  );
  const programme = await programmeAfter(deps, basis, passing);
  const partners = await planPartners(deps, basis, sums, programme?.partners);
  const { plan } = request;
  const leftAlone = basis.observe
    ? 0
    : await store.writeSync(portalId, lease, async (unit) => {
        await unit.planWrites(runId, partners);
        // What is there was read once more since the plan was compared: nothing is written that nobody was shown.
        return plan == null ? 0 : unit.leaveUnplanned(runId, plan);
      });
  const writes = basis.observe
    ? { deals: sum.planned.deals, partners: partners.length, refused: 0, failed: [] }
    : await writeOutbox(deps, { portalId, runId, lease }, (written, total) =>
        progress({ phase: 'write', written, of: total }),
      );
  const notes = await noteSummary(store, portalId, REPEATED);
  const { requests, throttled } = deps.crm.tally();
  const notPublished = await published(
    work,
    basis,
    { sums, programme },
    {
      written: writes.deals + writes.partners,
      refused: writes.refused,
      requests,
      throttled,
      problems: notes.problemCount,
    },
  );
  return {
    ...ends(work, prepared),
    ...sumsOf(sums),
    legacy: legacyOf(work, sums, baseline === null ? [] : (await noteSummary(store, portalId, ALL)).findings),
    computed: sum.computed,
    touches: sum.touches,
    uncounted: uncountedCounts(await store.uncountedDeals(portalId)),
    results: { stored: sum.stored },
    ledger: { entries: sum.entries, deals: sum.postedDeals },
    writes,
    leftAlone,
    registrations,
    plan: null,
    notPublished,
    ...notes,
  };
}

/** @returns why the portal's numbers could not be published, for people; null where they were. */
async function published(
  { deps: { data, store }, account, request, lease, runId, asOf }: Work,
  { partners }: ComputeBasis,
  { sums, programme }: { readonly sums: PortfolioSums; readonly programme: WorkedProgramme | null },
  health: Omit<SyncHealth, 'runId' | 'waiting'>,
): Promise<string | null> {
  if (data === undefined || request.observe === true) return null;
  const { portalId } = account;
  const { version: policyVersion, model } = request.policy;
  const sync = { ...health, runId, waiting: await store.dirtyCount(portalId) };
  const insights = await insightCounts(store, portalId);
  const registrationsOverdue = programme?.registrationsOverdue ?? null;
  const parts = { account, policyVersion, model, asOf, sums, partners, sync, insights, registrationsOverdue };
  const summary = await composeSummary(store, parts);
  // Another sync may have taken over, and published newer ones.
  lease.lost.throwIfAborted();
  return publishSummary(data, summary, programme);
}

const legacyOf = (
  { baseline }: Work,
  { legacy }: PortfolioSums,
  findings: readonly Finding[],
): LegacySummary | null =>
  baseline === null ? null : { ...baseline, ...legacy, unsaid: countUnsaid(findings) };

/** A plan is applied only as it was shown: the same is worked out once more, and must come to the same. */
async function requireSame(work: Work, prepared: Prepared, hash: string): Promise<void> {
  const { deps, account, runId } = work;
  const { store } = deps;
  try {
    const { summary } = await drafted(work, prepared);
    if (summary.hash !== hash) await refuseOutdated(store, account.portalId, hash, runId);
  } finally {
    await store.dropDraft(account.portalId, runId);
  }
}

const sumsOf = (sums: Awaited<ReturnType<typeof sumPortfolio>>) => ({
  deals: sums.deals,
  conflicts: sums.conflicts,
  totals: sums.totals,
  lastTwelveMonths: sums.lastTwelveMonths,
  dealsWithoutHomeAmount: sums.dealsWithoutHomeAmount,
});

function ends({ deps, request, account, runId, asOf }: Work, { basis, extracted, settled }: Prepared) {
  const { requests, throttled } = deps.crm.tally();
  return {
    runId,
    portalId: account.portalId,
    asOf,
    homeCurrency: account.homeCurrency,
    timeZone: account.timeZone,
    policyVersion: request.policy.version,
    dryRun: request.dryRun,
    observed: request.observe === true,
    full: extracted.full,
    read: extracted.seen,
    partners: basis.partners.size,
    settled,
    requests,
    throttled,
  };
}
