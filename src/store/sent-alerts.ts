/** Alerts as they are kept, and the deals that some of them are about. */
import { sql, type Kysely } from 'kysely';

import type { DueAlert, FlaggedDeal } from '../domain/alerts.js';
import type { Instant } from '../domain/calendar.js';
import type { Flag } from '../domain/flag.js';
import { compareIds, dealId, partnerId, type PortalId } from '../domain/ids.js';
import type { AlertKind } from '../domain/programme-settings.js';
import type {
  AlertTaskState,
  CrmAlertState,
  KeptAlert,
  WebhookAlertState,
} from '../operations/alert-port.js';
import type { PropertyValues } from '../operations/record-port.js';
import { readJson, readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { readInstant, storeInstant } from './timestamps.js';

interface AlertRow {
  readonly alert_key: string;
  readonly kind: AlertKind;
  readonly object_type: DueAlert['record']['type'];
  readonly record_id: string;
  readonly crm_state: CrmAlertState;
  readonly made_type: 'tasks' | 'notes' | null;
  readonly made_id: string | null;
  readonly webhook_state: WebhookAlertState;
  readonly claimed_at: Date;
  readonly reason: string | null;
  readonly message_id: string | null;
  readonly message_tries: number;
  readonly message_next_at: Date | null;
  readonly message_reason: string | null;
  readonly wrote: PropertyValues | null;
  readonly task_state: AlertTaskState;
  readonly task_ended_at: Date | null;
  readonly settled_at: Date | null;
}

const COLUMNS =
  sql.raw(`alert_key, kind, object_type, record_id, crm_state, made_type, made_id, webhook_state, claimed_at,
  reason, message_id, message_tries, message_next_at, message_reason, wrote, task_state, task_ended_at,
  settled_at`);

const readAlert = (row: AlertRow): KeptAlert => ({
  key: readText(row.alert_key),
  kind: row.kind,
  record: { type: row.object_type, id: readText(row.record_id) },
  crm: row.crm_state,
  made: row.made_type === null || row.made_id === null ? null : { type: row.made_type, id: row.made_id },
  webhook: row.webhook_state,
  claimedAt: readInstant(row.claimed_at),
  reason: row.reason === null ? null : readText(row.reason),
  delivery: {
    messageId: row.message_id,
    tries: row.message_tries,
    nextTryAt: row.message_next_at === null ? null : readInstant(row.message_next_at),
    reason: row.message_reason === null ? null : readText(row.message_reason),
  },
  wrote: row.wrote === null ? null : (readJson(row.wrote) as PropertyValues),
  task: row.task_state,
  taskEndedAt: row.task_ended_at === null ? null : readInstant(row.task_ended_at),
  settledAt: row.settled_at === null ? null : readInstant(row.settled_at),
});

export async function keptAlerts(
  db: Kysely<Tables>,
  portalId: PortalId,
  matters: readonly string[],
): Promise<ReadonlyMap<string, KeptAlert>> {
  if (matters.length === 0) return new Map();
  // As matterOf of the domain has it: a key without its end.
  const { rows } = await sql<AlertRow>`
    select ${COLUMNS} from partnership.sent_alerts
    where portal_id = ${storeText(portalId)}
      and regexp_replace(alert_key, '( [0-9]+d)?( #[0-9]+)?$', '') = any(${matters.map(storeText)}::text[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [readText(row.alert_key), readAlert(row)]));
}

export async function openAlerts(db: Kysely<Tables>, portalId: PortalId): Promise<readonly KeptAlert[]> {
  const { rows } = await sql<AlertRow>`
    select ${COLUMNS} from partnership.sent_alerts
    where portal_id = ${storeText(portalId)}
      and (settled_at is null
        or (crm_state = 'sent' and made_type = 'tasks' and wrote is not null and task_state in ('open', 'closing'))
        or webhook_state in ('waiting', 'claimed', 'set_aside'))
    order by alert_key`.execute(db);
  return rows.map(readAlert);
}

/** The newest word on each key stands. */
export async function keepAlerts(
  db: Kysely<Tables>,
  portalId: PortalId,
  alerts: readonly KeptAlert[],
): Promise<void> {
  if (alerts.length === 0) return;
  const given = alerts.map(rowOf);
  await sql`
    insert into partnership.sent_alerts (portal_id, ${COLUMNS})
    select ${storeText(portalId)}, given.*
    from jsonb_to_recordset(${storeJson(given)}::jsonb) as given (alert_key text, kind text, object_type text,
      record_id text, crm_state text, made_type text, made_id text, webhook_state text, claimed_at timestamptz, reason text,
      message_id text, message_tries integer, message_next_at timestamptz, message_reason text, wrote jsonb,
      task_state text, task_ended_at timestamptz, settled_at timestamptz)
    on conflict (portal_id, alert_key) do update set
      crm_state = excluded.crm_state, made_type = excluded.made_type, made_id = excluded.made_id,
      webhook_state = excluded.webhook_state, claimed_at = excluded.claimed_at, reason = excluded.reason,
      message_id = excluded.message_id, message_tries = excluded.message_tries,
      message_next_at = excluded.message_next_at, message_reason = excluded.message_reason, wrote = excluded.wrote,
      task_state = excluded.task_state, task_ended_at = excluded.task_ended_at,
      settled_at = excluded.settled_at`.execute(db);
}

const rowOf = ({ key, kind, record, crm, made, webhook, claimedAt, reason, ...more }: KeptAlert) => ({
  ...{ alert_key: key, kind, object_type: record.type, record_id: record.id, crm_state: crm },
  ...{ made_type: made?.type ?? null, made_id: made?.id ?? null, webhook_state: webhook },
  ...{ claimed_at: storeInstant(claimedAt), reason },
  ...{ message_id: more.delivery.messageId, message_tries: more.delivery.tries },
  message_next_at: more.delivery.nextTryAt === null ? null : storeInstant(more.delivery.nextTryAt),
  ...{ message_reason: more.delivery.reason, wrote: more.wrote, task_state: more.task },
  task_ended_at: more.taskEndedAt === null ? null : storeInstant(more.taskEndedAt),
  settled_at: more.settledAt === null ? null : storeInstant(more.settledAt),
});

interface DealRow {
  readonly deal_id: string;
  readonly status: FlaggedDeal['status'];
  readonly flags: readonly Flag[];
  readonly closed_at: Date | null;
  readonly sourcing_partner_ids: readonly string[];
  readonly influencing_partner_ids: readonly string[];
}

export async function flaggedDeals(
  db: Kysely<Tables>,
  portalId: PortalId,
  closedSince: Instant,
): Promise<readonly FlaggedDeal[]> {
  const { rows } = await sql<DealRow>`
    select result.deal_id, result.status, result.flags, result.closed_at, result.sourcing_partner_ids,
      result.influencing_partner_ids
    from partnership.deal_heads head
    join partnership.deal_results result
      on result.portal_id = head.portal_id and result.deal_id = head.deal_id and result.version = head.version
    where head.portal_id = ${storeText(portalId)} and not head.retired and result.status <> 'lost'
      and ('sourcing_conflict' = any(result.flags)
        or ('tag_without_evidence' = any(result.flags) and result.status = 'won'
          and result.closed_at >= ${storeInstant(closedSince)}::timestamptz))`.execute(db);
  const idsOf = (ids: readonly string[]) => ids.map((id) => partnerId(readText(id)));
  return rows
    .map((row) => ({
      dealId: dealId(readText(row.deal_id)),
      status: row.status,
      flags: row.flags,
      closedAt: row.closed_at === null ? null : readInstant(row.closed_at),
      sourcing: idsOf(row.sourcing_partner_ids),
      influencing: idsOf(row.influencing_partner_ids),
    }))
    .sort((a, b) => compareIds(a.dealId, b.dealId));
}
