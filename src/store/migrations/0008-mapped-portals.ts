/** What a mapping tells of links and deals: the customer by a label, and deals that are left out on purpose. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`alter table partnership.seen_links add column is_end_customer boolean not null default false`,
  // Deals that can be read and are in no number on purpose; counted by why.
  sql`create table partnership.uncounted_deals (
    portal_id text not null,
    deal_id text collate "C" not null,
    why text not null,
    primary key (portal_id, deal_id)
  )`,
];
