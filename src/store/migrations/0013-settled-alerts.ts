/** When the matter of an alert was found settled: what is due again after that is told again. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table partnership.sent_alerts add column settled_at timestamptz`.execute(db);
  // Of what has no steps, a task was completed for nothing else. Of what has, the next run finds out.
  await sql`update partnership.sent_alerts set settled_at = task_ended_at
    where task_state = 'closed' and alert_key !~ ' [0-9]+d$'`.execute(db);
}
