/** What a sight of records changes of what was known of them. */
import { sql, type Kysely } from 'kysely';

import type { PortalId } from '../domain/ids.js';
import type { LinkedType } from '../operations/crm-port.js';
import type { Departure, SeenChange, Sighting, SyncUnit } from '../operations/ports.js';
import { readProperties } from './seen-records.js';
import { readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { storeInstant } from './timestamps.js';

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
  record_id: string;
  properties: string;
  input_hash: string;
  is_partner: boolean;
  gone: Departure | null;
}

/** Saves records that are new or not as they were. */
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
  // All parts see what was there when the statement began.
  const { rows } = await sql<Before>`
    with saved as (
      insert into partnership.seen_records (
        portal_id, type, record_id, seen_at, run_id, is_partner, is_published, gone, input_hash, published_hash,
        properties)
      select ${storeText(portalId)}, ${type}, id, ${storeInstant(at)}::timestamptz, ${storeText(runId)}, "isPartner",
        "isPublished", null, "inputHash", "publishedHash", jsonb_strip_nulls(properties)
      from jsonb_to_recordset(${storeJson(given)}::jsonb)
        as given (id text, properties jsonb, "inputHash" text, "publishedHash" text, "isPartner" boolean,
          "isPublished" boolean)
      on conflict (portal_id, type, record_id) do update
        set seen_at = excluded.seen_at, run_id = excluded.run_id, is_partner = excluded.is_partner,
          is_published = excluded.is_published, gone = null, input_hash = excluded.input_hash,
          published_hash = excluded.published_hash, properties = excluded.properties
    )
    select record_id, properties::text as properties, input_hash, is_partner, gone from partnership.seen_records
    where portal_id = ${storeText(portalId)} and type = ${type} and record_id = any(${ids}::text[])`.execute(
    db,
  );
  const before = new Map(rows.map((row) => [row.record_id, row]));
  return ids.map((id) => changeOf(sightingOf(byId, id), before.get(id) ?? null));
}

function changeOf({ record, inputHash, isPartner }: Sighting, before: Before | null): SeenChange {
  if (before === null) return { id: record.id, kind: 'new', before: null };
  const { properties, input_hash, is_partner, gone } = before;
  const input = readText(input_hash) !== inputHash || is_partner !== isPartner;
  return {
    id: record.id,
    kind: gone !== null ? 'new' : input ? 'input' : 'published',
    before: { properties: readProperties(properties), isPartner: is_partner },
  };
}
