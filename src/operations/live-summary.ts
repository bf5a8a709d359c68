/** The portal's numbers as the database has them now: what the server tells. */
import type { Policy } from '../domain/policy.js';
import { isAppError } from '../errors.js';
import { composeSummary } from './compose-summary.js';
import { sumPortfolio } from './compute-partners.js';
import type { Account, Crm } from './crm-port.js';
import { insightCounts } from './insight-counts.js';
import type { InForce } from './in-force.js';
import type { Run, Store } from './ports.js';
import type { PortalData } from './portal-data-port.js';
import type { PortalSummary, SyncHealth } from './portal-summary.js';
import { registrationsOverdue } from './programme-queue-items.js';
import { seenPartnerProfiles } from './seen-portal.js';

/**
 * Composes the summary as of the last sync that ended well.
 * @param policy the one in force: the credit of its model is stored, and by it registrations are overdue.
 * @returns null before the first sync.
 */
export async function liveSummary(
  { store, crm }: { readonly store: Store; readonly crm: Crm },
  account: Account,
  policy: Pick<Policy, 'version' | 'model' | 'programme'>,
): Promise<PortalSummary | null> {
  const { portalId, timeZone } = account;
  const run = await store.lastSyncBy(portalId, null);
  if (run === null) return null;
  const { model } = policy;
  const [sums, partners, waiting, insights, overdue] = await Promise.all([
    sumPortfolio(store, portalId, model, run.asOf, timeZone),
    seenPartnerProfiles({ crm, store }, portalId),
    store.dirtyCount(portalId),
    insightCounts(store, portalId),
    registrationsOverdue({ crm, store }, account, policy, run.asOf),
  ]);
  const { policyVersion, asOf } = run;
  const sync = healthOf(run, waiting);
  return composeSummary(store, {
    ...{ account, policyVersion, model, asOf, sums, partners, sync, insights },
    registrationsOverdue: overdue,
  });
}

/**
 * Tells the summary again and again: worked out once a sync, since that is when results change. Where the sync has published
 * the very same, that is told: a large portal's results take longer than somebody waits.
 */
export function summaryTeller(
  deps: {
    readonly store: Store;
    readonly crm: Crm;
    readonly data: PortalData;
    readonly inForce: () => Promise<InForce>;
  },
  account: Account,
): () => Promise<PortalSummary | null> {
  let told: { readonly runId: string; readonly summary: Promise<PortalSummary | null> } | null = null;
  const tell = async (): Promise<PortalSummary | null> => {
    const published = await publishedSummary(deps.data);
    const run = await deps.store.lastSyncBy(account.portalId, null);
    if (published !== null && (run === null || published.sync.runId === run.runId)) return published;
    const { policy } = await deps.inForce();
    return liveSummary(deps, account, policy);
  };
  return async () => {
    const run = await deps.store.lastSyncBy(account.portalId, null);
    const runId = run?.runId ?? '';
    if (told?.runId === runId) return told.summary;
    const summary = tell();
    told = { runId, summary };
    // What failed is asked again.
    summary.catch(() => (told = null));
    return summary;
  };
}

/** What the sync published; null also where somebody has edited it so that it cannot be read: the database knows better. */
async function publishedSummary(data: PortalData): Promise<PortalSummary | null> {
  try {
    return (await data.read(['summary'])).summary;
  } catch (error) {
    if (isAppError(error) && error.code === 'portal_data_unreadable') return null;
    throw error;
  }
}

/** From what the run printed at its end; one of an earlier version may lack some of it. */
function healthOf({ runId, summary }: Run, waiting: number): SyncHealth {
  const writes = summary?.['writes'] as Readonly<Record<string, unknown>> | undefined;
  const of = (value: unknown): number => (typeof value === 'number' ? value : 0);
  return {
    runId,
    written: of(writes?.['deals']) + of(writes?.['partners']),
    refused: of(writes?.['refused']),
    requests: of(summary?.['requests']),
    throttled: of(summary?.['throttled']),
    waiting,
    problems: of(summary?.['problemCount']),
  };
}
