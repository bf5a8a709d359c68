/** Runs, results and their history, and the changes that were written into the CRM. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`create table partnership.runs (
    portal_id text not null,
    run_id text not null,
    ordinal bigint generated always as identity,
    kind text not null check (kind in ('setup', 'sync')),
    state text not null check (state in ('running', 'done', 'failed', 'interrupted')),
    started_at timestamptz not null,
    ended_at timestamptz,
    policy_version text not null,
    as_of timestamptz not null,
    -- json, not jsonb: kept as the command printed it, in its order of keys.
    summary json,
    primary key (portal_id, run_id),
    check ((state = 'running') = (ended_at is null))
  )`,
  sql`create index runs_newest on partnership.runs (portal_id, started_at desc, ordinal desc)`,
  sql`create table partnership.deal_results (
    portal_id text not null,
    deal_id text not null,
    version integer not null check (version > 0),
    run_id text not null,
    recorded_at timestamptz not null,
    retired boolean not null,
    content_hash text not null,
    policy_version text not null,
    status text not null check (status in ('open', 'won', 'lost')),
    class text not null check (class in ('sourced', 'influenced', 'direct')),
    bucket text not null check (bucket in ('new', 'expansion', 'renewal')),
    currency text not null,
    amount_minor bigint not null,
    home_currency text not null,
    home_amount_minor bigint,
    sourcing_partner_ids text[] not null,
    influencing_partner_ids text[] not null,
    credits jsonb not null,
    home_credits jsonb not null,
    flags text[] not null,
    primary key (portal_id, deal_id, version),
    foreign key (portal_id, run_id) references partnership.runs (portal_id, run_id)
  )`,
  sql`create index deal_results_of_run on partnership.deal_results (portal_id, run_id)`,
  sql`create table partnership.deal_heads (
    portal_id text not null,
    deal_id text not null,
    version integer not null,
    content_hash text not null,
    retired boolean not null,
    primary key (portal_id, deal_id),
    foreign key (portal_id, deal_id, version)
      references partnership.deal_results (portal_id, deal_id, version)
  )`,
  sql`create table partnership.property_changes (
    portal_id text not null,
    run_id text not null,
    seq bigint not null check (seq > 0),
    object_type text not null,
    record_id text not null,
    property text not null,
    old_value text,
    new_value text,
    state text not null check (state in ('planned', 'written', 'failed')),
    reason text,
    primary key (portal_id, run_id, seq),
    foreign key (portal_id, run_id) references partnership.runs (portal_id, run_id)
  )`,
  sql`create index property_changes_of_record
    on partnership.property_changes (portal_id, run_id, object_type, record_id)`,
];
