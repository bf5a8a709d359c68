/** Deals that are in no number on purpose, with why: a row a deal. */
import { sql, type Kysely } from 'kysely';

import { dealId, type DealId, type PortalId } from '../domain/ids.js';
import type { UncountedDeal, WhyUncounted } from '../operations/uncounted-port.js';
import { readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';

/** Replaces what is kept of deals. */
export async function saveUncounted(
  db: Kysely<Tables>,
  portalId: PortalId,
  dealIds: readonly string[],
  uncounted: readonly UncountedDeal[],
): Promise<void> {
  await sql`
    delete from partnership.uncounted_deals
    where portal_id = ${storeText(portalId)} and deal_id = any(${dealIds.map(storeText)}::text[])`.execute(
    db,
  );
  if (uncounted.length === 0) return;
  await sql`
    insert into partnership.uncounted_deals (portal_id, deal_id, why)
    select ${storeText(portalId)}, "dealId", why
    from jsonb_to_recordset(${storeJson(uncounted)}::jsonb) as given ("dealId" text, why text)`.execute(db);
}

/** All of a portal. */
export async function uncountedDeals(
  db: Kysely<Tables>,
  portalId: PortalId,
): Promise<ReadonlyMap<DealId, WhyUncounted>> {
  const { rows } = await sql<{ deal_id: string; why: WhyUncounted }>`
    select deal_id, why from partnership.uncounted_deals where portal_id = ${storeText(portalId)}`.execute(
    db,
  );
  return new Map(rows.map((row) => [dealId(readText(row.deal_id)), row.why]));
}
