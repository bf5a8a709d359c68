/** One run of alerts on an open portal: `alerts` and `worker` do the same. */
import { AppError } from '../errors.js';
import { MOST_TRIES } from '../operations/alert-messages.js';
import type { Store } from '../operations/ports.js';
import { alertQueue } from '../operations/programme-queue-items.js';
import { sendAlerts, type AlertRequest, type AlertSummary } from '../operations/send-alerts.js';
import { alertWebhook } from './alert-webhook.js';
import type { CommandContext } from './command-context.js';
import { many } from './many.js';
import type { PortalConnection } from './portal-connection.js';
import { requireFittingMapping } from './require-fitting-mapping.js';

/** As many are made in one run, where nobody says otherwise. */
export const MOST_ALERTS = 100;

/** Sends what is due. The log has counts alone: neither names nor texts, nor the webhook's address. */
export async function runAlerts(
  { config, log, stop }: CommandContext,
  portal: PortalConnection,
  store: Store,
  request: AlertRequest,
): Promise<AlertSummary> {
  await requireFittingMapping(portal);
  const { crm, programme, clock } = portal;
  const { policy } = request;
  const url = config.alertWebhook;
  const summary = await sendAlerts(
    {
      ...{ crm, programme, store, clock, stop },
      queue: (account) => alertQueue({ crm, store }, account, policy, clock.now()),
      channel: url === null ? null : alertWebhook({ url, stop }),
    },
    // In observe mode nothing is written to the portal, and what nobody could see there is not told elsewhere.
    { ...request, dryRun: request.dryRun || config.observe },
  );
  log.info(countsOf(summary), 'alerts done');
  return summary;
}

const countsOf = ({ dryRun, due, sent, failed, over, left, webhook }: AlertSummary) => ({
  ...{ dryRun, due, sent: sent.length, failed: failed.length, left },
  completed: over.filter(({ theirs, problem }) => theirs === null && problem === null).length,
  webhookSent: webhook?.sent ?? null,
  webhookWaiting: webhook?.waiting ?? null,
  webhookSetAside: webhook?.setAside ?? null,
});

/** @throws AppError `alerts_refused` where HubSpot refused one, `webhook_failed` where the webhook did not take a message. */
export function refuseUndelivered({ failed, over, webhook }: AlertSummary): void {
  const notDone = over.filter(({ problem }) => problem !== null);
  if (failed.length + notDone.length > 0) {
    const what =
      failed.length > 0 ? many(failed.length, 'alert') : `to complete ${many(notDone.length, 'task')}`;
    throw new AppError(
      'alerts_refused',
      `HubSpot refused ${what}: ${failed[0]?.problem ?? notDone[0]?.problem ?? ''}.`,
      'Each is named above with its reason; mend that, and run partnership alerts again: what was made is not made twice.',
    );
  }
  if (webhook === null || webhook.reason === null) return;
  const { waiting, setAside } = webhook;
  throw new AppError(
    'webhook_failed',
    `${many(webhook.refused, 'alert')} could not be posted: ${webhook.reason}. The records in HubSpot are made.`,
    waiting > 0
      ? 'Run partnership alerts again, or let the schedule do it; if it stays, look at PARTNERSHIP_ALERT_WEBHOOK.'
      : `Look at PARTNERSHIP_ALERT_WEBHOOK: ${many(setAside, 'alert')} were tried ${MOST_TRIES} times. Then run partnership alerts --retry-webhook.`,
  );
}
