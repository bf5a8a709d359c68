/** One sync, one run of alerts, or one answered dry run, in a process that does many: quiet, and with what holds in the portal now. */
import type { Policy } from '../domain/policy.js';
import { answerAsked } from '../operations/answer-asked.js';
import type { AskedRun } from '../operations/portal-data-port.js';
import type { Store } from '../operations/ports.js';
import type { AlertSummary } from '../operations/send-alerts.js';
import type { SyncSummary } from '../operations/sync-portal.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import { policyInForce } from './policy-in-force.js';
import { mappedPortal, openPortal, type OpenPortal } from './portal-connection.js';
import { MOST_ALERTS, runAlerts } from './run-alerts.js';
import { runSync } from './sync.js';

export interface PortalWork {
  readonly sync: () => Promise<SyncSummary>;
  /** @returns what was answered; null where nobody has asked for a dry run. */
  readonly answerAsked: () => Promise<AskedRun | null>;
  /** Sends the alerts that are due, under the same lease as a sync. */
  readonly alerts: () => Promise<AlertSummary>;
}

/**
 * Works on a portal again and again. Each time it connects anew, so that a run counts its own requests, and reads which
 * policy and mapping hold: somebody may have saved others.
 * @param filed ops' own policy; null where they keep none.
 */
export function portalWork(context: CommandContext, store: Store, filed: Policy | null): PortalWork {
  const quiet: CommandContext = { ...context, say: () => undefined, interactive: false };
  const run = async (portal: OpenPortal, dryRun: boolean): Promise<SyncSummary> => {
    const [mapped, { policy }] = await Promise.all([mappedPortal(portal), policyInForce(portal, filed)]);
    return runSync(quiet, mapped, store, { policy, dryRun });
  };
  return {
    sync: () => connected(quiet, store, (portal) => run(portal, false)),
    alerts: () =>
      connected(quiet, store, async (portal) => {
        const [mapped, { policy }] = await Promise.all([mappedPortal(portal), policyInForce(portal, filed)]);
        const request = { policy, dryRun: false, retryWebhook: false, limit: MOST_ALERTS };
        return runAlerts(quiet, mapped, store, request);
      }),
    answerAsked: async () => {
      // An answer is written into the portal.
      if (context.config.observe) return null;
      return connected(quiet, store, (portal) => answerAsked(portal, () => run(portal, true)));
    },
  };
}

async function connected<T>(
  { config, stop, log }: CommandContext,
  store: Store,
  work: (portal: OpenPortal) => Promise<T>,
): Promise<T> {
  const portal = await openPortal(config, stop, (request) => log.debug(request, 'request'));
  try {
    const { portalId } = await portal.crm.account();
    portal.shareLimit(store.rateRow(portalId));
    return await work(portal);
  } finally {
    await portal.close();
  }
}

/** "synced 3 deals, 4 records written, 31 requests". */
export const syncedWords = ({ computed, observed, writes, requests, notPublished }: SyncSummary): string =>
  [
    `${observed ? 'observed' : 'synced'} ${many(computed, 'deal')}, ${many(writes.deals + writes.partners, 'record')} ${observed ? 'would be ' : ''}written, ${many(requests, 'request')}`,
    ...(writes.refused === 0 ? [] : [`${many(writes.refused, 'record')} refused`]),
    ...(notPublished === null ? [] : [notPublished]),
  ].join('; ');

/** "answered the dry run that was asked for: …". */
export const answeredWords = ({ answer }: AskedRun): string =>
  `answered the dry run that was asked for: ${answer?.sentences[0] ?? ''}`;
