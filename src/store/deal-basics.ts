/** What of a deal its result does not say, for the partner programme: a row a deal with a result. */
import { sql, type Kysely } from 'kysely';

import type { DealId, PortalId } from '../domain/ids.js';
import type { DealBasics } from '../operations/programme-store-port.js';
import { storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { storeInstant } from './timestamps.js';

/** Replaces what is kept of deals; a row that is as it was is not written. */
export async function saveBasics(
  db: Kysely<Tables>,
  portalId: PortalId,
  dealIds: readonly string[],
  basics: ReadonlyMap<DealId, DealBasics>,
): Promise<void> {
  const gone = dealIds.filter((id) => !basics.has(id as DealId));
  if (gone.length > 0) {
    await sql`
      delete from partnership.deal_basics
      where portal_id = ${storeText(portalId)} and deal_id = any(${gone.map(storeText)}::text[])`.execute(db);
  }
  if (basics.size === 0) return;
  const given = [...basics].map(([id, { createdAt, ...rest }]) => ({
    id,
    createdAt: storeInstant(createdAt),
    ...rest,
  }));
  await sql`
    insert into partnership.deal_basics as known (portal_id, deal_id, created_at, customer_id)
    select ${storeText(portalId)}, id, "createdAt", "customerId"
    from jsonb_to_recordset(${storeJson(given)}::jsonb)
      as given (id text, "createdAt" timestamptz, "customerId" text)
    on conflict (portal_id, deal_id) do update
      set created_at = excluded.created_at, customer_id = excluded.customer_id
      where (known.created_at, known.customer_id)
        is distinct from (excluded.created_at, excluded.customer_id)`.execute(db);
}
