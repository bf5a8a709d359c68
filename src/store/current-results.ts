/** Results as they stand: the newest version of each deal that is not retired. */
import { sql, type Kysely, type Selectable } from 'kysely';

import { compareIds, dealId, type DealId, type PartnerId, type PortalId } from '../domain/ids.js';
import type { CurrentResult } from '../operations/ports.js';
import { readResult } from './result-row.js';
import { readText, storeText } from './stored-text.js';
import type { DealResultsTable, Tables } from './tables.js';
import { readInstant } from './timestamps.js';

type ResultRow = Selectable<DealResultsTable> & {
  readonly deal_created_at?: Date | null;
  readonly customer_id?: string | null;
};

/** Deals a page. */
const PAGE = 5_000;

const WITH_BASICS = sql`
  left join partnership.deal_basics basics
    on basics.portal_id = head.portal_id and basics.deal_id = head.deal_id`;

const currentRows = (portalId: PortalId, joined = sql``) => sql`
  from partnership.deal_heads head
  join partnership.deal_results result
    on result.portal_id = head.portal_id and result.deal_id = head.deal_id and result.version = head.version
  ${joined}
  where head.portal_id = ${storeText(portalId)} and not head.retired`;

const readCurrent = (row: ResultRow): CurrentResult => ({
  ...readResult(row),
  closedAt: row.closed_at === null ? null : readInstant(row.closed_at),
  ...(row.deal_created_at == null
    ? {}
    : {
        basics: {
          createdAt: readInstant(row.deal_created_at),
          customerId: row.customer_id == null ? null : readText(row.customer_id),
        },
      }),
});

const notIn = (portalId: PortalId, draft: string | null) =>
  draft === null
    ? sql``
    : sql`and not exists (
        select from partnership.plan_records planned
        where planned.portal_id = ${storeText(portalId)} and planned.draft = ${storeText(draft)}
          and planned.object_type = 'deals' and planned.record_id = head.deal_id)`;

/** All of them as of one moment, page by page: a cursor reads what its transaction sees, whatever is stored meanwhile. */
export async function* eachResult(
  db: Kysely<Tables>,
  portalId: PortalId,
  exceptDraft: string | null = null,
): AsyncGenerator<readonly CurrentResult[], void> {
  const trx = await db.startTransaction().execute();
  try {
    await sql`declare current_results no scroll cursor for
      select result.*, basics.created_at as deal_created_at, basics.customer_id
      ${currentRows(portalId, WITH_BASICS)} ${notIn(portalId, exceptDraft)} order by head.deal_id`.execute(
      trx,
    );
    for (;;) {
      const { rows } = await sql<ResultRow>`fetch ${sql.lit(PAGE)} from current_results`.execute(trx);
      if (rows.length > 0) yield rows.map(readCurrent);
      if (rows.length < PAGE) break;
    }
  } finally {
    // Nothing was written; also where the reader has enough.
    await trx.rollback().execute();
  }
}

export async function resultsOf(
  db: Kysely<Tables>,
  portalId: PortalId,
  dealIds: readonly DealId[],
): Promise<ReadonlyMap<DealId, CurrentResult>> {
  const { rows } = await sql<ResultRow>`
    select result.* ${currentRows(portalId)} and head.deal_id = any(${dealIds.map(storeText)}::text[])`.execute(
    db,
  );
  const results = rows.map(readCurrent).sort((a, b) => compareIds(a.dealId, b.dealId));
  return new Map(results.map((result) => [result.dealId, result]));
}

/** Deals that one of the partners sourced or influenced, in the order of ids. */
export async function dealsOfPartners(
  db: Kysely<Tables>,
  portalId: PortalId,
  partnerIds: readonly PartnerId[],
): Promise<readonly DealId[]> {
  const partners = partnerIds.map(storeText);
  const { rows } = await sql<{ deal_id: string }>`
    select head.deal_id ${currentRows(portalId)}
      and (result.sourcing_partner_ids && ${partners}::text[] or result.influencing_partner_ids && ${partners}::text[])`.execute(
    db,
  );
  return rows.map((row) => dealId(readText(row.deal_id))).sort(compareIds);
}
