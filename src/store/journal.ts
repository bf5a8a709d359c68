/** The journal in Postgres: each unit of work on a ledger that recorded anything appends one row. */
import { sql, type Kysely, type RawBuilder, type Selectable, type Transaction } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import { portalId as portal, type PortalId, type RunId } from '../domain/ids.js';
import { journalRow, type JournalContent, type JournalRow, type JournalUnit } from '../domain/journal.js';
import type { Digest } from '../domain/ledger.js';
import { readText, storeText } from './stored-text.js';
import type { LedgerJournalTable, Tables } from './tables.js';
import { readInstant, storeInstant } from './timestamps.js';

/** The newest row; null on an empty ledger. */
export async function lastJournal(db: Kysely<Tables>, portalId: PortalId): Promise<JournalRow | null> {
  const row = await db
    .selectFrom('partnership.ledger_journal')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : readRow(row);
}

/** Where a unit of work stands in the journal. */
export interface JournalPlace {
  readonly ordinal: number;
  readonly recordedAt: Instant;
  readonly previousHash: string | null;
}

/** Appends the row of a unit of work; nothing where it recorded nothing. */
export async function sealUnit(
  trx: Transaction<Tables>,
  portalId: PortalId,
  place: JournalPlace,
  runId: RunId | null,
  digest: Digest,
): Promise<void> {
  const [held] = await heldBy(trx, portalId, place.ordinal, place.ordinal);
  if (held === undefined) return;
  const asOf = runId === null ? null : await asOfRun(trx, portalId, runId);
  const row = journalRow({ portalId, ...place, asOf, parts: held.found }, digest);
  const { entries, facts, closes, aliases } = row.parts;
  await trx
    .insertInto('partnership.ledger_journal')
    .values({
      portal_id: storeText(portalId),
      ordinal: row.ordinal,
      recorded_at: storeInstant(row.recordedAt),
      as_of: asOf === null ? null : storeInstant(asOf),
      entries: entries.count,
      entries_hash: entries.hash,
      facts: facts.count,
      facts_hash: facts.hash,
      closes: closes.count,
      closes_hash: closes.hash,
      aliases: aliases.count,
      aliases_hash: aliases.hash,
      previous_hash: row.previousHash,
      hash: row.hash,
    })
    .execute();
}

async function asOfRun(trx: Kysely<Tables>, portalId: PortalId, runId: RunId): Promise<Instant | null> {
  const run = await trx
    .selectFrom('partnership.runs')
    .select('as_of')
    .where('portal_id', '=', storeText(portalId))
    .where('run_id', '=', storeText(runId))
    .executeTakeFirst();
  return run === undefined ? null : readInstant(run.as_of);
}

/** Every row of the journal, in its order. */
export async function journalRows(db: Kysely<Tables>, portalId: PortalId): Promise<readonly JournalRow[]> {
  const rows = await db
    .selectFrom('partnership.ledger_journal')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .orderBy('ordinal')
    .execute();
  return rows.map(readRow);
}

/** Rows of the journal that are looked at together. */
const PAGE = 200;

/** Every row of the journal beside what the tables hold under its ordinal, in pages. */
export async function* journalUnits(
  db: Kysely<Tables>,
  portalId: PortalId,
): AsyncIterable<readonly JournalUnit[]> {
  const rows = new Map((await journalRows(db, portalId)).map((row) => [row.ordinal, row]));
  const last = await lastOrdinal(db, portalId);
  for (let from = 1; from <= last; from += PAGE) {
    const held = new Map(
      (await heldBy(db, portalId, from, from + PAGE - 1)).map((one) => [one.ordinal, one]),
    );
    const units: JournalUnit[] = [];
    for (let ordinal = from; ordinal < from + PAGE; ordinal += 1) {
      const row = rows.get(ordinal) ?? null;
      const found = held.get(ordinal);
      if (row === null && found === undefined) continue;
      units.push({ row, ...(found ?? { ordinal, found: NOTHING, earliest: null, latest: null }) });
    }
    yield units;
  }
}

