/** Records that imports make, and registrations that they change: written down before they are written. */
import { sql, type Kysely } from 'kysely';

import type { PortalId, RunId } from '../domain/ids.js';
import type {
  ImportedLink,
  ImportedRecord,
  ImportedType,
  SettledImport,
  StoredImport,
} from '../operations/import-store-port.js';
import type { PlannedChange } from '../operations/ports.js';
import { readJsonText, readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';

export async function planImported(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  records: readonly ImportedRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await sql`
    insert into partnership.imported_records
      (portal_id, run_id, object_type, key, record_id, created, state, changes, links)
    select ${storeText(portalId)}, ${storeText(runId)}, given.item ->> 'objectType', given.item ->> 'key',
      given.item ->> 'recordId', (given.item ->> 'created')::boolean, 'planned',
      given.item -> 'changes', given.item -> 'links'
    from jsonb_array_elements(${storeJson(records)}::jsonb) with ordinality as given (item, place)
    order by given.place`.execute(db);
}

export async function settleImported(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  ends: readonly SettledImport[],
): Promise<void> {
  if (ends.length === 0) return;
  await sql`
    update partnership.imported_records known
    set state = given.state, reason = given.reason, record_id = coalesce(given."recordId", known.record_id)
    from jsonb_to_recordset(${storeJson(ends)}::jsonb)
      as given ("objectType" text, key text, "recordId" text, state text, reason text)
    where known.portal_id = ${storeText(portalId)} and known.run_id = ${storeText(runId)}
      and known.object_type = given."objectType" and known.key = given.key`.execute(db);
}

interface ImportedRow {
  object_type: ImportedType;
  key: string;
  record_id: string | null;
  created: boolean;
  state: StoredImport['state'];
  reason: string | null;
  changes: string;
  links: string;
}

export async function importedRecords(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
): Promise<readonly StoredImport[]> {
  const { rows } = await sql<ImportedRow>`
    select object_type, key, record_id, created, state, reason, changes::text as changes, links::text as links
    from partnership.imported_records
    where portal_id = ${storeText(portalId)} and run_id = ${storeText(runId)} order by place`.execute(db);
  return rows.map((row) => ({
    objectType: row.object_type,
    key: readText(row.key),
    recordId: row.record_id === null ? null : readText(row.record_id),
    created: row.created,
    state: row.state,
    reason: row.reason === null ? null : readText(row.reason),
    changes: readJsonText(row.changes) as readonly PlannedChange[],
    links: readJsonText(row.links) as readonly ImportedLink[],
  }));
}
