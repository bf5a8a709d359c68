/** Facts that results were worked out from: every version is kept, known by the hash of its content. */
import { sql, type Kysely, type Selectable } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import { compareIds, portalId as portal, type DealId, type PortalId } from '../domain/ids.js';
import type { Digest } from '../domain/ledger.js';
import type { Fact, FactKind, StoredFact } from '../operations/ports.js';
import type { JournalPlace } from './journal.js';
import { readText, storeJson, storeText } from './stored-text.js';
import type { LedgerFactsTable, Tables } from './tables.js';
import { readInstant, storeInstant } from './timestamps.js';

/** One statement each, as for results. */
const CHUNK = 2_000;
/** Stands for a tombstone where a hash is compared. */
const GONE = '';

/** Adds a version to each fact whose newest is another. A tombstone of what was never there is not kept. */
export async function saveFacts(
  db: Kysely<Tables>,
  portalId: PortalId,
  facts: readonly Fact[],
  { recordedAt, ordinal }: JournalPlace,
  digest: Digest,
): Promise<number> {
  let saved = 0;
  for (let start = 0; start < facts.length; start += CHUNK) {
    const rows = facts.slice(start, start + CHUNK).map(({ kind, subjectId, content }) => ({
      kind,
      subject_id: subjectId,
      content,
      content_hash: content === null ? GONE : digest(content),
    }));
    const { numAffectedRows = 0n } = await sql`
      insert into partnership.ledger_facts (
        portal_id, kind, subject_id, version, content_hash, content, recorded_at, journal_ordinal)
      select ${storeText(portalId)}, given.kind, given.subject_id, coalesce(newest.version, 0) + 1,
        given.content_hash, given.content, ${storeInstant(recordedAt)}::timestamptz, ${ordinal}::integer
      from jsonb_to_recordset(${storeJson(rows)}::jsonb)
        as given (kind text, subject_id text, content text, content_hash text)
      left join lateral (
        select version, content_hash from partnership.ledger_facts stored
        where stored.portal_id = ${storeText(portalId)} and stored.kind = given.kind
          and stored.subject_id = given.subject_id
        order by version desc limit 1) as newest on true
      where coalesce(newest.content_hash, ${GONE}) <> given.content_hash`.execute(db);
    saved += Number(numAffectedRows);
  }
  return saved;
}

/** Every version of the portal's settings, the policy and the partners up to an instant, in the order of recording. */
export async function basisFacts(
  db: Kysely<Tables>,
  portalId: PortalId,
  knownAt: Instant | null,
): Promise<readonly StoredFact[]> {
  const rows = await db
    .selectFrom('partnership.ledger_facts')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .where('kind', 'in', ['portal', 'policy', 'partner'])
    .where(
      'recorded_at',
      '<=',
      sql<Date>`${knownAt === null ? 'infinity' : storeInstant(knownAt)}::timestamptz`,
    )
    .orderBy('journal_ordinal')
    .orderBy('kind')
    .orderBy('subject_id')
    .orderBy('version')
    .execute();
  return rows.map(readFact);
}

/** Every version of the facts of some deals, by deal and version. */
export async function factsOfDeals(
  db: Kysely<Tables>,
  portalId: PortalId,
  dealIds: readonly DealId[],
): Promise<readonly StoredFact[]> {
  const rows = await db
    .selectFrom('partnership.ledger_facts')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .where('kind', '=', 'deal')
    .where('subject_id', '=', sql<string>`any(${dealIds.map(storeText)}::text[])`)
    .orderBy('subject_id')
    .orderBy('version')
    .execute();
  return rows.map(readFact);
}

/** Every version of one fact, in their order. */
export async function factVersions(
  db: Kysely<Tables>,
  portalId: PortalId,
  kind: FactKind,
  subjectId: string,
): Promise<readonly StoredFact[]> {
  const rows = await db
    .selectFrom('partnership.ledger_facts')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .where('kind', '=', kind)
    .where('subject_id', '=', storeText(subjectId))
    .orderBy('version')
    .execute();
  return rows.map(readFact);
}

/** Subjects whose newest version is no tombstone. */
export async function presentSubjects(
  db: Kysely<Tables>,
  portalId: PortalId,
  kind: FactKind,
): Promise<readonly string[]> {
  const { rows } = await sql<{ subject_id: string }>`
    select subject_id from (
      select distinct on (subject_id) subject_id, content_hash from partnership.ledger_facts
      where portal_id = ${storeText(portalId)} and kind = ${kind}
      order by subject_id, version desc) as newest
    where content_hash <> ${GONE}`.execute(db);
  return rows.map((row) => readText(row.subject_id));
}

/** The newest version of one fact. */
export async function newestFact(
  db: Kysely<Tables>,
  portalId: PortalId,
  kind: FactKind,
  subjectId: string,
): Promise<StoredFact | null> {
  const row = await db
    .selectFrom('partnership.ledger_facts')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .where('kind', '=', kind)
    .where('subject_id', '=', storeText(subjectId))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : readFact(row);
}

/** Portals that have facts, in the order of ids. */
export async function ledgerPortals(db: Kysely<Tables>): Promise<readonly PortalId[]> {
  const rows = await db
    .selectFrom('partnership.ledger_facts')
    .select('portal_id')
    .distinct()
    .where('kind', '=', 'portal')
    .execute();
  return rows.map((row) => portal(readText(row.portal_id))).sort(compareIds);
}

/** Portals that have runs or facts: also those of which no sync has ended yet. */
export async function knownPortals(db: Kysely<Tables>): Promise<readonly PortalId[]> {
  const runs = await db.selectFrom('partnership.runs').select('portal_id').distinct().execute();
  const ids = new Set([...runs.map((row) => portal(readText(row.portal_id))), ...(await ledgerPortals(db))]);
  return [...ids].sort(compareIds);
}

const readFact = (row: Selectable<LedgerFactsTable>): StoredFact => ({
  kind: row.kind,
  subjectId: readText(row.subject_id),
  version: row.version,
  contentHash: row.content_hash,
  content: row.content === null ? null : readText(row.content),
  recordedAt: readInstant(row.recorded_at),
});
