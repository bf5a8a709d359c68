/** Alerts as they are kept, and the deals that some of them are about. */
import { sql, type Kysely } from 'kysely';

import type { FlaggedDeal } from '../domain/alerts.js';
import type { Instant } from '../domain/calendar.js';
import type { Flag } from '../domain/flag.js';
import { compareIds, dealId, partnerId, type PortalId } from '../domain/ids.js';
import type { AlertKind } from '../domain/programme-settings.js';
import type { CrmAlertState, KeptAlert, WebhookAlertState } from '../operations/alert-port.js';
import { readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { readInstant, storeInstant } from './timestamps.js';

interface AlertRow {
  readonly alert_key: string;
  readonly kind: AlertKind;
  readonly object_type: string;
  readonly record_id: string;
  readonly crm_state: CrmAlertState;
  readonly made_type: 'tasks' | 'notes' | null;
  readonly made_id: string | null;
  readonly webhook_state: WebhookAlertState;
  readonly claimed_at: Date;
  readonly reason: string | null;
}

const readAlert = (row: AlertRow): KeptAlert => ({
  key: readText(row.alert_key),
  kind: row.kind,
  record: { type: readText(row.object_type), id: readText(row.record_id) },
  crm: row.crm_state,
  made: row.made_type === null || row.made_id === null ? null : { type: row.made_type, id: row.made_id },
  webhook: row.webhook_state,
  claimedAt: readInstant(row.claimed_at),
  reason: row.reason === null ? null : readText(row.reason),
});

export async function keptAlerts(
  db: Kysely<Tables>,
  portalId: PortalId,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KeptAlert>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<AlertRow>`
    select alert_key, kind, object_type, record_id, crm_state, made_type, made_id, webhook_state, claimed_at, reason
    from partnership.sent_alerts
    where portal_id = ${storeText(portalId)} and alert_key = any(${keys.map(storeText)}::text[])`.execute(db);
  return new Map(rows.map((row) => [readText(row.alert_key), readAlert(row)]));
}

/** The newest word on each key stands. */
export async function keepAlerts(
  db: Kysely<Tables>,
  portalId: PortalId,
  alerts: readonly KeptAlert[],
): Promise<void> {
  if (alerts.length === 0) return;
  const given = alerts.map(({ key, kind, record, crm, made, webhook, claimedAt, reason }) => ({
    ...{ alert_key: key, kind, object_type: record.type, record_id: record.id, crm_state: crm },
    ...{ made_type: made?.type ?? null, made_id: made?.id ?? null, webhook_state: webhook },
    ...{ claimed_at: storeInstant(claimedAt), reason },
  }));
  await sql`
    insert into partnership.sent_alerts (portal_id, alert_key, kind, object_type, record_id, crm_state, made_type,
      made_id, webhook_state, claimed_at, reason)
    select ${storeText(portalId)}, given.*
    from jsonb_to_recordset(${storeJson(given)}::jsonb) as given (alert_key text, kind text, object_type text,
      record_id text, crm_state text, made_type text, made_id text, webhook_state text, claimed_at timestamptz, reason text)
    on conflict (portal_id, alert_key) do update set
      crm_state = excluded.crm_state, made_type = excluded.made_type, made_id = excluded.made_id,
      webhook_state = excluded.webhook_state, claimed_at = excluded.claimed_at, reason = excluded.reason`.execute(
    db,
  );
}

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
