/** Results of deals: every version is kept, and a head points to the newest. */
import { sql, type Kysely, type Transaction } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import type { DealResult } from '../domain/credit.js';
import { compareIds, type DealId, type PortalId, type RunId } from '../domain/ids.js';
import { contentRow, readResult } from './result-row.js';
import { noteLoad } from './statistics.js';
import { storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { inTransaction, lockWrites } from './transaction.js';

/** One statement each: large enough that round trips do not count, small enough for the memory of both sides. */
const CHUNK = 2_000;

/**
 * Stores results whose content is not what the head has. All of them or, if the process dies, none.
 * @returns how many deals changed.
 */
export async function saveResults(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  results: readonly DealResult[],
  closedAt: ReadonlyMap<DealId, Instant | null> = new Map(),
): Promise<number> {
  const ids = new Set(results.map((result) => result.dealId));
  if (ids.size !== results.length) throw new Error('two results of one deal in one call');
  const changed = await asOnlyWriter(db, portalId, runId, async (trx) => {
    let count = 0;
    for (let start = 0; start < results.length; start += CHUNK) {
      const rows = results
        .slice(start, start + CHUNK)
        .map((one) => contentRow(one, closedAt.get(one.dealId) ?? null));
      count += await saveChunk(trx, portalId, runId, storeJson(rows));
    }
    return count;
  });
  await noteLoad(db, changed, 'partnership.deal_heads', 'partnership.deal_results');
  return changed;
}

async function saveChunk(
  trx: Transaction<Tables>,
  portalId: PortalId,
  runId: RunId,
  rows: string,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    with given as (
      select * from jsonb_to_recordset(${rows}::jsonb) as given (
        deal_id text, content_hash text, policy_version text, status text, class text, bucket text,
        currency text, amount_minor bigint, home_currency text, home_amount_minor bigint,
        sourcing_partner_ids text[], influencing_partner_ids text[], credits jsonb, home_credits jsonb, flags text[],
        closed_at timestamptz)
    ), added as (
      insert into partnership.deal_results (
        portal_id, deal_id, version, run_id, recorded_at, retired, content_hash, policy_version, status, class, bucket,
        currency, amount_minor, home_currency, home_amount_minor,
        sourcing_partner_ids, influencing_partner_ids, credits, home_credits, flags, closed_at)
      select run.portal_id, given.deal_id, coalesce(head.version, 0) + 1, run.run_id, run.started_at, false,
        given.content_hash, given.policy_version, given.status, given.class, given.bucket,
        given.currency, given.amount_minor, given.home_currency, given.home_amount_minor,
        given.sourcing_partner_ids, given.influencing_partner_ids, given.credits, given.home_credits, given.flags,
        given.closed_at
      from given
      join partnership.runs run on run.portal_id = ${storeText(portalId)} and run.run_id = ${storeText(runId)}
      left join partnership.deal_heads head on head.portal_id = run.portal_id and head.deal_id = given.deal_id
      where head.deal_id is null or head.retired or head.content_hash <> given.content_hash
      returning portal_id, deal_id, version, content_hash, retired
    )
    insert into partnership.deal_heads (portal_id, deal_id, version, content_hash, retired)
    select portal_id, deal_id, version, content_hash, retired from added
    on conflict (portal_id, deal_id) do update
      set version = excluded.version, content_hash = excluded.content_hash, retired = excluded.retired`.execute(
    trx,
  );
  return Number(numAffectedRows);
}

/** Newest version of each deal that is not retired, in the order of ids (attribution.md §3). */
export async function currentResults(db: Kysely<Tables>, portalId: PortalId): Promise<readonly DealResult[]> {
  const rows = await db
    .selectFrom('partnership.deal_heads as head')
    .innerJoin('partnership.deal_results as result', (join) =>
      join
        .onRef('result.portal_id', '=', 'head.portal_id')
        .onRef('result.deal_id', '=', 'head.deal_id')
        .onRef('result.version', '=', 'head.version'),
    )
    .where('head.portal_id', '=', storeText(portalId))
    .where('head.retired', '=', false)
    .selectAll('result')
    .execute();
  return rows.map(readResult).sort((a, b) => compareIds(a.dealId, b.dealId));
}

/**
 * Adds a version to each deal that is not present, which says so; it goes when the deal's result is saved again.
 * @returns how many were marked.
 */
export function retireResults(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  present: ReadonlySet<DealId>,
): Promise<number> {
  return asOnlyWriter(db, portalId, runId, async (trx) => {
    const heads = await trx
      .selectFrom('partnership.deal_heads')
      .select('deal_id')
      .where('portal_id', '=', storeText(portalId))
      .where('retired', '=', false)
      .execute();
    const stored = new Set<string>([...present].map(storeText));
    const gone = heads.map((head) => head.deal_id).filter((id) => !stored.has(id));
    return retire(trx, portalId, runId, gone);
  });
}

/** The same, of these deals alone; those without a result, or retired already, are left as they are. */
export function retireDeals(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  dealIds: readonly DealId[],
): Promise<number> {
  return asOnlyWriter(db, portalId, runId, (trx) => retire(trx, portalId, runId, dealIds.map(storeText)));
}

async function retire(
  trx: Transaction<Tables>,
  portalId: PortalId,
  runId: RunId,
  gone: readonly string[],
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    with added as (
      insert into partnership.deal_results (
        portal_id, deal_id, version, run_id, recorded_at, retired, content_hash, policy_version, status, class, bucket,
        currency, amount_minor, home_currency, home_amount_minor,
        sourcing_partner_ids, influencing_partner_ids, credits, home_credits, flags, closed_at)
      select last.portal_id, last.deal_id, last.version + 1, run.run_id, run.started_at, true,
        last.content_hash, last.policy_version, last.status, last.class, last.bucket,
        last.currency, last.amount_minor, last.home_currency, last.home_amount_minor,
        last.sourcing_partner_ids, last.influencing_partner_ids, last.credits, last.home_credits, last.flags,
        last.closed_at
      from unnest(${gone}::text[]) as gone (deal_id)
      join partnership.runs run on run.portal_id = ${storeText(portalId)} and run.run_id = ${storeText(runId)}
      join partnership.deal_heads head
        on head.portal_id = run.portal_id and head.deal_id = gone.deal_id and not head.retired
      join partnership.deal_results last
        on last.portal_id = head.portal_id and last.deal_id = head.deal_id and last.version = head.version
      returning portal_id, deal_id, version
    )
    update partnership.deal_heads head set version = added.version, retired = true
    from added where head.portal_id = added.portal_id and head.deal_id = added.deal_id`.execute(trx);
  return Number(numAffectedRows);
}

/**
 * In one transaction, one at a time for a portal: two writers that read one head would both write its next version.
 * The run must be there: its start dates the versions.
 */
function asOnlyWriter(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  write: (trx: Transaction<Tables>) => Promise<number>,
): Promise<number> {
  return inTransaction(db, async (trx) => {
    await lockWrites(trx, portalId);
    const run = await trx
      .selectFrom('partnership.runs')
      .select('state')
      .where('portal_id', '=', storeText(portalId))
      .where('run_id', '=', storeText(runId))
      .executeTakeFirst();
    if (run === undefined) throw new Error(`run ${runId} of portal ${portalId} was never started`);
    return write(trx);
  });
}
