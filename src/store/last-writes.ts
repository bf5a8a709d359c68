/** What runs wrote last, by record and property: our own values, told from those of others, and what an undo took away. */
import { sql, type Kysely } from 'kysely';

import { compareIds, type PortalId } from '../domain/ids.js';
import type { PropertyValues } from '../operations/crm-port.js';
import type { PlannedRecord } from '../operations/ports.js';
import { readText, storeText } from './stored-text.js';
import type { Tables } from './tables.js';

type ObjectType = PlannedRecord['objectType'];

/** The newest value of each property that was written, by any run. */
export async function lastWritten(
  db: Kysely<Tables>,
  portalId: PortalId,
  objectType: ObjectType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PropertyValues>> {
  return byRecord(await lastWrites(db, portalId, objectType, ids));
}

/** The value that an undo took away, where the undo was the last to write a property; what undoes an undo takes none. */
export async function undoneValues(
  db: Kysely<Tables>,
  portalId: PortalId,
  objectType: ObjectType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PropertyValues>> {
  const writes = (await lastWrites(db, portalId, objectType, ids)).filter(({ kind }) => kind === 'undo');
  if (writes.length === 0) return new Map();
  const takesAway = await undosThatTakeAway(db, portalId);
  return byRecord(
    writes.filter((row) => takesAway.has(row.run_id)).map((row) => ({ ...row, new_value: row.old_value })),
  );
}

/** Undos of syncs, undos of undos of such undos, and so on. */
async function undosThatTakeAway(db: Kysely<Tables>, portalId: PortalId): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ run_id: string }>`
    with recursive undo (run_id, takes) as (
      select run.run_id, true from partnership.runs run
      where run.portal_id = ${storeText(portalId)} and run.kind = 'undo' and not exists (
        select from partnership.runs undone
        where undone.portal_id = run.portal_id and undone.run_id = run.undoes_run_id and undone.kind = 'undo')
      union all
      select run.run_id, not undo.takes
      from undo join partnership.runs run
        on run.portal_id = ${storeText(portalId)} and run.kind = 'undo' and run.undoes_run_id = undo.run_id
    )
    select run_id from undo where takes`.execute(db);
  return new Set(rows.map((row) => row.run_id));
}

interface LastWrite {
  readonly run_id: string;
  readonly record_id: string;
  readonly property: string;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly kind: string;
}

async function lastWrites(
  db: Kysely<Tables>,
  portalId: PortalId,
  objectType: ObjectType,
  ids: readonly string[],
): Promise<readonly LastWrite[]> {
  const { rows } = await sql<LastWrite>`
    select distinct on (row.record_id, change.property)
      row.record_id, change.property, change."oldValue" as old_value, change."newValue" as new_value, run.kind, run.run_id
    from partnership.outbox row
    join partnership.runs run on run.portal_id = row.portal_id and run.run_id = row.run_id
    cross join lateral jsonb_to_recordset(row.changes)
      as change (property text, "oldValue" text, "newValue" text)
    where row.portal_id = ${storeText(portalId)} and row.object_type = ${objectType}
      and row.record_id = any(${ids.map(storeText)}::text[]) and row.state = 'written'
    order by row.record_id, change.property, row.place desc`.execute(db);
  return rows;
}

function byRecord(rows: readonly LastWrite[]): ReadonlyMap<string, PropertyValues> {
  const values = new Map<string, Record<string, string | null>>();
  for (const { record_id: record, property, new_value: value } of rows) {
    const id = readText(record);
    const own = values.get(id) ?? {};
    own[readText(property)] = value === null ? null : readText(value);
    values.set(id, own);
  }
  return new Map([...values].sort(([a], [b]) => compareIds(a, b)));
}
