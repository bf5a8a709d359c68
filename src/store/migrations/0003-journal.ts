/** The journal: one row for each unit of work that recorded anything, and on each record which row it belongs to. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const RECORDS = ['ledger_entries', 'ledger_facts', 'period_closes', 'deal_aliases'] as const;

const STATEMENTS = [
  sql`create table partnership.ledger_journal (
    portal_id text not null,
    ordinal integer not null check (ordinal > 0),
    recorded_at timestamptz not null,
    -- As-of of the run that the unit is of; null where it is of none.
    as_of timestamptz,
    entries integer not null,
    entries_hash text not null,
    facts integer not null,
    facts_hash text not null,
    closes integer not null,
    closes_hash text not null,
    aliases integer not null,
    aliases_hash text not null,
    previous_hash text,
    hash text not null,
    primary key (portal_id, ordinal),
    unique (portal_id, recorded_at),
    check ((ordinal = 1) = (previous_hash is null))
  )`,
  // What was recorded before there was a journal: each distinct instant becomes one row.
  ...RECORDS.flatMap((table) => [
    sql`alter table ${sql.table(`partnership.${table}`)} add column journal_ordinal integer`,
    sql`alter table ${sql.table(`partnership.${table}`)} disable trigger append_only`,
  ]),
  sql`create temporary table partnership_units on commit drop as
    select portal_id, recorded_at, row_number() over (partition by portal_id order by recorded_at)::integer as ordinal
    from (${sql.join(
      RECORDS.map((table) => sql`select portal_id, recorded_at from ${sql.table(`partnership.${table}`)}`),
      sql` union `,
    )}) as recorded`,
  ...RECORDS.flatMap((table) => [
    sql`update ${sql.table(`partnership.${table}`)} as record set journal_ordinal = unit.ordinal
      from partnership_units unit
      where unit.portal_id = record.portal_id and unit.recorded_at = record.recorded_at`,
    sql`alter table ${sql.table(`partnership.${table}`)} alter column journal_ordinal set not null`,
    sql`alter table ${sql.table(`partnership.${table}`)} enable always trigger append_only`,
  ]),
  sql`create index ledger_entries_of_unit on partnership.ledger_entries (portal_id, journal_ordinal)`,
  sql`create index ledger_facts_of_unit on partnership.ledger_facts (portal_id, journal_ordinal)`,
  // Found by the journal from now on.
  sql`drop index partnership.ledger_entries_recorded`,
  sql`do $$
    declare
      unit record;
      part record;
      before text;
      content text;
    begin
      for unit in select * from partnership_units order by portal_id, ordinal loop
        select
          (select count(*) from partnership.ledger_entries r
            where r.portal_id = unit.portal_id and r.journal_ordinal = unit.ordinal) as entries,
          (select coalesce(encode(sha256(convert_to(string_agg(entry_id, E'\\n' order by entry_id collate "C"), 'UTF8')), 'hex'), '')
            from partnership.ledger_entries r
            where r.portal_id = unit.portal_id and r.journal_ordinal = unit.ordinal) as entries_hash,
          (select count(*) from partnership.ledger_facts r
            where r.portal_id = unit.portal_id and r.journal_ordinal = unit.ordinal) as facts,
          (select coalesce(encode(sha256(convert_to(string_agg(
              json_build_array(kind, subject_id, version, content_hash)::text, E'\\n'
              order by kind collate "C", subject_id collate "C", version), 'UTF8')), 'hex'), '')
            from partnership.ledger_facts r
            where r.portal_id = unit.portal_id and r.journal_ordinal = unit.ordinal) as facts_hash,
          (select count(*) from partnership.period_closes r
            where r.portal_id = unit.portal_id and r.journal_ordinal = unit.ordinal) as closes,
          (select coalesce(encode(sha256(convert_to(string_agg(
              json_build_array(period, r.ordinal, r.hash)::text, E'\\n' order by r.ordinal), 'UTF8')), 'hex'), '')
            from partnership.period_closes r
            where r.portal_id = unit.portal_id and r.journal_ordinal = unit.ordinal) as closes_hash,
          (select count(*) from partnership.deal_aliases r
            where r.portal_id = unit.portal_id and r.journal_ordinal = unit.ordinal) as aliases,
          (select coalesce(encode(sha256(convert_to(string_agg(
              json_build_array(old_deal_id, new_deal_id)::text, E'\\n' order by old_deal_id collate "C"), 'UTF8')), 'hex'), '')
            from partnership.deal_aliases r
            where r.portal_id = unit.portal_id and r.journal_ordinal = unit.ordinal) as aliases_hash
        into part;
        if unit.ordinal = 1 then before := null; end if;
        content := concat_ws(E'\\n', unit.portal_id, unit.ordinal,
          (extract(epoch from unit.recorded_at) * 1000)::bigint, '',
          part.entries, part.entries_hash, part.facts, part.facts_hash,
          part.closes, part.closes_hash, part.aliases, part.aliases_hash, coalesce(before, ''));
        insert into partnership.ledger_journal (
          portal_id, ordinal, recorded_at, as_of, entries, entries_hash, facts, facts_hash,
          closes, closes_hash, aliases, aliases_hash, previous_hash, hash)
        values (unit.portal_id, unit.ordinal, unit.recorded_at, null, part.entries, part.entries_hash, part.facts,
          part.facts_hash, part.closes, part.closes_hash, part.aliases, part.aliases_hash, before,
          encode(sha256(convert_to(content, 'UTF8')), 'hex'));
        before := encode(sha256(convert_to(content, 'UTF8')), 'hex');
      end loop;
    end $$`,
  sql`create trigger append_only before update or delete or truncate on partnership.ledger_journal
    for each statement execute function partnership.refuse_change()`,
  sql`alter table partnership.ledger_journal enable always trigger append_only`,
];
