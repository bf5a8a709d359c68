/** What the sync saw of the CRM, what it is about to write, where it stands, and who runs it. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const MIRROR = [
  // Text whose order by bytes is the order of ids (attribution.md §3): ids of digits first, by number, then by text. Not
  // `strict`, which would keep Postgres from inlining it: four times slower.
  sql`create function partnership.id_order(id text) returns text
    language sql immutable parallel safe as $$
      select case when id ~ '^[0-9]+$'
        then '0' || lpad(length(ltrim(id, '0'))::text, 6, '0') || ltrim(id, '0')
          || case when id like '0%' then id else '~' end
        else '1' || id end $$`,
  // A row that is seen again as it was gets another seen_at and run_id, in its page: that has room for all its rows at
  // once, and no index holds either (measured: three times quicker than with a fifth of room, and smaller in the end).
  sql`create table partnership.seen_records (
    portal_id text not null,
    type text not null check (type in ('deals', 'companies', 'contacts', 'meetings', 'calls', 'emails')),
    record_id text collate "C" not null,
    seen_at timestamptz not null,
    run_id text not null,
    is_partner boolean not null,
    -- Holds values that we published.
    is_published boolean not null,
    gone text check (gone in ('archived', 'merged', 'absent')),
    input_hash text not null,
    published_hash text not null,
    -- Without those that are empty.
    properties jsonb not null,
    primary key (portal_id, type, record_id)
  ) with (fillfactor = 50)`,
  sql`create index seen_records_there on partnership.seen_records
    (portal_id, type, partnership.id_order(record_id) collate "C") where gone is null`,
  sql`create index seen_records_gone on partnership.seen_records
    (portal_id, type, gone, partnership.id_order(record_id) collate "C") where gone is not null`,
  sql`create index seen_records_partners on partnership.seen_records (portal_id, record_id)
    where type = 'companies' and (is_partner or is_published) and gone is null`,
  sql`create table partnership.seen_links (
    portal_id text not null,
    from_type text not null,
    to_type text not null,
    from_id text collate "C" not null,
    to_id text collate "C" not null,
    is_primary boolean not null,
    -- Null where no label has a meaning.
    tags jsonb,
    primary key (portal_id, from_type, to_type, from_id, to_id)
  )`,
  sql`create index seen_links_back on partnership.seen_links (portal_id, from_type, to_type, to_id, from_id)`,
  sql`create table partnership.seen_notes (
    portal_id text not null,
    note_id bigint generated always as identity,
    subject_type text not null,
    subject_id text collate "C" not null,
    kind text not null check (kind in ('finding', 'problem')),
    -- JSON as text: notes that say the same are found by it.
    content text not null,
    primary key (portal_id, note_id)
  )`,
  sql`create index seen_notes_of_subject on partnership.seen_notes (portal_id, subject_type, subject_id)`,
];

const PROGRESS = [
  sql`create table partnership.sync_state (
    portal_id text not null primary key,
    state jsonb not null
  )`,
  sql`create table partnership.dirty_deals (
    portal_id text not null,
    deal_id text collate "C" not null,
    primary key (portal_id, deal_id)
  )`,
  sql`create index dirty_deals_in_order on partnership.dirty_deals
    (portal_id, partnership.id_order(deal_id) collate "C")`,
  // Deals with an instant that lies ahead: they are worked out again when it comes.
  sql`create table partnership.due_deals (
    portal_id text not null,
    deal_id text collate "C" not null,
    due_at timestamptz not null,
    primary key (portal_id, deal_id)
  )`,
  sql`create index due_deals_by_time on partnership.due_deals (portal_id, due_at)`,
  sql`create table partnership.leases (
    portal_id text not null primary key,
    -- Rises with every holder.
    token bigint not null,
    holder text not null,
    purpose text not null,
    held_since timestamptz not null,
    -- On the clock of the database; -infinity: given back.
    expires_at timestamptz not null
  )`,
  // One row a bucket, changed with every grant: never in an index, and often swept.
  sql`create table partnership.rate_windows (
    portal_id text not null,
    bucket text not null,
    -- When the next slot is free, on the clock of the database.
    free_at timestamptz not null,
    primary key (portal_id, bucket)
  ) with (fillfactor = 10)`,
];

const WRITES = [
  sql`alter table partnership.runs drop constraint runs_kind_check`,
  sql`alter table partnership.runs add constraint runs_kind_check
    check (kind in ('setup', 'sync', 'plan', 'undo'))`,
  sql`alter table partnership.deal_results add column closed_at timestamptz`,
  // A head is made of its version in one statement. Postgres checked each with a plan from when the table was small:
  // 12,000 results in half a minute instead of a second.
  sql`alter table partnership.deal_heads drop constraint deal_heads_portal_id_deal_id_version_fkey`,
  sql`create table partnership.outbox (
    portal_id text not null,
    run_id text not null,
    object_type text not null check (object_type in ('deals', 'companies')),
    record_id text collate "C" not null,
    -- The order of planning.
    place bigint generated always as identity,
    state text not null check (state in ('planned', 'written', 'failed', 'superseded')),
    attempts integer not null default 0,
    -- Of the values to be written: what is planned twice is written once.
    values_hash text not null,
    -- [{property, oldValue, newValue}]
    changes jsonb not null,
    reason text,
    primary key (portal_id, object_type, record_id, run_id),
    foreign key (portal_id, run_id) references partnership.runs (portal_id, run_id)
  )`,
  sql`create index outbox_of_run on partnership.outbox (portal_id, run_id, state, place)`,
  // Drafts stand under a name that the run gave; a plan under its hash.
  sql`create table partnership.plans (
    portal_id text not null,
    hash text not null,
    ordinal bigint generated always as identity,
    draft text not null,
    made_at timestamptz not null,
    policy_version text not null,
    summary json not null,
    primary key (portal_id, hash)
  )`,
  sql`create table partnership.plan_records (
    portal_id text not null,
    draft text not null,
    object_type text not null check (object_type in ('deals', 'companies')),
    record_id text collate "C" not null,
    place bigint generated always as identity,
    basis text not null,
    changes jsonb not null,
    primary key (portal_id, draft, object_type, record_id)
  )`,
  sql`create index plan_records_in_order on partnership.plan_records (portal_id, draft, place)`,
];

/** One row a property becomes one row a record; which of them were sent how often was never kept. */
const OLD_CHANGES = [
  sql`insert into partnership.outbox
      (portal_id, run_id, object_type, record_id, state, attempts, values_hash, changes, reason)
    select portal_id, run_id, object_type, record_id,
      case when bool_or(state = 'planned') then 'planned' when bool_or(state = 'failed') then 'failed' else 'written' end,
      case when bool_or(state = 'planned') then 0 else 1 end,
      -- Of no plan that is made from now on.
      '',
      jsonb_agg(jsonb_build_object('property', property, 'oldValue', old_value, 'newValue', new_value) order by seq),
      max(reason)
    from partnership.property_changes
    where object_type in ('deals', 'companies')
    group by portal_id, run_id, object_type, record_id
    order by portal_id, run_id, min(seq)`,
  sql`drop table partnership.property_changes`,
];

const STATEMENTS = [...MIRROR, ...PROGRESS, ...WRITES, ...OLD_CHANGES];
