/** Imports: runs of their own, the records that they made, overlap lists, and registrations as the sync read them last. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`alter table partnership.runs drop constraint runs_kind_check`,
  sql`alter table partnership.runs add constraint runs_kind_check
    check (kind in ('setup', 'sync', 'plan', 'undo', 'import'))`,
  // What the outbox cannot hold: records that are yet to be made, and records of other types than deals and companies.
  sql`create table partnership.imported_records (
    portal_id text not null,
    run_id text not null,
    object_type text not null check (object_type in ('companies', 'registrations')),
    -- Names the record within its run: it may have no id yet.
    key text collate "C" not null,
    place bigint generated always as identity,
    record_id text collate "C",
    created boolean not null,
    state text not null check (state in ('planned', 'written', 'failed')),
    reason text,
    -- [{property, oldValue, newValue}]
    changes jsonb not null,
    -- [{to, id}]: associations that the run adds.
    links jsonb not null,
    primary key (portal_id, run_id, object_type, key),
    foreign key (portal_id, run_id) references partnership.runs (portal_id, run_id)
  )`,
  // Rows are only ever added and replaced, so that an undo finds what was there.
  sql`create table partnership.overlaps (
    portal_id text not null,
    ordinal bigint generated always as identity,
    source text not null,
    partner_id text collate "C" not null,
    company_id text collate "C" not null,
    kind text not null check (kind in ('customer', 'open_opportunity', 'prospect')),
    run_id text not null,
    imported_at timestamptz not null,
    -- The run that took it away; null while it holds.
    replaced_by text,
    primary key (portal_id, ordinal),
    foreign key (portal_id, run_id) references partnership.runs (portal_id, run_id)
  )`,
  sql`create unique index overlaps_that_hold on partnership.overlaps
    (portal_id, source, partner_id, company_id, kind) where replaced_by is null`,
  sql`create index overlaps_by_company on partnership.overlaps (portal_id, company_id) where replaced_by is null`,
  sql`create index overlaps_by_run on partnership.overlaps (portal_id, run_id)`,
  sql`create table partnership.seen_registrations (
    portal_id text not null,
    record_id text collate "C" not null,
    deal_id text collate "C" not null,
    partner_id text collate "C" not null,
    submitted_at timestamptz not null,
    status text,
    title text,
    primary key (portal_id, record_id, deal_id)
  )`,
  sql`create index seen_registrations_by_deal on partnership.seen_registrations (portal_id, deal_id)`,
];
