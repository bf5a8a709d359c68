/** Records of the CRM as they were last seen. */
import { sql, type Kysely } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import { runId as run, type PortalId } from '../domain/ids.js';
import type { LinkedType, PropertyValues } from '../operations/crm-port.js';
import type { Departure, SeenChange, SeenRecord, Sighting, SyncUnit } from '../operations/ports.js';
import { readJsonText, readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { readInstant, storeInstant } from './timestamps.js';
import { afterId, idOrder } from './id-order.js';

/** One statement each: large enough that round trips do not count, small enough for the memory of both sides. */
const CHUNK = 2_000;

type Seen = Parameters<SyncUnit['saveSeen']>[2];

/** Keeps what was just read. A record that is as it was gets no more than another time of being seen. */
export async function saveSeen(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: LinkedType,
  sightings: readonly Sighting[],
  seen: Seen,
): Promise<readonly SeenChange[]> {
  // Pages of one answer may overlap: the last sight of a record counts.
  const byId = new Map(sightings.map((sighting) => [storeText(sighting.record.id), sighting]));
  const ids = [...byId.keys()];
  const changes: SeenChange[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK);
    const same = await seeAgain(db, portalId, type, chunk, byId, seen);
    const others = chunk.filter((id) => !same.has(id));
    if (others.length > 0) changes.push(...(await seeChanged(db, portalId, type, others, byId, seen)));
  }
  return changes;
}

/**
 * What stands on records that we wrote is not what was seen any more: their next sight is compared with what we wrote,
 * so that somebody who types the value of before the write back is noticed.
 */
export async function forgetPublished(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: LinkedType,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update partnership.seen_records set published_hash = ''
    where portal_id = ${storeText(portalId)} and type = ${type}
      and record_id = any(${ids.map(storeText)}::text[])`.execute(db);
}

const sightingOf = (byId: ReadonlyMap<string, Sighting>, id: string): Sighting => {
  const sighting = byId.get(id);
  if (sighting === undefined) throw new Error(`no sighting of ${id}`);
  if (sighting.record.archived) throw new Error(`record ${id} is archived: markGone keeps those`);
  return sighting;
};

/** @returns ids of the records that are as they were. */
async function seeAgain(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: LinkedType,
  ids: readonly string[],
  byId: ReadonlyMap<string, Sighting>,
  { at, runId }: Seen,
): Promise<ReadonlySet<string>> {
  const given = ids.map((id) => sightingOf(byId, id));
  const { rows } = await sql<{ record_id: string }>`
    update partnership.seen_records seen
    set seen_at = ${storeInstant(at)}::timestamptz, run_id = ${storeText(runId)}
    from unnest(
      ${ids}::text[], ${given.map((one) => storeText(one.inputHash))}::text[],
      ${given.map((one) => storeText(one.publishedHash))}::text[], ${given.map((one) => one.isPartner)}::boolean[],
      ${given.map((one) => one.isPublished)}::boolean[]
    ) as given (record_id, input_hash, published_hash, is_partner, is_published)
    where seen.portal_id = ${storeText(portalId)} and seen.type = ${type} and seen.record_id = given.record_id
      and seen.gone is null and seen.input_hash = given.input_hash
      and seen.published_hash = given.published_hash and seen.is_partner = given.is_partner
      and seen.is_published = given.is_published
    returning seen.record_id`.execute(db);
  return new Set(rows.map((row) => row.record_id));
}

interface Before {
  id: string;
  first: boolean;
  back: boolean;
  input: boolean;
  properties: string | null;
  is_partner: boolean | null;
}

async function seeChanged(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: LinkedType,
  ids: readonly string[],
  byId: ReadonlyMap<string, Sighting>,
  { at, runId }: Seen,
): Promise<readonly SeenChange[]> {
  const given = ids.map((id) => {
    const { record, ...rest } = sightingOf(byId, id);
    return { id: record.id, properties: record.properties, ...rest };
  });
  const { rows } = await sql<Before>`
    with given as materialized (
      select * from jsonb_to_recordset(${storeJson(given)}::jsonb)
        as given (id text, properties jsonb, "inputHash" text, "publishedHash" text, "isPartner" boolean,
          "isPublished" boolean)
    ), before as materialized (
      select seen.record_id, seen.properties, seen.is_partner, seen.gone, seen.input_hash
      from partnership.seen_records seen
      where seen.portal_id = ${storeText(portalId)} and seen.type = ${type} and seen.record_id = any(${ids}::text[])
    ), saved as (
      insert into partnership.seen_records (
        portal_id, type, record_id, seen_at, run_id, is_partner, is_published, gone, input_hash, published_hash,
        properties)
      select ${storeText(portalId)}, ${type}, id, ${storeInstant(at)}::timestamptz, ${storeText(runId)}, "isPartner",
        "isPublished", null, "inputHash", "publishedHash", jsonb_strip_nulls(properties)
      from given
      on conflict (portal_id, type, record_id) do update
        set seen_at = excluded.seen_at, run_id = excluded.run_id, is_partner = excluded.is_partner,
          is_published = excluded.is_published, gone = null, input_hash = excluded.input_hash, published_hash = excluded.published_hash,
          properties = excluded.properties
    )
    select given.id, before.record_id is null as first, before.gone is not null as back,
      (before.input_hash <> given."inputHash" or before.is_partner <> given."isPartner") is true as input,
      before.properties::text as properties, before.is_partner
    from given left join before on before.record_id = given.id`.execute(db);
  return rows.map(readChange);
}

const readChange = (row: Before): SeenChange => ({
  id: readText(row.id),
  kind: row.first || row.back ? 'new' : row.input ? 'input' : 'published',
  before: row.first
    ? null
    : { properties: readProperties(row.properties ?? '{}'), isPartner: row.is_partner === true },
});

const readProperties = (text: string): PropertyValues => readJsonText(text) as PropertyValues;

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
