/** Registrations as the last sync read them: there are few, so that all of them are replaced together. */
import { sql, type Kysely } from 'kysely';

import { formatInstant } from '../domain/calendar.js';
import { groupBy } from '../domain/group-by.js';
import { dealId, partnerId, type DealId, type PortalId } from '../domain/ids.js';
import type { Registration } from '../domain/registration.js';
import { readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { readInstant } from './timestamps.js';

/** @returns the deals whose registrations differ from what was known. */
export async function saveRegistrations(
  db: Kysely<Tables>,
  portalId: PortalId,
  registrations: readonly Registration[],
): Promise<readonly DealId[]> {
  const given = registrations.map(({ submittedAt, ...one }) => ({
    ...one,
    submittedAt: formatInstant(submittedAt),
  }));
  const portal = storeText(portalId);
  const { rows } = await sql<{ deal_id: string }>`
    with given as materialized (
      select * from jsonb_to_recordset(${storeJson(given)}::jsonb) as given (id text, "dealId" text,
        "partnerId" text, "submittedAt" timestamptz, status text, title text)
    ), gone as (
      delete from partnership.seen_registrations known where portal_id = ${portal} and not exists (
        select from given where given.id = known.record_id and given."dealId" = known.deal_id)
      returning deal_id
    ), kept as (
      insert into partnership.seen_registrations as known
        (portal_id, record_id, deal_id, partner_id, submitted_at, status, title)
      select ${portal}, id, "dealId", "partnerId", "submittedAt", status, title from given
      on conflict (portal_id, record_id, deal_id) do update
        set partner_id = excluded.partner_id, submitted_at = excluded.submitted_at,
          status = excluded.status, title = excluded.title
        where (known.partner_id, known.submitted_at, known.status, known.title)
          is distinct from (excluded.partner_id, excluded.submitted_at, excluded.status, excluded.title)
      returning deal_id
    )
    select deal_id from gone union select deal_id from kept`.execute(db);
  return rows.map((row) => dealId(readText(row.deal_id)));
}

interface RegistrationRow {
  record_id: string;
  deal_id: string;
  partner_id: string;
  submitted_at: Date;
  status: string | null;
  title: string | null;
}

/** By deal; deals without any are left out. */
export async function registrationsOf(
  db: Kysely<Tables>,
  portalId: PortalId,
  dealIds: readonly string[],
): Promise<ReadonlyMap<DealId, readonly Registration[]>> {
  const { rows } = await sql<RegistrationRow>`
    select record_id, deal_id, partner_id, submitted_at, status, title from partnership.seen_registrations
    where portal_id = ${storeText(portalId)} and deal_id = any(${dealIds.map(storeText)}::text[])
    order by deal_id, record_id`.execute(db);
  const read = rows.map((row): Registration => ({
    id: readText(row.record_id),
    dealId: dealId(readText(row.deal_id)),
    partnerId: partnerId(readText(row.partner_id)),
    submittedAt: readInstant(row.submitted_at),
    status: row.status === null ? null : readText(row.status),
    title: row.title === null ? null : readText(row.title),
  }));
  return groupBy(read, (one) => one.dealId);
}
