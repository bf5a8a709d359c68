/** When a tag was seen first, and what was said of each deal besides its numbers, to be added up. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  // Null where the link has no tag, and of tags from before it was kept.
  sql`alter table partnership.seen_links
    add column tagged_after timestamptz,
    add column tagged_by timestamptz`,
  sql`create table partnership.deal_insights (
    portal_id text not null,
    deal_id text collate "C" not null,
    -- How many suggestions name each kind of reason, and how many findings there are of each code.
    suggestions integer not null,
    reasons jsonb not null,
    findings jsonb not null,
    -- Tags that were hidden one at a time, the partners suggested then, and those that it was.
    hidden integer not null,
    named integer not null,
    right_ones integer not null,
    primary key (portal_id, deal_id)
  )`,
];
