/** What a run writes into the CRM: recorded before it is written, and how that ended. */
import { sql, type Kysely } from 'kysely';

import { runId as run, type PortalId, type RunId } from '../domain/ids.js';
import type { ChangeOutcome, PropertyChange, RecordedChange } from '../operations/ports.js';
import { portalKey } from './portal-key.js';
import { noteLoad } from './statistics.js';
import { readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';

/** One statement each, as for results. */
const CHUNK = 5_000;

/** Appends to the changes of a run, in the order given. All of them or none. */
export async function planChanges(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  changes: readonly PropertyChange[],
): Promise<void> {
  const [portal, ofRun] = [storeText(portalId), storeText(runId)];
  await db.transaction().execute(async (trx) => {
    // Two callers would number their changes alike.
    await sql`select pg_advisory_xact_lock(${portalKey('write', portalId)}::bigint)`.execute(trx);
    for (let start = 0; start < changes.length; start += CHUNK) {
      await sql`
        insert into partnership.property_changes (
          portal_id, run_id, seq, object_type, record_id, property, old_value, new_value, state, reason)
        select ${portal}, ${ofRun}, before.seq + change.place,
          change.item ->> 'objectType', change.item ->> 'recordId', change.item ->> 'property',
          change.item ->> 'oldValue', change.item ->> 'newValue', 'planned', null
        from jsonb_array_elements(${storeJson(changes.slice(start, start + CHUNK))}::jsonb)
            with ordinality as change (item, place),
          (select coalesce(max(seq), 0) as seq from partnership.property_changes
            where portal_id = ${portal} and run_id = ${ofRun}) as before`.execute(trx);
    }
  });
  await noteLoad(db, changes.length, 'partnership.property_changes');
}

/**
 * Records how the write of each record ended, on all changes of that record in this run that are not written yet: a
 * failed write that succeeds when it is tried again counts as written, and what is written stays so.
 */
export async function recordOutcomes(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  outcomes: readonly ChangeOutcome[],
): Promise<void> {
  const [portal, ofRun] = [storeText(portalId), storeText(runId)];
  await db.transaction().execute(async (trx) => {
    for (let start = 0; start < outcomes.length; start += CHUNK) {
      const { rows } = await sql<{ record_id: string | null }>`
        with outcome as (
          select * from jsonb_to_recordset(${storeJson(outcomes.slice(start, start + CHUNK))}::jsonb)
            as outcome ("objectType" text, "recordId" text, state text, reason text)
        ), recorded as (
          update partnership.property_changes change set state = outcome.state, reason = outcome.reason
          from outcome
          where change.portal_id = ${portal} and change.run_id = ${ofRun} and change.state <> 'written'
            and change.object_type = outcome."objectType" and change.record_id = outcome."recordId"
        )
        select min(outcome."recordId") as record_id from outcome
        where not exists (
          select from partnership.property_changes change
          where change.portal_id = ${portal} and change.run_id = ${ofRun}
            and change.object_type = outcome."objectType" and change.record_id = outcome."recordId")`.execute(
        trx,
      );
      const unplanned = rows[0]?.record_id ?? null;
      // Written without a record: the caller is wrong.
      if (unplanned !== null) throw new Error(`no change of record ${readText(unplanned)} was planned`);
    }
  });
}

/** In the order in which they were planned. */
export async function listChanges(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
): Promise<readonly RecordedChange[]> {
  const rows = await db
    .selectFrom('partnership.property_changes')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .where('run_id', '=', storeText(runId))
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    runId: run(readText(row.run_id)),
    objectType: readText(row.object_type),
    recordId: readText(row.record_id),
    property: readText(row.property),
    oldValue: row.old_value === null ? null : readText(row.old_value),
    newValue: row.new_value === null ? null : readText(row.new_value),
    state: row.state,
    reason: row.reason === null ? null : readText(row.reason),
  }));
}
