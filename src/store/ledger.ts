/** Entries, closes and aliases of the ledger as rows. The database refuses to change any of them. */
import { sql, type Kysely, type Selectable } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import { dealId, partnerId, portalId as portal, type DealId, type PortalId } from '../domain/ids.js';
import { entryContent, type Digest, type LedgerEntry, type NewEntry } from '../domain/ledger.js';
import { canonicalJson } from '../domain/canonical-json.js';
import type { PeriodClose, Snapshot } from '../domain/period-close.js';
import type { Month } from '../domain/period.js';
import type { DealAlias } from '../operations/ports.js';
import type { JournalPlace } from './journal.js';
import { readText, storeJson, storeText } from './stored-text.js';
import type { DealAliasesTable, LedgerEntriesTable, PeriodClosesTable, Tables } from './tables.js';
import { readInstant, storeInstant } from './timestamps.js';

/** One statement each, as for results. */
const CHUNK = 2_000;

/** Appends entries; the id of each is the digest of its content, so the same entry twice is refused. */
export async function appendEntries(
  db: Kysely<Tables>,
  entries: readonly NewEntry[],
  { recordedAt, ordinal }: JournalPlace,
  digest: Digest,
): Promise<void> {
  for (let start = 0; start < entries.length; start += CHUNK) {
    const rows = entries.slice(start, start + CHUNK).map((entry) => entryRow(entry, recordedAt, digest));
    await sql`
      insert into partnership.ledger_entries (
        portal_id, entry_id, deal_id, ordinal, partner_id, pool, model, class, bucket, currency, amount_minor,
        home_currency, home_amount_minor, effective_period, posted_period, closed_at, policy_version, reason,
        evidence_ids, adjusts_id, reverses_id, recorded_at, journal_ordinal)
      select portal_id, entry_id, deal_id, ordinal, partner_id, pool, model, class, bucket, currency, amount_minor,
        home_currency, home_amount_minor, effective_period, posted_period, closed_at, policy_version, reason,
        evidence_ids, adjusts_id, reverses_id, recorded_at, ${ordinal}::integer
      from jsonb_to_recordset(${storeJson(rows)}::jsonb) as given (
        portal_id text, entry_id text, deal_id text, ordinal integer, partner_id text, pool text, model text,
        class text, bucket text, currency text, amount_minor bigint, home_currency text, home_amount_minor bigint,
        effective_period text, posted_period text, closed_at timestamptz, policy_version text, reason text,
        evidence_ids text[], adjusts_id text, reverses_id text, recorded_at timestamptz)`.execute(db);
  }
}

const entryRow = (entry: NewEntry, recordedAt: Instant, digest: Digest) => ({
  portal_id: entry.portalId,
  entry_id: digest(entryContent(entry)),
  deal_id: entry.dealId,
  ordinal: entry.ordinal,
  partner_id: entry.partnerId,
  pool: entry.pool,
  model: entry.model,
  class: entry.class,
  bucket: entry.bucket,
  currency: entry.currency,
  amount_minor: entry.amountMinor,
  home_currency: entry.homeCurrency,
  home_amount_minor: entry.homeAmountMinor,
  effective_period: entry.effectivePeriod,
  posted_period: entry.postedPeriod,
  closed_at: storeInstant(entry.closedAt),
  policy_version: entry.policyVersion,
  reason: entry.reason,
  evidence_ids: entry.evidenceIds,
  adjusts_id: entry.adjustsId,
  reverses_id: entry.reversesId,
  recorded_at: storeInstant(recordedAt),
});

const optional = <T>(text: string | null, read: (text: string) => T): T | null =>
  text === null ? null : read(readText(text));

const readEntry = (row: Selectable<LedgerEntriesTable>): LedgerEntry => ({
  id: row.entry_id,
  portalId: portal(readText(row.portal_id)),
  dealId: dealId(readText(row.deal_id)),
  ordinal: row.ordinal,
  partnerId: optional(row.partner_id, partnerId),
  pool: row.pool,
  model: optional(row.model, (text) => text),
  class: row.class,
  bucket: row.bucket,
  currency: row.currency,
  amountMinor: row.amount_minor,
  homeCurrency: row.home_currency,
  homeAmountMinor: row.home_amount_minor,
  effectivePeriod: row.effective_period as Month,
  postedPeriod: row.posted_period as Month,
  closedAt: readInstant(row.closed_at),
  policyVersion: readText(row.policy_version),
  reason: row.reason,
  evidenceIds: row.evidence_ids.map(readText),
  adjustsId: row.adjusts_id,
  reversesId: row.reverses_id,
  recordedAt: readInstant(row.recorded_at),
});

const entriesOfPortal = (db: Kysely<Tables>, portalId: PortalId) =>
  db
    .selectFrom('partnership.ledger_entries')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .orderBy('seq');

export async function entriesOfDeals(
  db: Kysely<Tables>,
  portalId: PortalId,
  dealIds: readonly DealId[],
  knownAt: Instant | null = null,
): Promise<readonly LedgerEntry[]> {
  const rows = await entriesOfPortal(db, portalId)
    .where('deal_id', '=', sql<string>`any(${dealIds.map(storeText)}::text[])`)
    .where('recorded_at', '<=', until(knownAt))
    .execute();
  return rows.map(readEntry);
}

