/** Records of the CRM as they were last seen. */
import { sql, type Kysely } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import { runId as run, type PortalId, type RunId } from '../domain/ids.js';
import type { LinkedType, PropertyValues } from '../operations/crm-port.js';
import type { Departure, SeenRecord } from '../operations/ports.js';
import { readJsonText, readText, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { readInstant, storeInstant } from './timestamps.js';
import { afterId, idOrder } from './id-order.js';

/** Of JSON as text, which is quicker than what the driver would make of it. */
export const readProperties = (text: string): PropertyValues => readJsonText(text) as PropertyValues;

/** Each says more than those before: an archived record may turn out to be deleted for good, or merged. */
const FATES: readonly Departure[] = ['archived', 'absent', 'merged'];

/** Tombstones, and says more of those that are gone already. @returns who was there until now. */
export async function markGone(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: LinkedType,
  ids: readonly string[],
  how: Departure,
  at: Instant,
): Promise<readonly string[]> {
  const { rows } = await sql<{ record_id: string; was_there: boolean }>`
    with before as materialized (
      select record_id, gone from partnership.seen_records
      where portal_id = ${storeText(portalId)} and type = ${type} and record_id = any(${ids.map(storeText)}::text[])
        and coalesce(array_position(${FATES}::text[], gone), 0) < array_position(${FATES}::text[], ${how}::text)
    )
    update partnership.seen_records seen set gone = ${how}, seen_at = ${storeInstant(at)}::timestamptz
    from before
    where seen.portal_id = ${storeText(portalId)} and seen.type = ${type} and seen.record_id = before.record_id
    returning seen.record_id, before.gone is null as was_there`.execute(db);
  return rows.filter((row) => row.was_there).map((row) => readText(row.record_id));
}

/** Tombstones of what the list of archived records holds, also of what was never seen. @returns who was there until now. */
export async function markArchived(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: LinkedType,
  ids: readonly string[],
  { at, runId }: { readonly at: Instant; readonly runId: RunId },
): Promise<readonly string[]> {
  // All parts see what was there when the statement began.
  const { rows } = await sql<{ record_id: string }>`
    with buried as (
      insert into partnership.seen_records as seen (
        portal_id, type, record_id, seen_at, run_id, is_partner, is_published, gone, input_hash, published_hash,
        properties)
      select ${storeText(portalId)}, ${type}, id, ${storeInstant(at)}::timestamptz, ${storeText(runId)}, false, false,
        'archived', '', '', '{}'::jsonb
      from unnest(${[...new Set(ids)].map(storeText)}::text[]) as given (id)
      on conflict (portal_id, type, record_id) do update set gone = 'archived', seen_at = excluded.seen_at
        where seen.gone is null or seen.gone = 'absent'
      returning record_id
    )
    select before.record_id from partnership.seen_records before join buried using (record_id)
    where before.portal_id = ${storeText(portalId)} and before.type = ${type} and before.gone is null`.execute(
    db,
  );
  return rows.map((row) => readText(row.record_id));
}

export async function markAbsent(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: LinkedType,
  seenBefore: Instant,
  at: Instant,
): Promise<readonly string[]> {
  const { rows } = await sql<{ record_id: string }>`
    update partnership.seen_records set gone = 'absent', seen_at = ${storeInstant(at)}::timestamptz
    where portal_id = ${storeText(portalId)} and type = ${type} and gone is null
      and seen_at < ${storeInstant(seenBefore)}::timestamptz
    returning record_id`.execute(db);
  return rows.map((row) => readText(row.record_id));
}

interface SeenRow {
  record_id: string;
  seen_at: Date;
  run_id: string;
  gone: Departure | null;
  properties: string;
}

const readSeen = (type: LinkedType, row: SeenRow): SeenRecord => ({
  type,
  id: readText(row.record_id),
  archived: row.gone !== null,
  properties: readProperties(row.properties),
  seenAt: readInstant(row.seen_at),
  runId: run(readText(row.run_id)),
  gone: row.gone,
});

export async function seenRecords(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: LinkedType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SeenRecord>> {
  const { rows } = await sql<SeenRow>`
    select record_id, seen_at, run_id, gone, properties::text as properties from partnership.seen_records
    where portal_id = ${storeText(portalId)} and type = ${type} and record_id = any(${ids.map(storeText)}::text[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [readText(row.record_id), readSeen(type, row)]));
}

/** Companies that are there and partners, or else those that only hold what we published; in the order of ids. */
export async function seenCompanies(
  db: Kysely<Tables>,
  portalId: PortalId,
  which: 'partners' | 'published',
): Promise<readonly SeenRecord[]> {
  const { rows } = await sql<SeenRow>`
    select record_id, seen_at, run_id, gone, properties::text as properties from partnership.seen_records
    where portal_id = ${storeText(portalId)} and type = 'companies' and (is_partner or is_published) and gone is null
      and is_partner = ${which === 'partners'}
    order by ${idOrder('record_id')}`.execute(db);
  return rows.map((row) => readSeen('companies', row));
}

/** Ids of records that are there, in the order of ids. */
export async function seenIds(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: LinkedType,
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ record_id: string }>`
    select record_id from partnership.seen_records
    where portal_id = ${storeText(portalId)} and type = ${type} and gone is null
      and ${afterId('record_id', after === null ? null : storeText(after))}
    order by ${idOrder('record_id')} limit ${limit}`.execute(db);
  return rows.map((row) => readText(row.record_id));
}

/** Tombstones of one kind, in the order of ids. */
export async function goneIds(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: LinkedType,
  how: Departure,
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ record_id: string }>`
    select record_id from partnership.seen_records
    where portal_id = ${storeText(portalId)} and type = ${type} and gone is not null and gone = ${how}
      and ${afterId('record_id', after === null ? null : storeText(after))}
    order by ${idOrder('record_id')} limit ${limit}`.execute(db);
  return rows.map((row) => readText(row.record_id));
}

export async function seenCount(db: Kysely<Tables>, portalId: PortalId, type: LinkedType): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from partnership.seen_records
    where portal_id = ${storeText(portalId)} and type = ${type} and gone is null`.execute(db);
  return rows[0]?.count ?? 0;
}
