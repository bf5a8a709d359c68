/** The ledger: entries, facts, closes and aliases, which the database itself lets nobody change. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const APPEND_ONLY = ['ledger_entries', 'ledger_facts', 'period_closes', 'deal_aliases'] as const;

const STATEMENTS = [
  sql`create table partnership.ledger_entries (
    portal_id text not null,
    entry_id text not null,
    -- The order of recording; entries of one posting stand together.
    seq bigint generated always as identity,
    deal_id text not null,
    ordinal integer not null check (ordinal > 0),
    partner_id text,
    pool text not null check (pool in ('revenue', 'source', 'influence', 'model')),
    model text,
    class text check (class in ('sourced', 'influenced', 'direct')),
    bucket text not null check (bucket in ('new', 'expansion', 'renewal')),
    currency text not null,
    amount_minor bigint not null,
    home_currency text not null,
    home_amount_minor bigint,
    effective_period text not null,
    posted_period text not null,
    closed_at timestamptz not null,
    policy_version text not null,
    reason text not null,
    evidence_ids text[] not null,
    adjusts_id text,
    reverses_id text,
    recorded_at timestamptz not null,
    primary key (portal_id, entry_id),
    -- An entry is taken back once, and only by one of its own portal.
    unique (portal_id, reverses_id),
    foreign key (portal_id, reverses_id) references partnership.ledger_entries (portal_id, entry_id),
    foreign key (portal_id, adjusts_id) references partnership.ledger_entries (portal_id, entry_id),
    check ((pool = 'revenue') = (partner_id is null)),
    check ((pool = 'revenue') = (class is not null)),
    check ((pool = 'model') = (model is not null))
  )`,
  sql`create index ledger_entries_of_deal on partnership.ledger_entries (portal_id, deal_id, seq)`,
  sql`create index ledger_entries_posted on partnership.ledger_entries (portal_id, posted_period, seq)`,
  sql`create index ledger_entries_recorded on partnership.ledger_entries (portal_id, recorded_at)`,
  sql`create table partnership.ledger_facts (
    portal_id text not null,
    kind text not null check (kind in ('deal', 'partner', 'policy', 'portal')),
    subject_id text not null,
    version integer not null check (version > 0),
    content_hash text not null,
    -- Text, not jsonb: the hash is of these very characters. Null is a tombstone.
    content text,
    recorded_at timestamptz not null,
    primary key (portal_id, kind, subject_id, version)
  )`,
  // Not part of the record: what the last posting of a deal said, so that the next reads changed deals alone.
  sql`create table partnership.ledger_heads (
    portal_id text not null,
    deal_id text not null,
    lines_hash text not null,
    primary key (portal_id, deal_id)
  )`,
  sql`create table partnership.period_closes (
    portal_id text not null,
    period text not null,
    ordinal integer not null check (ordinal > 0),
    previous_hash text,
    hash text not null,
    snapshot text not null,
    recorded_at timestamptz not null,
    primary key (portal_id, period),
    unique (portal_id, ordinal),
    check ((ordinal = 1) = (previous_hash is null))
  )`,
  sql`create table partnership.deal_aliases (
    portal_id text not null,
    old_deal_id text not null,
    new_deal_id text not null check (new_deal_id <> old_deal_id),
    recorded_at timestamptz not null,
    primary key (portal_id, old_deal_id)
  )`,
  sql`create function partnership.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% of partnership.% is refused: the ledger is append-only', tg_op, tg_table_name
        using errcode = 'restrict_violation';
    end $$`,
  ...APPEND_ONLY.flatMap((table) => [
    sql`create trigger append_only before update or delete or truncate on ${sql.table(`partnership.${table}`)}
      for each statement execute function partnership.refuse_change()`,
    // Also where a session says that it replicates, which would skip ordinary triggers.
    sql`alter table ${sql.table(`partnership.${table}`)} enable always trigger append_only`,
  ]),
  sql`create function partnership.refuse_closed_period() returns trigger language plpgsql as $$
    declare period text;
    begin
      select added.posted_period into period from added
        join partnership.period_closes closed
          on closed.portal_id = added.portal_id and closed.period >= added.posted_period
        limit 1;
      if found then
        raise exception 'period % is closed: its totals stay as reported', period
          using errcode = 'restrict_violation';
      end if;
      return null;
    end $$`,
  sql`create trigger closed_periods_stay after insert on partnership.ledger_entries
    referencing new table as added for each statement execute function partnership.refuse_closed_period()`,
  sql`alter table partnership.ledger_entries enable always trigger closed_periods_stay`,
];
