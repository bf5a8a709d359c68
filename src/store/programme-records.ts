/** What was read for the partner programme, and where its reading stands. */
import { sql, type Kysely } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import type {
  ProgrammeRecord,
  ProgrammeSource,
  ProgrammeSourceState,
} from '../operations/programme-store-port.js';
import { afterId, idOrder } from './id-order.js';
import { readJson, readJsonText, readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { storeInstant } from './timestamps.js';

export async function saveProgrammeRecords(
  db: Kysely<Tables>,
  portalId: PortalId,
  source: ProgrammeSource,
  records: readonly ProgrammeRecord[],
  seenAt: Instant,
): Promise<void> {
  if (records.length === 0) return;
  // One answer may name a record twice: the last one counts.
  const given = [...new Map(records.map((one) => [one.id, one])).values()];
  await sql`
    insert into partnership.programme_records (portal_id, source, record_id, properties, links, seen_at)
    select ${storeText(portalId)}, ${source}, id, jsonb_strip_nulls(properties), links,
      ${storeInstant(seenAt)}::timestamptz
    from jsonb_to_recordset(${storeJson(given)}::jsonb) as given (id text, properties jsonb, links jsonb)
    on conflict (portal_id, source, record_id) do update
      set properties = excluded.properties, links = excluded.links, seen_at = excluded.seen_at`.execute(db);
}

export async function dropProgrammeRecords(
  db: Kysely<Tables>,
  portalId: PortalId,
  source: ProgrammeSource,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    delete from partnership.programme_records
    where portal_id = ${storeText(portalId)} and source = ${source}
      and record_id = any(${ids.map(storeText)}::text[])`.execute(db);
}

export async function dropUnseenProgramme(
  db: Kysely<Tables>,
  portalId: PortalId,
  source: ProgrammeSource,
  seenBefore: Instant,
): Promise<void> {
  await sql`
    delete from partnership.programme_records
    where portal_id = ${storeText(portalId)} and source = ${source}
      and seen_at < ${storeInstant(seenBefore)}::timestamptz`.execute(db);
}

export async function saveProgrammeSource(
  db: Kysely<Tables>,
  portalId: PortalId,
  source: ProgrammeSource,
  state: ProgrammeSourceState,
): Promise<void> {
  await sql`
    insert into partnership.programme_sources (portal_id, source, state)
    values (${storeText(portalId)}, ${source}, ${storeJson(state)}::jsonb)
    on conflict (portal_id, source) do update set state = excluded.state`.execute(db);
}

export async function programmeSources(
  db: Kysely<Tables>,
  portalId: PortalId,
): Promise<ReadonlyMap<ProgrammeSource, ProgrammeSourceState>> {
  const { rows } = await sql<{ source: ProgrammeSource; state: unknown }>`
    select source, state from partnership.programme_sources where portal_id = ${storeText(portalId)}`.execute(
    db,
  );
  return new Map(rows.map(({ source, state }) => [source, readJson(state) as ProgrammeSourceState]));
}

interface RecordRow {
  record_id: string;
  properties: string;
  links: string;
}

/** In the order of ids, after one. */
export async function programmeRecords(
  db: Kysely<Tables>,
  portalId: PortalId,
  source: ProgrammeSource,
  after: string | null,
  limit: number,
): Promise<readonly ProgrammeRecord[]> {
  const { rows } = await sql<RecordRow>`
    select record_id, properties::text as properties, links::text as links from partnership.programme_records
    where portal_id = ${storeText(portalId)} and source = ${source}
      and ${afterId('record_id', after === null ? null : storeText(after))}
    order by ${idOrder('record_id')} limit ${limit}`.execute(db);
  return rows.map((row) => ({
    id: readText(row.record_id),
    properties: readJsonText(row.properties) as ProgrammeRecord['properties'],
    links: readJsonText(row.links) as ProgrammeRecord['links'],
  }));
}
