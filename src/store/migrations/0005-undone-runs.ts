/** An undo says which run it undid: what undoing an undo puts back is not what somebody wanted away. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table partnership.runs add column undoes_run_id text`.execute(db);
}
