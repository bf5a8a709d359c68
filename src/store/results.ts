/** Results of deals: every version is kept, and a head points to the newest. */
import { sql, type Transaction } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import type { DealResult } from '../domain/credit.js';
import type { DealId, PortalId, RunId } from '../domain/ids.js';
import { contentRow } from './result-row.js';
import { noteLoad } from './statistics.js';
import { storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';

/** One statement each: large enough that round trips do not count, small enough for the memory of both sides. */
const CHUNK = 2_000;

/**
 * Stores results whose content is not what the head has, as the portal's only writer: two that read one head would both
 * write its next version.
 * @returns how many deals changed.
 */
export async function saveResults(
  trx: Transaction<Tables>,
  portalId: PortalId,
  runId: RunId,
  results: readonly DealResult[],
  closedAt: ReadonlyMap<DealId, Instant | null> = new Map(),
): Promise<number> {
  const ids = new Set(results.map((result) => result.dealId));
  if (ids.size !== results.length) throw new Error('two results of one deal in one call');
  await requireRun(trx, portalId, runId);
  let changed = 0;
  for (let start = 0; start < results.length; start += CHUNK) {
    const rows = results
      .slice(start, start + CHUNK)
      .map((one) => contentRow(one, closedAt.get(one.dealId) ?? null));
    changed += await saveChunk(trx, portalId, runId, storeJson(rows));
  }
  await noteLoad(trx, changed, 'partnership.deal_heads', 'partnership.deal_results');
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

/**
 * Adds a version to each of these deals which says that it is retired; it goes when the deal's result is saved again. Those
 * without a result, or retired already, are left as they are.
 * @returns how many were marked.
 */
export async function retireDeals(
  trx: Transaction<Tables>,
  portalId: PortalId,
  runId: RunId,
  dealIds: readonly DealId[],
): Promise<number> {
  await requireRun(trx, portalId, runId);
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
      from unnest(${dealIds.map(storeText)}::text[]) as gone (deal_id)
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

/** A run's start dates the versions. */
async function requireRun(trx: Transaction<Tables>, portalId: PortalId, runId: RunId): Promise<void> {
  const run = await trx
    .selectFrom('partnership.runs')
    .select('state')
    .where('portal_id', '=', storeText(portalId))
    .where('run_id', '=', storeText(runId))
    .executeTakeFirst();
  if (run === undefined) throw new Error(`run ${runId} of portal ${portalId} was never started`);
}
