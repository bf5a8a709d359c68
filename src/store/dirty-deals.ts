/** Deals that must be worked out anew: those that are marked, and those whose time comes. */
import { sql, type Kysely } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import { afterId, idOrder } from './id-order.js';
import { readText, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { storeInstant } from './timestamps.js';

export async function markDirty(
  db: Kysely<Tables>,
  portalId: PortalId,
  dealIds: readonly string[],
): Promise<void> {
  if (dealIds.length === 0) return;
  await sql`
    insert into partnership.dirty_deals (portal_id, deal_id)
    select ${storeText(portalId)}, given.id from unnest(${dealIds.map(storeText)}::text[]) as given (id)
    on conflict do nothing`.execute(db);
}

export async function clearDirty(
  db: Kysely<Tables>,
  portalId: PortalId,
  dealIds: readonly string[],
): Promise<void> {
  await sql`
    delete from partnership.dirty_deals
    where portal_id = ${storeText(portalId)} and deal_id = any(${dealIds.map(storeText)}::text[])`.execute(
    db,
  );
}

export async function dirtyDeals(
  db: Kysely<Tables>,
  portalId: PortalId,
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ deal_id: string }>`
    select deal_id from partnership.dirty_deals
    where portal_id = ${storeText(portalId)} and ${afterId('deal_id', after === null ? null : storeText(after))}
    order by ${idOrder('deal_id')} limit ${limit}`.execute(db);
  return rows.map((row) => readText(row.deal_id));
}

export async function dirtyCount(db: Kysely<Tables>, portalId: PortalId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from partnership.dirty_deals where portal_id = ${storeText(portalId)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Sets when each of these deals is to be worked out again; null: not before something changes. */
export async function saveDue(
  db: Kysely<Tables>,
  portalId: PortalId,
  deals: readonly { readonly dealId: string; readonly at: Instant | null }[],
): Promise<void> {
  const byId = new Map(deals.map(({ dealId, at }) => [storeText(dealId), at]));
  const never = [...byId].filter(([, at]) => at === null).map(([id]) => id);
  const due = [...byId].flatMap(([id, at]) => (at === null ? [] : [{ id, at: storeInstant(at) }]));
  if (never.length > 0) {
    await sql`
      delete from partnership.due_deals
      where portal_id = ${storeText(portalId)} and deal_id = any(${never}::text[])`.execute(db);
  }
  if (due.length === 0) return;
  await sql`
    insert into partnership.due_deals (portal_id, deal_id, due_at)
    select ${storeText(portalId)}, given.id, given.at
    from unnest(${due.map(({ id }) => id)}::text[], ${due.map(({ at }) => at)}::timestamptz[]) as given (id, at)
    on conflict (portal_id, deal_id) do update set due_at = excluded.due_at
      where due_deals.due_at <> excluded.due_at`.execute(db);
}

/** Deals whose time has come by an instant, in the order of ids. */
export async function dueDeals(
  db: Kysely<Tables>,
  portalId: PortalId,
  asOf: Instant,
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ deal_id: string }>`
    select deal_id from partnership.due_deals
    where portal_id = ${storeText(portalId)} and due_at <= ${storeInstant(asOf)}::timestamptz
      and ${afterId('deal_id', after === null ? null : storeText(after))}
    order by ${idOrder('deal_id')} limit ${limit}`.execute(db);
  return rows.map((row) => readText(row.deal_id));
}
