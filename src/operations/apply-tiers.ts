/** Writes what a review of tiers decided, as a run that `undo` takes back. */
import type { RunId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import type { TierPlan } from './plan-tiers.js';
import { recordedRun } from './recorded-run.js';
import { reportOf, type TierReviewDeps, type TierReviewReport } from './review-tiers.js';
import { requireSetUp } from './set-up-portal.js';
import { settleRuns } from './settle-runs.js';
import { readTierBasis } from './tier-basis.js';
import { withLease } from './with-lease.js';
import { writeOutbox, type WriteSummary } from './write-outbox.js';

export interface TierApplyDeps extends TierReviewDeps {
  readonly newRunId: () => RunId;
  /** Ends it between two pieces of work. */
  readonly stop?: AbortSignal;
}

export interface TiersApplied {
  readonly report: TierReviewReport;
  readonly plan: TierPlan;
  /** Null where there was nothing to write. */
  readonly done: { readonly runId: RunId; readonly writes: WriteSummary } | null;
}

/**
 * Reviews, and writes the tiers and their histories. A partner that cannot be written is named, and stops no other.
 * @throws AppError `lease_held`, `setup_missing`, `ledger_empty`, and what the CRM throws.
 */
export async function applyTiers(
  deps: TierApplyDeps,
  { policy }: { readonly policy: Policy },
  progress: (done: number, of: number) => void,
): Promise<TiersApplied> {
  const { crm, store, clock } = deps;
  const account = await crm.account();
  const { portalId } = account;
  return withLease(store, portalId, 'tiers', async (lease) => {
    await store.endKilledRuns(portalId, clock.now());
    await requireSetUp(crm);
    await settleRuns(deps, { portalId, lease });
    const asOf = clock.now();
    const basis = await readTierBasis(deps, asOf, [policy]);
    const report = reportOf(crm, basis, { policy, proposed: null, asOf, isPast: false });
    const { plan, policyVersion } = report;
    if (plan === null) throw new Error('a review of today has nothing to write');
    if (plan.records.length === 0) return { report, plan, done: null };
    const start = { account, kind: 'tiers' as const, policyVersion, asOf };
    const done = await recordedRun(deps, start, async (runId) => {
      await store.writeSync(portalId, lease, (unit) => unit.planWrites(runId, plan.records));
      const writes = await writeOutbox(deps, { portalId, runId, lease }, progress);
      return { runId, writes, refused: plan.refused, byHand: plan.byHand };
    });
    return { report, plan, done: { runId: done.runId, writes: done.writes } };
  });
}
