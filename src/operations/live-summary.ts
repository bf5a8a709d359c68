/** The portal's numbers as the database has them now: what the server tells. */
import { composeSummary } from './compose-summary.js';
import { sumPortfolio } from './compute-partners.js';
import type { Account, Crm } from './crm-port.js';
import { insightCounts } from './insight-counts.js';
import type { Run, Store } from './ports.js';
import type { PortalSummary, SyncHealth } from './portal-summary.js';
import { seenPartnerProfiles } from './seen-portal.js';

/**
 * Composes the summary as of the last sync that ended well.
 * @param model the policy's, whose credit is stored.
 * @returns null before the first sync.
 */
export async function liveSummary(
  { store, crm }: { readonly store: Store; readonly crm: Crm },
  account: Account,
  model: string,
): Promise<PortalSummary | null> {
  const { portalId, timeZone } = account;
  const run = await store.lastSyncBy(portalId, null);
  if (run === null) return null;
  const [sums, partners, waiting, insights] = await Promise.all([
    sumPortfolio(store, portalId, model, run.asOf, timeZone),
    seenPartnerProfiles({ crm, store }, portalId),
    store.dirtyCount(portalId),
    insightCounts(store, portalId),
  ]);
  const { policyVersion, asOf } = run;
  const sync = healthOf(run, waiting);
  return composeSummary(store, { account, policyVersion, model, asOf, sums, partners, sync, insights });
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