const NOTHING: JournalContent['parts'] = {
  entries: { count: 0, hash: '' },
  facts: { count: 0, hash: '' },
  closes: { count: 0, hash: '' },
  aliases: { count: 0, hash: '' },
};

async function lastOrdinal(db: Kysely<Tables>, portalId: PortalId): Promise<number> {
  const of = (table: string): RawBuilder<unknown> =>
    sql`(select max(${sql.ref(table === 'ledger_journal' ? 'ordinal' : 'journal_ordinal')})
      from ${sql.table(`partnership.${table}`)} where portal_id = ${storeText(portalId)})`;
  const { rows } = await sql<{ last: number | null }>`
    select greatest(${sql.join(['ledger_journal', ...RECORDS].map(of))}) as last`.execute(db);
  return rows[0]?.last ?? 0;
}

const RECORDS = ['ledger_entries', 'ledger_facts', 'period_closes', 'deal_aliases'] as const;

type Held = Omit<JournalUnit, 'row'>;

/**
 * What the tables hold under some ordinals; those without anything are left out. The digest of a part is of its rows'
 * identities in the order of their bytes: an entry's id, which is the digest of its content; a fact's with the digest
 * of its content; a close's hash; an alias itself. Postgres takes it, so that a unit of any size fits.
 */
async function heldBy(
  db: Kysely<Tables>,
  portalId: PortalId,
  from: number,
  to: number,
): Promise<readonly Held[]> {
  const part = (name: string, table: string, lines: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    select journal_ordinal as ordinal, ${sql.lit(name)} as part, count(*) as count,
      encode(sha256(convert_to(${lines}, 'UTF8')), 'hex') as hash,
      min(recorded_at) as earliest, max(recorded_at) as latest
    from ${sql.table(`partnership.${table}`)}
    where portal_id = ${storeText(portalId)} and journal_ordinal between ${from} and ${to}
    group by journal_ordinal`;
  const { rows } = await sql<PartRow>`
    ${part('entries', 'ledger_entries', sql`string_agg(entry_id, E'\\n' order by entry_id collate "C")`)}
    union all
    ${part(
      'facts',
      'ledger_facts',
      sql`string_agg(json_build_array(kind, subject_id, version, content_hash)::text, E'\\n'
        order by kind collate "C", subject_id collate "C", version)`,
    )}
    union all
    ${part('closes', 'period_closes', sql`string_agg(json_build_array(period, ordinal, hash)::text, E'\\n' order by ordinal)`)}
    union all
    ${part(
      'aliases',
      'deal_aliases',
      sql`string_agg(json_build_array(old_deal_id, new_deal_id)::text, E'\\n' order by old_deal_id collate "C")`,
    )}
    order by ordinal`.execute(db);
  const units = new Map<number, Held>();
  for (const { ordinal, part: name, count, hash, earliest, latest } of rows) {
    const unit = units.get(ordinal);
    const [first, last] = [readInstant(earliest), readInstant(latest)];
    units.set(ordinal, {
      ordinal,
      found: { ...(unit?.found ?? NOTHING), [name]: { count, hash } },
      earliest: unit?.earliest == null || first < unit.earliest ? first : unit.earliest,
      latest: unit?.latest == null || last > unit.latest ? last : unit.latest,
    });
  }
  return [...units.values()];
}

interface PartRow {
  readonly ordinal: number;
  readonly part: string;
  readonly count: number;
  readonly hash: string;
  readonly earliest: Date;
  readonly latest: Date;
}

const readRow = (row: Selectable<LedgerJournalTable>): JournalRow => ({
  portalId: portal(readText(row.portal_id)),
  ordinal: row.ordinal,
  recordedAt: readInstant(row.recorded_at),
  asOf: row.as_of === null ? null : readInstant(row.as_of),
  parts: {
    entries: { count: row.entries, hash: row.entries_hash },
    facts: { count: row.facts, hash: row.facts_hash },
    closes: { count: row.closes, hash: row.closes_hash },
    aliases: { count: row.aliases, hash: row.aliases_hash },
  },
  previousHash: row.previous_hash,
  hash: row.hash,
});
