/** Suggestions, findings and their precision: a row a deal that has any, added up when somebody asks. */
import { sql, type Kysely } from 'kysely';

import { HYGIENE_CODES, type HygieneCode } from '../domain/hygiene.js';
import { dealId, type DealId, type PortalId } from '../domain/ids.js';
import { SUGGESTION_REASONS } from '../domain/suggestion.js';
import type { DealInsightCounts, InsightTotals } from '../operations/insight-port.js';
import { idOrder } from './id-order.js';
import { readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';

/** Replaces what is kept of deals; those without anything to be counted get no row. */
export async function saveInsights(
  db: Kysely<Tables>,
  portalId: PortalId,
  dealIds: readonly string[],
  counts: readonly DealInsightCounts[],
): Promise<void> {
  await sql`
    delete from partnership.deal_insights
    where portal_id = ${storeText(portalId)} and deal_id = any(${dealIds.map(storeText)}::text[])`.execute(
    db,
  );
  const rows = counts
    .filter(
      ({ suggestions, findings, leftOut }) =>
        suggestions > 0 || leftOut.hidden > 0 || Object.keys(findings).length > 0,
    )
    .map(({ leftOut, ...rest }) => ({ ...rest, ...leftOut }));
  if (rows.length === 0) return;
  await sql`
    insert into partnership.deal_insights
      (portal_id, deal_id, suggestions, reasons, findings, hidden, named, right_ones)
    select ${storeText(portalId)}, "dealId", suggestions, reasons, findings, hidden, named, "right"
    from jsonb_to_recordset(${storeJson(rows)}::jsonb) as given ("dealId" text, suggestions integer,
      reasons jsonb, findings jsonb, hidden integer, named integer, "right" integer)`.execute(db);
}

interface SumsRow {
  suggestions: number;
  suggested_deals: number;
  finding_deals: number;
  hidden: number;
  named: number;
  right_ones: number;
  deals: number;
}

/** Sums over a portal. */
export async function insightTotals(db: Kysely<Tables>, portalId: PortalId): Promise<InsightTotals> {
  const { rows } = await sql<SumsRow>`
    select coalesce(sum(suggestions), 0)::float8 as suggestions,
      (count(*) filter (where suggestions > 0))::float8 as suggested_deals,
      (count(*) filter (where findings <> '{}'::jsonb))::float8 as finding_deals,
      coalesce(sum(hidden), 0)::float8 as hidden, coalesce(sum(named), 0)::float8 as named,
      coalesce(sum(right_ones), 0)::float8 as right_ones,
      (count(*) filter (where hidden > 0))::float8 as deals
    from partnership.deal_insights where portal_id = ${storeText(portalId)}`.execute(db);
  const { rows: keyed } = await sql<{ key: string; count: number }>`
    select key, sum(value::text::integer)::float8 as count
    from partnership.deal_insights, jsonb_each(reasons || findings)
    where portal_id = ${storeText(portalId)} group by key`.execute(db);
  const counts = new Map(keyed.map(({ key, count }) => [key, count]));
  const byKey = <K extends string>(keys: readonly K[]): Record<K, number> =>
    Object.fromEntries(keys.map((key) => [key, counts.get(key) ?? 0])) as Record<K, number>;
  const [sums] = rows;
  return {
    suggestions: sums?.suggestions ?? 0,
    suggestedDeals: sums?.suggested_deals ?? 0,
    byReason: byKey(SUGGESTION_REASONS),
    findings: byKey(HYGIENE_CODES),
    findingDeals: sums?.finding_deals ?? 0,
    precision: {
      deals: sums?.deals ?? 0,
      hidden: sums?.hidden ?? 0,
      named: sums?.named ?? 0,
      right: sums?.right_ones ?? 0,
    },
  };
}

/** The first deals with findings of each code. */
export async function dealsWithFindings(
  db: Kysely<Tables>,
  portalId: PortalId,
  limit: number,
): Promise<ReadonlyMap<HygieneCode, readonly DealId[]>> {
  const { rows } = await sql<{ code: HygieneCode; deal_id: string }>`
    select code, deal_id from (
      select finding.key as code, deal_id,
        row_number() over (partition by finding.key order by ${idOrder('deal_id')}) as place
      from partnership.deal_insights, jsonb_object_keys(findings) as finding (key)
      where portal_id = ${storeText(portalId)}) as placed
    where place <= ${limit} order by code, place`.execute(db);
  return new Map(
    HYGIENE_CODES.flatMap((code) => {
      const own = rows.filter((row) => row.code === code).map((row) => dealId(readText(row.deal_id)));
      return own.length === 0 ? [] : [[code, own] as const];
    }),
  );
}
