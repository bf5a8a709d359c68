/** Plans of dry runs: drafted piece by piece under a name, then known by their hash. */
import { sql, type Kysely } from 'kysely';

import type { PortalId } from '../domain/ids.js';
import type { PlannedChange, PlanDifference, PlanRecord, StoredPlan } from '../operations/ports.js';
import { readJson, readJsonText, readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';
import { readInstant, storeInstant } from './timestamps.js';
import { idOrder } from './id-order.js';

/** One statement each, as for results. */
const CHUNK = 2_000;
/** Plans of a portal that are kept. */
const KEPT = 10;

/** Adds records to a draft. */
export async function draftPlan(
  db: Kysely<Tables>,
  portalId: PortalId,
  draft: string,
  records: readonly PlanRecord[],
): Promise<void> {
  for (let start = 0; start < records.length; start += CHUNK) {
    await sql`
      insert into partnership.plan_records (portal_id, draft, object_type, record_id, basis, changes)
      select ${storeText(portalId)}, ${storeText(draft)}, given.item ->> 'objectType', given.item ->> 'recordId',
        given.item ->> 'basis', given.item -> 'changes'
      from jsonb_array_elements(${storeJson(records.slice(start, start + CHUNK))}::jsonb)
        with ordinality as given (item, place)
      order by given.place
      on conflict (portal_id, draft, object_type, record_id) do update
        set place = default, basis = excluded.basis, changes = excluded.changes`.execute(db);
  }
}

/** Makes a draft a plan. What killed dry runs have drafted goes, and all but the newest plans. */
export async function savePlan(
  db: Kysely<Tables>,
  portalId: PortalId,
  draft: string,
  plan: Omit<StoredPlan, 'portalId'>,
): Promise<void> {
  const portal = storeText(portalId);
  await db.transaction().execute(async (trx) => {
    await sql`
      insert into partnership.plans (portal_id, hash, draft, made_at, policy_version, summary)
      values (${portal}, ${storeText(plan.hash)}, ${storeText(draft)}, ${storeInstant(plan.madeAt)}::timestamptz,
        ${storeText(plan.policyVersion)}, ${storeJson(plan.summary)}::json)
      on conflict (portal_id, hash) do update
        set ordinal = default, draft = excluded.draft, made_at = excluded.made_at,
          policy_version = excluded.policy_version, summary = excluded.summary`.execute(trx);
    await sql`
      delete from partnership.plans where portal_id = ${portal} and ordinal not in (
        select ordinal from partnership.plans where portal_id = ${portal} order by ordinal desc limit ${KEPT})`.execute(
      trx,
    );
    await sql`
      delete from partnership.plan_records where portal_id = ${portal} and draft not in (
        select draft from partnership.plans where portal_id = ${portal})`.execute(trx);
  });
}

export async function dropDraft(db: Kysely<Tables>, portalId: PortalId, draft: string): Promise<void> {
  await sql`
    delete from partnership.plan_records
    where portal_id = ${storeText(portalId)} and draft = ${storeText(draft)} and draft not in (
      select draft from partnership.plans where portal_id = ${storeText(portalId)})`.execute(db);
}

interface PlanRow {
  made_at: Date;
  policy_version: string;
  summary: unknown;
}

export async function findPlan(
  db: Kysely<Tables>,
  portalId: PortalId,
  hash: string,
): Promise<StoredPlan | null> {
  const { rows } = await sql<PlanRow>`
    select made_at, policy_version, summary from partnership.plans
    where portal_id = ${storeText(portalId)} and hash = ${storeText(hash)}`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    hash,
    portalId,
    madeAt: readInstant(row.made_at),
    policyVersion: readText(row.policy_version),
    summary: readJson(row.summary) as StoredPlan['summary'],
  };
}

/** The draft that a hash names, else the draft of that name. */
export const draftOf = (portalId: PortalId, draftOrHash: string) => sql<string>`coalesce(
  (select draft from partnership.plans where portal_id = ${storeText(portalId)} and hash = ${storeText(draftOrHash)}),
  ${storeText(draftOrHash)}::text)`;

interface PlanRecordRow {
  place: number;
  object_type: PlanRecord['objectType'];
  record_id: string;
  basis: string;
  changes: string;
}

export async function planRecords(
  db: Kysely<Tables>,
  portalId: PortalId,
  draftOrHash: string,
  after: number,
  limit: number,
): Promise<readonly (PlanRecord & { readonly place: number })[]> {
  const { rows } = await sql<PlanRecordRow>`
    select place, object_type, record_id, basis, changes::text as changes from partnership.plan_records
    where portal_id = ${storeText(portalId)} and draft = ${draftOf(portalId, draftOrHash)} and place > ${after}
    order by place limit ${limit}`.execute(db);
  return rows.map((row) => ({
    place: row.place,
    objectType: row.object_type,
    recordId: readText(row.record_id),
    basis: readText(row.basis),
    changes: readJsonText(row.changes) as readonly PlannedChange[],
  }));
}

/** Records in which a plan and a draft differ, by type and id. */
export async function planDifferences(
  db: Kysely<Tables>,
  portalId: PortalId,
  hash: string,
  draft: string,
  limit: number,
): Promise<readonly PlanDifference[]> {
  const recordsOf = (name: string) => sql`(
    select object_type, record_id, basis, changes from partnership.plan_records
    where portal_id = ${storeText(portalId)} and draft = ${draftOf(portalId, name)})`;
  const { rows } = await sql<{
    object_type: PlanRecord['objectType'];
    record_id: string;
    how: PlanDifference['how'];
  }>`
    select object_type, record_id, case when planned.basis is null then 'added'
      when found.basis is null then 'left' else 'changed' end as how
    from ${recordsOf(hash)} as planned full join ${recordsOf(draft)} as found using (object_type, record_id)
    where (planned.basis, planned.changes) is distinct from (found.basis, found.changes)
    order by object_type, ${idOrder('record_id')} limit ${limit}`.execute(db);
  return rows.map((row) => ({
    objectType: row.object_type,
    recordId: readText(row.record_id),
    how: row.how,
  }));
}
