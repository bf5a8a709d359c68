/** What alerts there are to send, and which that were sent are over. */
import { matterOf, stepOf } from '../domain/alert-key.js';
import { dueAlerts, standingMatters, type DueAlert, type FlaggedDeal } from '../domain/alerts.js';
import { DAY_MS, instant, type Instant } from '../domain/calendar.js';
import { daysToMs } from '../domain/decimal.js';
import { dealId, type PortalId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import type { AlertSettings } from '../domain/programme-settings.js';
import { isSentNow, isToBeSent } from './alert-messages.js';
import { alertNames, type NamedAlerts } from './alert-names.js';
import type { KeptAlert } from './alert-port.js';
import type { AlertRecordType } from './alert-records.js';
import { overTasks, type OverAlert, type OverTask } from './alert-tasks.js';
import type { Account, Crm } from './crm-port.js';
import type { Clock, Store } from './ports.js';
import type { AlertQueue } from './programme-queue-items.js';
import type { ProgrammeCrm } from './programme-port.js';
import { asLookedFor, madeBefore, type MadeAlert } from './stopped-alerts.js';
import { byMatter, keyedAnew, wasTold } from './told-alerts.js';

export interface FindingDeps {
  readonly crm: Crm;
  readonly programme: ProgrammeCrm;
  readonly store: Store;
  readonly clock: Clock;
  /** The programme's queue, as of now. */
  readonly queue: (account: Account) => Promise<AlertQueue>;
}

export interface FindingRequest {
  readonly policy: Policy;
  /** At most so many are made in one run: the others wait for the next. */
  readonly limit: number;
  /** Messages are sent that rest, or were set aside. */
  readonly retryWebhook: boolean;
}

export interface Found {
  readonly now: Instant;
  readonly due: readonly DueAlert[];
  /** What is kept of their matters, by key. */
  readonly kept: ReadonlyMap<string, KeptAlert>;
  /** By key: the record that a stopped run made. */
  readonly madeBefore: ReadonlyMap<string, MadeAlert>;
  /** Not made yet, up to the limit. */
  readonly toSend: readonly DueAlert[];
  readonly left: number;
  /** Whose matter, task or message is not known to have ended. */
  readonly open: readonly KeptAlert[];
  /** Those of `open` that a stopped run left, as they are known to be now. */
  readonly lookedFor: ReadonlySet<KeptAlert>;
  /** Those of `open` whose matter is settled. */
  readonly settled: ReadonlySet<KeptAlert>;
  /** Those of `open` whose matter is settled, or told by a nearer step. */
  readonly over: readonly OverTask[];
  /** Those of `open` whose message is not sent any more: settled, told by a nearer step, not due any more, or turned off. */
  readonly untold: ReadonlySet<KeptAlert>;
  /** In words, and whose they are: what is to be made, and what waits for the webhook. */
  readonly named: NamedAlerts;
}

export const recordType = ({ as }: AlertSettings): AlertRecordType => (as === 'task' ? 'tasks' : 'notes');

/** Looks at what is due, at what was sent, and at what is over; writes nothing. */
export async function findAlerts(
  deps: FindingDeps,
  { policy, limit, retryWebhook }: FindingRequest,
  account: Account,
): Promise<Found> {
  const { store, clock, queue, programme } = deps;
  const { portalId } = account;
  const { lockDays, programme: settings } = policy;
  const now = clock.now();
  // A day more, for the fraction of a day that a policy may have.
  const closedSince = instant(now - daysToMs(lockDays) - DAY_MS);
  const [items, deals, keptOpen] = await Promise.all([
    queue(account),
    store.flaggedDeals(portalId, closedSince),
    store.openAlerts(portalId),
  ]);
  const allDue = dueAlerts({ queue: items.due, deals, now, lockDays }, settings.alerts);
  const keptOfDue = await store.keptAlerts(portalId, [...new Set(allDue.map(({ matter }) => matter))]);
  const due = keyedAnew(allDue, byMatter(keptOfDue.values()));
  const claimed = keptOpen.filter(({ crm }) => crm === 'claimed');
  const before = await madeBefore(programme, claimed, recordType(settings.alerts));
  const looked = asLookedFor(before, new Set(due.map(({ key }) => key)));
  const open = keptOpen.map(looked);
  const kept = new Map([...keptOfDue].map(([key, one]) => [key, looked(one)]));
  const told = byMatter(kept.values());
  const steps = { dueDays: settings.agreements.dueDays, timeZone: account.timeZone };
  const unsent = due.filter((one) => !wasTold(one, told, steps));
  const toSend = unsent.slice(0, limit);
  const waiting = due.filter(({ key }) => {
    const own = kept.get(key);
    return own !== undefined && isSentNow(own, now, retryWebhook);
  });
  const standing = standingMatters(items.standing, await dealsOf(deps, portalId, open), lockDays);
  const overNow = overIn({ open, standing, kept, due, toSend, missing: items.missing });
  return {
    ...{ now, due, kept, madeBefore: before, toSend, left: unsent.length - toSend.length, open },
    lookedFor: new Set(open.filter((one, place) => one !== keptOpen[place])),
    settled: new Set(overNow.flatMap(({ kept: one, because }) => (because === 'settled' ? [one] : []))),
    over: await overTasks(
      programme,
      overNow.filter(({ kept: one }) => hasOpenTask(one)),
    ),
    untold: untoldIn({ open, due, missing: items.missing }, new Set(overNow.map((one) => one.kept))),
    named: await alertNames(deps, account, [...new Set([...toSend, ...waiting])]),
  };
}

const hasOpenTask = ({ crm, made, task, wrote }: KeptAlert): boolean =>
  crm === 'sent' && made?.type === 'tasks' && wrote !== null && (task === 'open' || task === 'closing');

/** As their results stand; those that are lost, or gone, are settled. */
async function dealsOf(
  { store }: FindingDeps,
  portalId: PortalId,
  open: readonly KeptAlert[],
): Promise<readonly FlaggedDeal[]> {
  const ids = open.flatMap(({ record }) => (record.type === 'deals' ? [dealId(record.id)] : []));
  const results = await store.resultsOf(portalId, [...new Set(ids)]);
  return [...results.values()].flatMap((one) =>
    one.status === 'lost'
      ? []
      : [
          {
            ...{ dealId: one.dealId, status: one.status, flags: one.flags, closedAt: one.closedAt },
            ...{ sourcing: one.sourcingPartnerIds, influencing: one.influencingPartnerIds },
          },
        ],
  );
}

/** Of what could not be read nobody knows whether it is settled, or due. */
const isUnread = ({ record }: KeptAlert, missing: AlertQueue['missing']): boolean =>
  record.type === 'registrations' && missing.includes('registrations');

function untoldIn(
  { open, due, missing }: Pick<Over, 'open' | 'due' | 'missing'>,
  over: ReadonlySet<KeptAlert>,
): ReadonlySet<KeptAlert> {
  const dueKeys = new Set(due.map(({ key }) => key));
  return new Set(
    open.filter(
      (one) => isToBeSent(one) && (over.has(one) || (!dueKeys.has(one.key) && !isUnread(one, missing))),
    ),
  );
}

interface Over extends Pick<Found, 'open' | 'kept' | 'due' | 'toSend'> {
  readonly standing: ReadonlySet<string>;
  readonly missing: AlertQueue['missing'];
}

function overIn({ open, kept, due, toSend, standing, missing }: Over): readonly OverAlert[] {
  const nearer = new Map(
    due
      .filter((one) => kept.get(one.key)?.crm === 'sent' || toSend.includes(one))
      .map(({ matter, key }) => [matter, key] as const),
  );
  return open.flatMap((one): readonly OverAlert[] => {
    const matter = matterOf(one.key);
    if (one.settledAt !== null) return [{ kept: one, because: 'settled' }];
    if (!standing.has(matter)) return isUnread(one, missing) ? [] : [{ kept: one, because: 'settled' }];
    const told = stepOf(nearer.get(matter) ?? '');
    const isOvertaken = told !== null && told < (stepOf(one.key) ?? Infinity);
    return isOvertaken ? [{ kept: one, because: 'overtaken' }] : [];
  });
}
