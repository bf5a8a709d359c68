/**
 * Tells people what is due: as tasks or notes on the record, and through a webhook. Each alert is claimed in the database before
 * it is made, under the portal's lease, so that none is sent twice, whenever a run is stopped.
 */
import { dueAlerts, wordAlert, type Alert, type DueAlert } from '../domain/alerts.js';
import { DAY_MS, formatInstant, instant, type Instant } from '../domain/calendar.js';
import { daysToMs } from '../domain/decimal.js';
import type { PortalId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import type { QueueItem } from '../domain/programme-queue.js';
import type { AlertKind, AlertSettings } from '../domain/programme-settings.js';
import { accountAsSynced } from './account-as-synced.js';
import { sendMessages, type MessageEnd } from './alert-messages.js';
import { alertNames, type NamedAlerts } from './alert-names.js';
import type { AlertChannel, KeptAlert } from './alert-port.js';
import { keepFound, madeBefore, writeAlerts, type AlertEnd, type AlertRecordType } from './alert-records.js';
import type { Account, Crm } from './crm-port.js';
import type { Lease } from './lease-port.js';
import { ledgerEmpty } from './ledger-facts.js';
import type { Clock, Store } from './ports.js';
import type { ProgrammeCrm } from './programme-port.js';
import { withLease } from './with-lease.js';

export interface AlertDeps {
  readonly crm: Crm;
  readonly programme: ProgrammeCrm;
  readonly store: Store;
  readonly clock: Clock;
  /** The programme's queue, as of now. */
  readonly queue: (account: Account) => Promise<readonly QueueItem[]>;
  /** Null: there is no webhook. */
  readonly channel: AlertChannel | null;
  readonly stop?: AbortSignal;
}

export interface AlertRequest {
  readonly policy: Policy;
  /** Shows what would be sent; sends and keeps nothing. */
  readonly dryRun: boolean;
  /** At most so many are made in one run: the others wait for the next. */
  readonly limit: number;
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
  /** Null where there is no webhook. */
  readonly webhook: WebhookEnd | null;
}

export interface WebhookEnd extends MessageEnd {
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
    return lease === null
      ? summaryOf(request, account, { ...found, ends: [], webhook: null })
      : summaryOf(request, account, { ...found, ...(await send(deps, request, { account, lease, found })) });
  };
  return request.dryRun ? work(null) : withLease(deps.store, account.portalId, 'run of alerts', work);
}

interface Found {
  readonly now: Instant;
  readonly due: readonly DueAlert[];
  readonly kept: ReadonlyMap<string, KeptAlert>;
  /** By key: the record that a stopped run made. */
  readonly madeBefore: ReadonlyMap<string, string>;
  /** Not made yet, up to the limit. */
  readonly toSend: readonly DueAlert[];
  readonly left: number;
  /** In words, and whose they are: what is to be made, and what waits for the webhook. */
  readonly named: NamedAlerts;
}

async function findAlerts(deps: AlertDeps, request: AlertRequest, account: Account): Promise<Found> {
  const { store, clock, queue, programme } = deps;
  const { portalId } = account;
  const { lockDays, programme: settings } = request.policy;
  const now = clock.now();
  // A day more, for the fraction of a day that a policy may have.
  const closedSince = instant(now - daysToMs(lockDays) - DAY_MS);
  const [items, deals] = await Promise.all([queue(account), store.flaggedDeals(portalId, closedSince)]);
  const due = dueAlerts({ queue: items, deals, now, lockDays }, settings.alerts);
  const kept = await store.keptAlerts(
    portalId,
    due.map(({ key }) => key),
  );
  const claimed = due.flatMap((one) => {
    const claim = kept.get(one.key);
    return claim?.crm === 'claimed' ? [{ due: one, kept: claim }] : [];
  });
  const before = await madeBefore(programme, recordType(settings.alerts), claimed);
  const open = due.filter(({ key }) => kept.get(key)?.crm !== 'sent' && !before.has(key));
  const toSend = open.slice(0, request.limit);
  const waiting = due.filter(({ key }) => kept.get(key)?.webhook === 'waiting');
  const named = await alertNames(deps, account, [...new Set([...toSend, ...waiting])]);
  return { now, due, kept, madeBefore: before, toSend, left: open.length - toSend.length, named };
}

const recordType = ({ as }: AlertSettings): AlertRecordType => (as === 'task' ? 'tasks' : 'notes');

async function send(
  deps: AlertDeps,
  { policy }: AlertRequest,
  { account, lease, found }: { account: Account; lease: Lease; found: Found },
): Promise<{ readonly ends: readonly AlertEnd[]; readonly webhook: WebhookEnd | null }> {
  const { store, programme, channel, stop } = deps;
  const { portalId } = account;
  const { due, kept, named, now } = found;
  const type = recordType(policy.programme.alerts);
  const writing = { store, programme, portalId, lease, now, stop, type, owners: named.owners };
  const stopped = [...kept.values()].filter(({ webhook }) => webhook === 'claimed');
  await store.keepAlerts(
    portalId,
    stopped.map((one) => ({ ...one, webhook: 'unsure' as const })),
  );
  await keepFound(
    writing,
    due,
    await store.keptAlerts(portalId, [...found.madeBefore.keys()]),
    found.madeBefore,
  );
  const ends = await writeAlerts(
    writing,
    found.toSend.map((one) => {
      const known = kept.get(one.key)?.webhook;
      const webhook = known ?? (channel === null ? 'off' : 'waiting');
      return { alert: wordAlert(one, named.names), webhook: webhook === 'claimed' ? 'unsure' : webhook };
    }),
  );
  if (channel === null) return { ends, webhook: null };
  const keptNow = await store.keptAlerts(
    portalId,
    due.map(({ key }) => key),
  );
  const waiting = due.flatMap((one) => {
    const own = keptNow.get(one.key);
    return own?.webhook === 'waiting' ? [{ alert: wordAlert(one, named.names), kept: own }] : [];
  });
  const sent = await sendMessages({ store, portalId, channel, stop }, waiting);
  return { ends, webhook: { ...sent, unsure: stopped.length } };
}

function summaryOf(
  { policy, dryRun }: AlertRequest,
  { portalId }: Account,
  found: Found & { readonly ends: readonly AlertEnd[]; readonly webhook: WebhookEnd | null },
): AlertSummary {
  const { now, due, toSend, madeBefore: before, left, named, ends } = found;
  const { as, on } = policy.programme.alerts;
  const endOf = new Map(ends.map((end) => [end.kept.key, end] as const));
  const lines = toSend.map((one) => ({
    line: lineOf(wordAlert(one, named.names), endOf.get(one.key)),
    hasFailed: endOf.get(one.key)?.kept.crm === 'failed',
  }));
  return {
    ...{ portalId, asOf: formatInstant(now), policyVersion: policy.version, dryRun, as, on },
    ...{ due: due.length, foundAgain: before.size, left, webhook: found.webhook },
    sentBefore: due.length - toSend.length - left - before.size,
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
