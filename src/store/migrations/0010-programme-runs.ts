/** Runs that write what was decided in the partner programme. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`alter table partnership.runs drop constraint runs_kind_check`,
  sql`alter table partnership.runs add constraint runs_kind_check
    check (kind in ('setup', 'sync', 'plan', 'undo', 'import', 'tiers', 'lifecycle', 'registrations'))`,
];