/** For comparing: null is the end of time. */
const until = (knownAt: Instant | null) =>
  sql<Date>`${knownAt === null ? 'infinity' : storeInstant(knownAt)}::timestamptz`;

/** The entries in the books of a month, or those and the entries of deals that closed in it. */
export async function entriesOfMonth(
  db: Kysely<Tables>,
  portalId: PortalId,
  month: string,
  which: 'posted' | 'posted_or_effective',
  knownAt: Instant | null,
): Promise<readonly LedgerEntry[]> {
  const rows = await entriesOfPortal(db, portalId)
    .where((one) =>
      which === 'posted'
        ? one('posted_period', '=', month)
        : one.or([one('posted_period', '=', month), one('effective_period', '=', month)]),
    )
    .where('recorded_at', '<=', until(knownAt))
    .execute();
  return rows.map(readEntry);
}

/** The months whose books hold anything, in order. */
export async function postedMonths(db: Kysely<Tables>, portalId: PortalId): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('partnership.ledger_entries')
    .select('posted_period')
    .distinct()
    .where('portal_id', '=', storeText(portalId))
    .orderBy('posted_period')
    .execute();
  return rows.map((row) => row.posted_period);
}

/** Closes up to an instant, in the order of their ordinals. */
export async function closesOf(
  db: Kysely<Tables>,
  portalId: PortalId,
  knownAt: Instant | null,
): Promise<readonly PeriodClose[]> {
  const rows = await db
    .selectFrom('partnership.period_closes')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .where('recorded_at', '<=', until(knownAt))
    .orderBy('ordinal')
    .execute();
  return rows.map(readClose);
}

export async function entriesPostedIn(
  db: Kysely<Tables>,
  portalId: PortalId,
  period: string,
): Promise<readonly LedgerEntry[]> {
  const rows = await entriesOfPortal(db, portalId).where('posted_period', '=', period).execute();
  return rows.map(readEntry);
}

/** The earliest period with entries that is not closed. */
export async function earliestOpenPeriod(db: Kysely<Tables>, portalId: PortalId): Promise<string | null> {
  const { rows } = await sql<{ period: string | null }>`
    select min(posted_period) as period from partnership.ledger_entries
    where portal_id = ${storeText(portalId)} and posted_period > coalesce(
      (select max(period) from partnership.period_closes where portal_id = ${storeText(portalId)}), '')`.execute(
    db,
  );
  return rows[0]?.period ?? null;
}

export async function lastClose(db: Kysely<Tables>, portalId: PortalId): Promise<PeriodClose | null> {
  const row = await db
    .selectFrom('partnership.period_closes')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : readClose(row);
}

export async function appendClose(
  db: Kysely<Tables>,
  { snapshot, hash, recordedAt }: PeriodClose,
  ordinal: number,
): Promise<void> {
  await db
    .insertInto('partnership.period_closes')
    .values({
      portal_id: storeText(snapshot.portalId),
      period: snapshot.period,
      ordinal: snapshot.ordinal,
      previous_hash: snapshot.previousHash,
      hash,
      snapshot: storeText(canonicalJson(snapshot)),
      recorded_at: storeInstant(recordedAt),
      journal_ordinal: ordinal,
    })
    .execute();
}

const readClose = (row: Selectable<PeriodClosesTable>): PeriodClose => ({
  snapshot: JSON.parse(readText(row.snapshot)) as Snapshot,
  hash: row.hash,
  recordedAt: readInstant(row.recorded_at),
});

export async function listAliases(db: Kysely<Tables>, portalId: PortalId): Promise<readonly DealAlias[]> {
  const rows = await db
    .selectFrom('partnership.deal_aliases')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .orderBy('old_deal_id')
    .execute();
  return rows.map(readAlias);
}

export async function appendAlias(
  db: Kysely<Tables>,
  portalId: PortalId,
  alias: Omit<DealAlias, 'recordedAt'>,
  { recordedAt, ordinal }: JournalPlace,
): Promise<void> {
  await db
    .insertInto('partnership.deal_aliases')
    .values({
      portal_id: storeText(portalId),
      old_deal_id: storeText(alias.oldDealId),
      new_deal_id: storeText(alias.newDealId),
      recorded_at: storeInstant(recordedAt),
      journal_ordinal: ordinal,
    })
    .execute();
}

const readAlias = (row: Selectable<DealAliasesTable>): DealAlias => ({
  oldDealId: dealId(readText(row.old_deal_id)),
  newDealId: dealId(readText(row.new_deal_id)),
  recordedAt: readInstant(row.recorded_at),
});

/** What the last posting of each of some deals said. */
export async function ledgerHeads(
  db: Kysely<Tables>,
  portalId: PortalId,
  dealIds: readonly DealId[],
): Promise<ReadonlyMap<DealId, string>> {
  const rows = await db
    .selectFrom('partnership.ledger_heads')
    .select(['deal_id', 'lines_hash'])
    .where('portal_id', '=', storeText(portalId))
    .where('deal_id', '=', sql<string>`any(${dealIds.map(storeText)}::text[])`)
    .execute();
  return new Map(rows.map((row) => [dealId(readText(row.deal_id)), row.lines_hash]));
}
