/**
 * Reads a portal, attributes every deal, stores the results, and publishes what changed: read, decide, write once.
 */
import { yearBefore, type Instant } from '../domain/calendar.js';
import type { Totals } from '../domain/portfolio.js';
import { compileRules } from '../domain/rules.js';
import { dealId, type RunId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import { AppError } from '../errors.js';
import { attributeFacts, type AttributedPortfolio } from './attribute-facts.js';
import type { Account, Crm, RecordProblem } from './crm-port.js';
import type { Clock, Store } from './ports.js';
import { postResults, type PostSummary } from './post-results.js';
import { dealUpdates, partnerUpdates, publishUpdates, type PublishResult } from './publish-results.js';
import { readPortal, type Finding, type Portal } from './read-portal.js';
import { requireSetUp } from './set-up-portal.js';

export interface SyncDeps {
  readonly crm: Crm;
  readonly store: Store;
  readonly clock: Clock;
  readonly newRunId: () => RunId;
}

export interface SyncRequest {
  readonly policy: Policy;
  /** Reads, computes and shows; stores and writes nothing. */
  readonly dryRun: boolean;
}

export type SyncProgress =
  | { readonly phase: 'read'; readonly what: string; readonly records: number }
  | { readonly phase: 'compute'; readonly deals: number }
  | { readonly phase: 'write'; readonly written: number; readonly of: number };

export interface SyncSummary {
  readonly runId: RunId | null;
  readonly portalId: string;
  readonly asOf: Instant;
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly policyVersion: string;
  readonly dryRun: boolean;
  readonly deals: number;
  readonly touches: number;
  readonly partners: number;
  readonly conflicts: number;
  /** All won and open deals, home currency. */
  readonly totals: Totals;
  /** The same over deals closed in the twelve months before as-of; its pipeline fields are 0. */
  readonly lastTwelveMonths: Totals;
  readonly dealsWithoutHomeAmount: number;
  readonly results: { readonly stored: number };
  /** Entries that were posted, and the deals that they are of. */
  readonly ledger: { readonly entries: number; readonly deals: number };
  /** What was written; of a dry run, what would be. */
  readonly writes: PublishResult;
  readonly findings: readonly Finding[];
  readonly problems: readonly RecordProblem[];
  readonly requests: number;
  readonly throttled: number;
}

/**
 * Syncs a portal.
 * @throws AppError `lease_held` where another sync of the portal runs, `setup_missing`, and what the CRM and the
 *   store throw.
 */
export async function syncPortal(
  deps: SyncDeps,
  request: SyncRequest,
  progress: (event: SyncProgress) => void,
): Promise<SyncSummary> {
  const account = await deps.crm.account();
  if (request.dryRun) return run(deps, request, account, { runId: null, asOf: deps.clock.now() }, progress);
  const taken = await deps.store.takeLease(account.portalId, 'sync');
  if ('heldBy' in taken) {
    throw new AppError(
      'lease_held',
      `Another sync of portal ${account.portalId} is running; two at once would write over each other.`,
      'Wait until it is done, then run the command again.',
    );
  }
  const { lease } = taken;
  try {
    const summary = await recorded(deps, request, account, progress);
    await lease.release();
    return summary;
  } catch (error) {
    await lease.release().catch(() => undefined);
    throw error;
  }
}

async function recorded(
  deps: SyncDeps,
  request: SyncRequest,
  account: Account,
  progress: (event: SyncProgress) => void,
): Promise<SyncSummary> {
  const { store, clock } = deps;
  const { portalId } = account;
  const runId = deps.newRunId();
  const asOf = clock.now();
  const policyVersion = request.policy.version;
  await store.startRun({ portalId, runId, kind: 'sync', startedAt: asOf, policyVersion, asOf });
  const finish = (state: 'done' | 'failed' | 'interrupted', summary: SyncSummary | null): Promise<void> =>
    store.finishRun(portalId, runId, {
      state,
      endedAt: clock.now(),
      summary: summary === null ? null : { ...summary },
    });
  try {
    const summary = await run(deps, request, account, { runId, asOf }, progress);
    await finish('done', summary);
    return summary;
  } catch (error) {
    const state = error instanceof AppError && error.code === 'interrupted' ? 'interrupted' : 'failed';
    // What went wrong first is what a person must hear of; a store that is down says so by itself.
    await finish(state, null).catch(() => undefined);
    throw error;
  }
}

async function run(
  deps: SyncDeps,
  { policy, dryRun }: SyncRequest,
  account: Account,
  // A run is computed as of the very instant that is recorded of it.
  { runId, asOf }: { readonly runId: RunId | null; readonly asOf: Instant },
  progress: (event: SyncProgress) => void,
): Promise<SyncSummary> {
  const { crm } = deps;
  await requireSetUp(crm);
  const portal = await readPortal(crm, account, asOf, (what, records) =>
    progress({ phase: 'read', what, records }),
  );
  const portfolio = attributeFacts(portal.facts, {
    rules: compileRules(policy),
    models: [policy.model],
    partners: portal.partners,
    asOf,
    homeCurrency: account.homeCurrency,
  });
  progress({ phase: 'compute', deals: portfolio.deals.length });
  const updates = {
    deals: dealUpdates(crm, portal, portfolio, policy, asOf),
    companies: partnerUpdates(crm, portal, portfolio, policy),
  };
  const posted = runId === null ? NOTHING : await storeResults(deps, portal, runId, policy, portfolio);
  const writes =
    runId === null
      ? { deals: updates.deals.length, partners: updates.companies.length, failed: [] }
      : await publishUpdates(deps, account, runId, updates, (written, of) =>
          progress({ phase: 'write', written, of }),
        );
  const { requests, throttled } = crm.tally();
  return {
    runId,
    portalId: account.portalId,
    asOf,
    homeCurrency: account.homeCurrency,
    timeZone: account.timeZone,
    policyVersion: policy.version,
    dryRun,
    deals: portfolio.deals.length,
    touches: portal.facts.reduce((sum, facts) => sum + facts.touches.length, 0),
    partners: portal.partners.size,
    conflicts: portfolio.deals.filter(({ result }) => result.flags.includes('sourcing_conflict')).length,
    totals: portfolio.totals,
    lastTwelveMonths: wonSince(portal, portfolio, yearBefore(asOf)),
    dealsWithoutHomeAmount: portfolio.dealsWithoutHomeAmount,
    results: { stored: posted.stored },
    ledger: { entries: posted.entries, deals: posted.postedDeals },
    writes,
    findings: portal.findings,
    problems: portal.problems,
    requests,
    throttled,
  };
}

const NOTHING: PostSummary = { stored: 0, entries: 0, postedDeals: 0 };

function wonSince(portal: Portal, portfolio: AttributedPortfolio, since: Instant): Totals {
  return portfolio.totalsOf((place) => {
    const { status, closedAt } = portal.facts[place]?.deal ?? { status: 'open', closedAt: null };
    return status === 'won' && closedAt !== null && closedAt > since;
  });
}

/** In one transaction: results, the facts behind them, and what they change in the ledger. */
const storeResults = (
  deps: SyncDeps,
  { account, facts, partners, setAside }: Portal,
  runId: RunId,
  policy: Policy,
  { deals }: AttributedPortfolio,
): Promise<PostSummary> =>
  postResults(deps, {
    ...account,
    runId,
    policy,
    partners,
    facts,
    deals,
    setAside: new Set(setAside.map(({ id }) => dealId(id))),
  });
