/** Imports the rows of a file: a plan that is shown, then, if asked for, a run that does it and can be undone. */
import { planOverlaps } from './import-overlaps.js';
import { planPartnerImport } from './import-partners.js';
import type { ImportDeps, ImportRequest } from './import-plan.js';
import { planRegistrations } from './import-registrations.js';
import { recordedRun } from './recorded-run.js';
import { settleRuns } from './settle-runs.js';
import type { ImportDoneView, ImportPlanView } from './views/import-view.js';
import { withLease } from './with-lease.js';

export interface ImportEnd {
  readonly plan: ImportPlanView;
  /** Null where nothing was written: a preview, or nothing to do. */
  readonly done: ImportDoneView | null;
}

const PLANNERS = {
  partners: planPartnerImport,
  registrations: planRegistrations,
  overlaps: planOverlaps,
} as const;

/**
 * Tells what a file would do, or does it.
 * @throws AppError `setup_missing` where the portal has no place for it, `lease_held`, and what the CRM throws.
 */
export async function importFile(deps: ImportDeps, request: ImportRequest): Promise<ImportEnd> {
  const account = await deps.crm.account();
  const plan = PLANNERS[request.map.import];
  if (!request.write) return { plan: (await plan(deps, request, account)).view, done: null };
  const { portalId } = account;
  return withLease(deps.store, portalId, 'import', async (lease) => {
    await deps.store.endKilledRuns(portalId, deps.clock.now());
    await settleRuns(deps, { portalId, lease });
    const { view, apply } = await plan(deps, request, account);
    if (!view.records.some(isToDo)) return { plan: view, done: null };
    const { policyVersion } = request;
    const start = { account, kind: 'import' as const, policyVersion, asOf: deps.clock.now() };
    const done = await recordedRun(deps, start, async (runId) => {
      const { created, changed, refused } = await apply({ account, runId, lease });
      const writes = { deals: 0, partners: created + changed, refused: refused.length, failed: [] };
      return {
        runId,
        created,
        changed,
        refused,
        writes,
        what: request.map.import,
        source: request.map.source,
      };
    });
    return { plan: view, done };
  });
}

/** Whether anything is written for a record of a plan: one of which all values are kept is only shown. */
const isToDo = ({ action, changes, links }: ImportPlanView['records'][number]): boolean =>
  action !== 'change' || changes.length > 0 || links.length > 0;
