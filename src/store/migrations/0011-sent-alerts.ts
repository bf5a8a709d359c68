/** Alerts that were sent, by key: claimed before anything is made, so that a kill in between doubles nothing. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table partnership.sent_alerts (
    portal_id text not null,
    alert_key text collate "C" not null,
    kind text not null,
    object_type text not null,
    record_id text not null,
    crm_state text not null check (crm_state in ('claimed', 'sent', 'failed')),
    made_type text check (made_type in ('tasks', 'notes')),
    made_id text,
    webhook_state text not null check (webhook_state in ('off', 'waiting', 'claimed', 'sent', 'unsure')),
    claimed_at timestamptz not null,
    reason text,
    primary key (portal_id, alert_key)
  )`.execute(db);
}
