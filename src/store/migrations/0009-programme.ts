/** What the partner programme is worked out from besides deals, and what of deals only it needs. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  // Tickets, survey answers, events, registrations, tasks and people of partners, as they were read last.
  sql`create table partnership.programme_records (
    portal_id text not null,
    source text not null,
    record_id text collate "C" not null,
    properties jsonb not null,
    -- Ids of associated records by type: {"companies": ["1"]}
    links jsonb not null,
    seen_at timestamptz not null,
    primary key (portal_id, source, record_id)
  )`,
  // Where the reading of each of them stands.
  sql`create table partnership.programme_sources (
    portal_id text not null,
    source text not null,
    state jsonb not null,
    primary key (portal_id, source)
  )`,
  // Of deals as they were worked out last: a result does not say it.
  sql`create table partnership.deal_basics (
    portal_id text not null,
    deal_id text collate "C" not null,
    created_at timestamptz not null,
    customer_id text,
    primary key (portal_id, deal_id)
  )`,
];
