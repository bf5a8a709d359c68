/**
 * Tells people what is due: as tasks or notes on the record, and through a webhook. Each alert is claimed in the database before
 * it is made, under the portal's lease, so that none is sent twice, whenever a run is stopped. Tasks of what is over are completed.
 */
import { matterOf } from '../domain/alert-key.js';
import { wordAlert, type Alert } from '../domain/alerts.js';
import { formatInstant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import type { AlertKind, AlertSettings } from '../domain/programme-settings.js';
import { accountAsSynced } from './account-as-synced.js';
import { isSentNow, isToBeSent, sendMessages, type MessageEnd } from './alert-messages.js';
import type { AlertChannel, KeptAlert } from './alert-port.js';
import { writeAlerts, type AlertEnd } from './alert-records.js';
import { completeTasks, overLine, type OverLine } from './alert-tasks.js';
import type { Account } from './crm-port.js';
import { findAlerts, recordType, type FindingDeps, type FindingRequest, type Found } from './find-alerts.js';
import type { Lease } from './lease-port.js';
import { ledgerEmpty } from './ledger-facts.js';
import { linkFound } from './stopped-alerts.js';
import { webhookStanding, type WebhookStanding } from './webhook-standing.js';
import { withLease } from './with-lease.js';

export interface AlertDeps extends FindingDeps {
  /** Null: there is no webhook. */
  readonly channel: AlertChannel | null;
  readonly stop?: AbortSignal;
}

export interface AlertRequest extends FindingRequest {
  /** Shows what would be sent; sends and keeps nothing. */
  readonly dryRun: boolean;
}

export interface AlertLine extends Pick<Alert, 'kind' | 'key' | 'record' | 'title' | 'text'> {
  /** ISO 8601; null where the matter has no day. */
  readonly dueAt: string | null;
  /** Why HubSpot did not take it, or that it stands on no record; null where all is well. */
  readonly problem: string | null;
}

export interface AlertSummary {
  readonly portalId: PortalId;
  /** ISO 8601 */
  readonly asOf: string;
  readonly policyVersion: string;
  readonly dryRun: boolean;
  readonly as: AlertSettings['as'];
  /** Kinds that are turned on. */
  readonly on: readonly AlertKind[];
  /** What is due now, sent earlier or not. */
  readonly due: number;
  readonly sentBefore: number;
  /** Made by an earlier run after all, which was stopped before it could say so. */
  readonly foundAgain: number;
  /** Made now; of a dry run, what would be. */
  readonly sent: readonly AlertLine[];
  /** HubSpot refused these; the next run tries again. */
  readonly failed: readonly AlertLine[];
  /** Due beyond the limit of one run. */
  readonly left: number;
  /** Tasks of what is over: completed now, or left to whoever changed them; of a dry run, what would be. */
  readonly over: readonly OverLine[];
  /** Null where there is no webhook. */
  readonly webhook: WebhookEnd | null;
}

export interface WebhookEnd extends MessageEnd, WebhookStanding {
  /** May have been sent by a run that was stopped: never sent again. */
  readonly unsure: number;
}

/**
 * Sends what is due and was not sent before.
 * @throws AppError `ledger_empty` before the first sync; `lease_held` while a sync runs; what the CRM throws.
 */
export async function sendAlerts(deps: AlertDeps, request: AlertRequest): Promise<AlertSummary> {
  const { account, state } = await accountAsSynced(deps.crm, deps.store);
  if (state === null || state.completeAt === null) throw ledgerEmpty();
  const work = async (lease: Lease | null): Promise<AlertSummary> => {
    const found = await findAlerts(deps, request, account);
    const end =
      lease === null ? foreseen(deps, request, found) : await send(deps, request, { account, lease, found });
    return summaryOf(request, account, { ...found, ...end });
  };
  return request.dryRun ? work(null) : withLease(deps.store, account.portalId, 'run of alerts', work);
}

interface SendingEnd {
  readonly ends: readonly AlertEnd[];
  readonly overLines: readonly OverLine[];
  readonly webhook: WebhookEnd | null;
}

const isClaimed = ({ webhook }: KeptAlert): boolean => webhook === 'claimed';

/** What a dry run says of what would be done. */
function foreseen({ channel }: AlertDeps, { retryWebhook }: AlertRequest, found: Found): SendingEnd {
  const { due, kept, toSend, open, over, untold, now } = found;
  const isNew = toSend.filter(({ key }) => (kept.get(key)?.webhook ?? 'off') === 'off').length;
  const again = due.filter(({ key }) => {
    const own = kept.get(key);
    return own !== undefined && isSentNow(own, now, retryWebhook);
  });
  const standing = webhookStanding(open.filter((one) => !untold.has(one)));
  const unsure = open.filter(isClaimed).length;
  const webhook = { sent: isNew + again.length, refused: 0, reason: null, unsure, ...standing };
  return {
    ends: [],
    overLines: over.map((one) => overLine(one)),
    webhook: channel === null ? null : webhook,
  };
}

/** What is found as claimed may have been sent; what waits for a webhook that is gone is not sent to another one later. */
const endOf =
  ({ untold, settled, now }: Found, hasWebhook: boolean) =>
  (one: KeptAlert): KeptAlert => {
    const isOff = untold.has(one) || (!hasWebhook && isToBeSent(one));
    const webhook = isClaimed(one) ? 'unsure' : isOff ? 'off' : one.webhook;
    const settledAt = settled.has(one) ? (one.settledAt ?? now) : one.settledAt;
    return webhook === one.webhook && settledAt === one.settledAt ? one : { ...one, webhook, settledAt };
  };

async function send(
  deps: AlertDeps,
  { policy, retryWebhook }: AlertRequest,
  { account, lease, found }: { account: Account; lease: Lease; found: Found },
): Promise<SendingEnd> {
  const { store, programme, channel, stop } = deps;
  const { portalId } = account;
  const { due, named, now, open, over } = found;
  const type = recordType(policy.programme.alerts);
  const writing = { store, programme, portalId, lease, now, stop, type, owners: named.owners };
  await linkFound(writing, found);
  const ended = endOf(found, channel !== null);
  await store.keepAlerts(
    portalId,
    open.flatMap((one) => (ended(one) === one && !found.lookedFor.has(one) ? [] : [ended(one)])),
  );
  const keptOf = () => store.keptAlerts(portalId, [...new Set(due.map(({ matter }) => matter))]);
  const known = await keptOf();
  const ends = await writeAlerts(
    writing,
    found.toSend.map((one) => {
      const own = known.get(one.key);
      const alert = wordAlert(one, named.names);
      if (own !== undefined && own.webhook !== 'off')
        return { alert, webhook: own.webhook, delivery: own.delivery };
      return { alert, webhook: channel === null ? 'off' : 'waiting' };
    }),
  );
  const failed = new Set(ends.flatMap((end) => (end.kept.crm === 'failed' ? [matterOf(end.kept.key)] : [])));
  // What stands besides is told by its earlier task as long as its nearer one could not be made.
  const told = over.filter((one) => one.because === 'settled' || !failed.has(matterOf(one.kept.key)));
  const overLines = await completeTasks(
    writing,
    told.map((one) => ({ ...one, kept: ended(one.kept) })),
  );
  if (channel === null) return { ends, overLines, webhook: null };
  const keptNow = await keptOf();
  const waiting = due.flatMap((one) => {
    const own = keptNow.get(one.key);
    return own !== undefined && isSentNow(own, now, retryWebhook)
      ? [{ alert: wordAlert(one, named.names), kept: own }]
      : [];
  });
  const sent = await sendMessages({ store, portalId, channel, now, stop }, waiting);
  const standing = webhookStanding(await store.openAlerts(portalId));
  return { ends, overLines, webhook: { ...sent, unsure: open.filter(isClaimed).length, ...standing } };
}

function summaryOf(
  { policy, dryRun }: AlertRequest,
  { portalId }: Account,
  found: Found & SendingEnd,
): AlertSummary {
  const { now, due, toSend, madeBefore: before, left, named, ends } = found;
  const { as, on } = policy.programme.alerts;
  const endsByKey = new Map(ends.map((end) => [end.kept.key, end] as const));
  const lines = toSend.map((one) => ({
    line: lineOf(wordAlert(one, named.names), endsByKey.get(one.key)),
    hasFailed: endsByKey.get(one.key)?.kept.crm === 'failed',
  }));
  return {
    ...{ portalId, asOf: formatInstant(now), policyVersion: policy.version, dryRun, as, on },
    ...{ due: due.length, foundAgain: before.size, left, webhook: found.webhook },
    over: found.overLines,
    sentBefore: due.length - toSend.length - left - due.filter(({ key }) => before.has(key)).length,
    sent: lines.filter(({ hasFailed }) => !hasFailed).map(({ line }) => line),
    failed: lines.filter(({ hasFailed }) => hasFailed).map(({ line }) => line),
  };
}

const lineOf = ({ kind, key, record, title, text, dueAt }: Alert, end: AlertEnd | undefined): AlertLine => ({
  ...{ kind, key, record, title, text },
  dueAt: dueAt === null ? null : formatInstant(dueAt),
  problem:
    end?.unlinked === true
      ? 'HubSpot made it, and refused to put it on the record'
      : (end?.kept.reason ?? null),
});
