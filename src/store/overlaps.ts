/** Overlap lists. A row is never deleted: what an import replaces says by which run, so that an undo finds it. */
import { sql, type Kysely, type RawBuilder } from 'kysely';

import { partnerId, type PortalId, type RunId } from '../domain/ids.js';
import { groupBy } from '../domain/group-by.js';
import type { KnownOverlap, OverlapKind } from '../domain/overlap.js';
import type { ImportStore, ImportUnit, OverlapsChange } from '../operations/import-store-port.js';
import { readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { readInstant, storeInstant } from './timestamps.js';

interface OverlapRow {
  source: string;
  partner_id: string;
  company_id: string;
  kind: OverlapKind;
  imported_at: Date;
}

const readOverlap = (row: OverlapRow): KnownOverlap => ({
  source: readText(row.source),
  partnerId: partnerId(readText(row.partner_id)),
  companyId: readText(row.company_id),
  kind: row.kind,
  importedAt: readInstant(row.imported_at),
});

const COLUMNS = sql`source, partner_id, company_id, kind, imported_at`;

async function listed(
  db: Kysely<Tables>,
  portalId: PortalId,
  which: RawBuilder<unknown>,
): Promise<readonly KnownOverlap[]> {
  const { rows } = await sql<OverlapRow>`
    select ${COLUMNS} from partnership.overlaps known
    where portal_id = ${storeText(portalId)} and ${which} order by ordinal`.execute(db);
  return rows.map(readOverlap);
}

/** Those that hold, by account. */
export async function overlapsOf(
  db: Kysely<Tables>,
  portalId: PortalId,
  companyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownOverlap[]>> {
  if (companyIds.length === 0) return new Map();
  const ids = companyIds.map(storeText);
  const found = await listed(db, portalId, sql`replaced_by is null and company_id = any(${ids}::text[])`);
  return groupBy(found, ({ companyId }) => companyId);
}

export const overlapsOfSource = (
  db: Kysely<Tables>,
  portalId: PortalId,
  source: string,
): Promise<readonly KnownOverlap[]> =>
  listed(db, portalId, sql`replaced_by is null and source = ${storeText(source)}`);

export async function overlapsOfRun(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
): ReturnType<ImportStore['overlapsOfRun']> {
  const run = storeText(runId);
  return {
    added: await listed(db, portalId, sql`run_id = ${run} and replaced_by is null`),
    removed: await listed(db, portalId, sql`replaced_by = ${run} and ${notBack}`),
  };
}

/** Not there once more by a later import. */
const notBack = sql`not exists (
  select from partnership.overlaps other
  where other.portal_id = known.portal_id and other.source = known.source
    and other.partner_id = known.partner_id and other.company_id = known.company_id
    and other.kind = known.kind and other.replaced_by is null)`;

/** Adds and replaces. */
export async function changeOverlaps(
  db: Kysely<Tables>,
  portalId: PortalId,
  { runId, source, at, add, remove }: OverlapsChange,
): Promise<void> {
  const [portal, run, from] = [portalId, runId, source].map(storeText) as [string, string, string];
  const given = sql`as given ("partnerId" text, "companyId" text, kind text)`;
  if (remove.length > 0) {
    await sql`
      update partnership.overlaps known set replaced_by = ${run}
      from jsonb_to_recordset(${storeJson(remove)}::jsonb) ${given}
      where known.portal_id = ${portal} and known.source = ${from} and known.replaced_by is null
        and known.partner_id = given."partnerId" and known.company_id = given."companyId"
        and known.kind = given.kind`.execute(db);
  }
  if (add.length === 0) return;
  await sql`
    insert into partnership.overlaps (portal_id, source, partner_id, company_id, kind, run_id, imported_at)
    select ${portal}, ${from}, given."partnerId", given."companyId", given.kind, ${run}, ${storeInstant(at)}::timestamptz
    from jsonb_to_recordset(${storeJson(add)}::jsonb) ${given}
    on conflict do nothing`.execute(db);
}

export async function takeBackOverlaps(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  by: RunId,
): ReturnType<ImportUnit['takeBackOverlaps']> {
  const [portal, run] = [storeText(portalId), storeText(runId)];
  const removed = await sql<OverlapRow>`
    update partnership.overlaps known set replaced_by = ${storeText(by)}
    where portal_id = ${portal} and run_id = ${run} and replaced_by is null
    returning ${COLUMNS}`.execute(db);
  const restored = await sql<OverlapRow>`
    update partnership.overlaps known set replaced_by = null
    where portal_id = ${portal} and replaced_by = ${run} and ${notBack}
    returning ${COLUMNS}`.execute(db);
  return { removed: removed.rows.map(readOverlap), restored: restored.rows.map(readOverlap) };
}
