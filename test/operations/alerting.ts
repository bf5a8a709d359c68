/** Runs of alerts on a portal, with a queue that the test says. */
import { instant, type Instant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import type { QueueItem } from '../../src/domain/programme-queue.js';
import type { AlertSettings } from '../../src/domain/programme-settings.js';
import type { AlertMessage } from '../../src/operations/alert-port.js';
import type { AlertQueue } from '../../src/operations/programme-queue-items.js';
import { sendAlerts, type AlertSummary } from '../../src/operations/send-alerts.js';
import { crmOf, programmeOf, type PortalOnDatabase, type Tamper } from './portal.js';

const policyOf = (alerts: Partial<AlertSettings>): Policy => {
  const { programme } = DEFAULT_POLICY;
  const on: AlertSettings['on'] = ['agreement_due', 'tier_at_risk', 'registration_due'];
  return { ...DEFAULT_POLICY, programme: { ...programme, alerts: { ...programme.alerts, on, ...alerts } } };
};

export interface Sending {
  readonly queue: readonly QueueItem[];
  /** What stands, due or not; absent: what is due. */
  readonly standing?: readonly QueueItem[];
  readonly missing?: AlertQueue['missing'];
  readonly now: Instant;
  /** ms after it. */
  readonly later?: number;
  readonly retryWebhook?: boolean;
  readonly alerts?: Partial<AlertSettings>;
  readonly dryRun?: boolean;
  readonly limit?: number;
  readonly tamper?: Tamper;
  /** Why each message is not taken. */
  readonly webhook?: { readonly posted: AlertMessage[]; readonly refusals?: (string | null)[] };
}

/** One run. */
export function sendOn(portal: PortalOnDatabase, sending: Sending): Promise<AlertSummary> {
  const { queue, standing = queue, missing = [], now, later = 0, retryWebhook = false } = sending;
  const { alerts = {}, dryRun = false, limit = 100, tamper, webhook } = sending;
  const post = (message: AlertMessage): Promise<string | null> => {
    webhook?.posted.push(message);
    return Promise.resolve(webhook?.refusals?.shift() ?? null);
  };
  return sendAlerts(
    {
      ...{ crm: crmOf(portal.sandbox, tamper), programme: programmeOf(portal.sandbox, tamper) },
      ...{ store: portal.store, clock: { now: () => instant(now + later) } },
      queue: () => Promise.resolve({ due: queue, standing, missing }),
      channel: webhook === undefined ? null : { post },
    },
    { policy: policyOf(alerts), dryRun, limit, retryWebhook },
  );
}

/** An agreement of a partner that is due. */
export const itemOf = (
  partner: { readonly id: string; readonly name: string },
  dueAt: Instant,
  more: Partial<QueueItem>,
): QueueItem => ({
  ...{ kind: 'agreement_due', partnerId: partnerId(partner.id), overdue: false, dueAt },
  record: { type: 'companies', id: partner.id },
  ...{ text: `${partner.name}: the agreement ends <soon>.`, ...more },
});

/** Tasks or notes of ours. */
export const madeOn = ({ sandbox }: PortalOnDatabase, type: 'tasks' | 'notes' = 'tasks') =>
  [...sandbox.portal.records.list(type)].filter(({ properties }) =>
    (properties.get(type === 'tasks' ? 'hs_task_body' : 'hs_note_body') ?? '').includes(
      'Partnership Manager ·',
    ),
  );

/** What a task holds now. */
export const taskOn = ({ sandbox }: PortalOnDatabase, { id }: { readonly id: string }) =>
  sandbox.portal.records.get('tasks', id)!.properties;

/** Nothing gets through any more, from the first request to a path on. */
export function killedAt(path: RegExp): Tamper {
  let isKilled = false;
  return ({ method, path: asked }) => {
    if (isKilled || (method === 'POST' && path.test(asked))) {
      isKilled = true;
      throw new Error('killed');
    }
    return null;
  };
}
