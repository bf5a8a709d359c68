/** How often a message of an alert was tried, and what became of its task. What was sent before is never completed by us. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`alter table partnership.sent_alerts
    add column message_id text,
    add column message_tries integer not null default 0,
    add column message_next_at timestamptz,
    add column message_reason text,
    add column wrote jsonb,
    add column task_state text not null default 'open' check (task_state in ('open', 'closing', 'closed', 'left')),
    add column task_ended_at timestamptz`,
  sql`alter table partnership.sent_alerts drop constraint sent_alerts_webhook_state_check`,
  sql`alter table partnership.sent_alerts add constraint sent_alerts_webhook_state_check
    check (webhook_state in ('off', 'waiting', 'claimed', 'sent', 'unsure', 'set_aside'))`,
];
