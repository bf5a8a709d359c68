/**
 * The outbox: what runs write into the CRM, recorded before it is written, and how that ended. The key of a write is
 * portal, record, property and value: a record stands once in a run, with the digest of the values that it is to get.
 */
import { createHash } from 'node:crypto';

import { sql, type Kysely } from 'kysely';

import { runId as run, type PortalId, type RunId } from '../domain/ids.js';
import type {
  OutboxRecord,
  PlannedChange,
  PlannedRecord,
  SettledWrite,
  SyncStore,
  WriteState,
} from '../operations/ports.js';
import { readJsonText, readText, storeJson, storeText } from './stored-text.js';
import type { Tables } from './tables.js';

/** One statement each, as for results. */
const CHUNK = 2_000;

type ObjectType = PlannedRecord['objectType'];

const keyOf = ({ objectType, recordId }: Pick<PlannedRecord, 'objectType' | 'recordId'>): string =>
  `${objectType} ${recordId}`;

const hashOf = (changes: readonly PlannedChange[]): string => {
  const values = changes.map(({ property, newValue }) => JSON.stringify([property, newValue]));
  return createHash('sha256').update(values.sort().join('\n')).digest('hex');
};

/** Adds to the outbox of a run. */
export async function planWrites(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  records: readonly PlannedRecord[],
): Promise<void> {
  const byKey = new Map(records.map((record) => [keyOf(record), record]));
  if (byKey.size !== records.length) throw new Error('a record was planned twice in one call');
  for (let start = 0; start < records.length; start += CHUNK) {
    const chunk = records.slice(start, start + CHUNK);
    if ((await plan(db, portalId, runId, chunk, 'unwritten')) === chunk.length) continue;
    const again = await writtenBefore(db, portalId, runId, chunk);
    if (again.length > 0) await plan(db, portalId, runId, again, 'written');
  }
}

/**
 * Adds records; those that the run has planned already and are in one of two states get these changes, at the end. What
 * is planned already with these very values stays where it is. @returns how many were added or changed.
 */
async function plan(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  records: readonly PlannedRecord[],
  over: 'written' | 'unwritten',
): Promise<number> {
  const rows = records.map(({ objectType, recordId, changes }) => ({
    objectType,
    recordId,
    hash: hashOf(changes),
    changes,
  }));
  const { numAffectedRows = 0n } = await sql`
    insert into partnership.outbox as known (portal_id, run_id, object_type, record_id, state, values_hash, changes)
    select ${storeText(portalId)}, ${storeText(runId)}, given.item ->> 'objectType', given.item ->> 'recordId',
      'planned', given.item ->> 'hash', given.item -> 'changes'
    from jsonb_array_elements(${storeJson(rows)}::jsonb) with ordinality as given (item, place)
    order by given.place
    on conflict (portal_id, object_type, record_id, run_id) do update
      set place = default, state = 'planned', reason = null,
        values_hash = excluded.values_hash, changes = excluded.changes
      where (known.state = 'written') = ${over === 'written'}
        and (known.state <> 'planned' or known.values_hash <> excluded.values_hash)`.execute(db);
  return Number(numAffectedRows);
}

/** Those of the records that the run has written, with the values before its first write of each property. */
async function writtenBefore(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  records: readonly PlannedRecord[],
): Promise<readonly PlannedRecord[]> {
  const { rows } = await sql<{ object_type: ObjectType; record_id: string; changes: string }>`
    select object_type, record_id, changes::text as changes from partnership.outbox
    where portal_id = ${storeText(portalId)} and run_id = ${storeText(runId)} and state = 'written'
      and object_type in ('deals', 'companies')
      and record_id = any(${records.map(({ recordId }) => storeText(recordId))}::text[])`.execute(db);
  const written = new Map(
    rows.map((row) => [
      keyOf({ objectType: row.object_type, recordId: readText(row.record_id) }),
      readChanges(row.changes),
    ]),
  );
  return records.flatMap((record) => {
    const before = written.get(keyOf(record));
    return before === undefined ? [] : [{ ...record, changes: changedTwice(before, record.changes) }];
  });
}

function changedTwice(
  first: readonly PlannedChange[],
  second: readonly PlannedChange[],
): readonly PlannedChange[] {
  const old = new Map(first.map((change) => [change.property, change.oldValue]));
  const anew = new Set(second.map((change) => change.property));
  return [
    ...first.filter((change) => !anew.has(change.property)),
    ...second.map((change) => ({
      ...change,
      oldValue: old.has(change.property) ? (old.get(change.property) ?? null) : change.oldValue,
    })),
  ];
}

const readChanges = (text: string): readonly PlannedChange[] => readJsonText(text) as PlannedChange[];

/** Records how the writes of records ended; what is written stays so. */
export async function settleWrites(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  outcomes: readonly SettledWrite[],
): Promise<void> {
  const [portal, ofRun] = [storeText(portalId), storeText(runId)];
  for (let start = 0; start < outcomes.length; start += CHUNK) {
    const { rows } = await sql<{ record_id: string | null }>`
      with outcome as materialized (
        select * from jsonb_to_recordset(${storeJson(outcomes.slice(start, start + CHUNK))}::jsonb)
          as outcome ("objectType" text, "recordId" text, state text, reason text)
      ), known as materialized (
        select outcome.*, row.state as before
        from outcome left join partnership.outbox row
          on row.portal_id = ${portal} and row.run_id = ${ofRun}
            and row.object_type = outcome."objectType" and row.record_id = outcome."recordId"
      ), settled as (
        update partnership.outbox row set state = known.state, reason = known.reason,
          attempts = row.attempts + case when known.state = 'superseded' then 0 else 1 end
        from known
        where known.before <> 'written' and row.portal_id = ${portal} and row.run_id = ${ofRun}
          and row.object_type = known."objectType" and row.record_id = known."recordId"
      )
      select min("recordId") as record_id from known where before is null`.execute(db);
    const unplanned = rows[0]?.record_id ?? null;
    // Written without a record: the caller is wrong.
    if (unplanned !== null) throw new Error(`no change of record ${readText(unplanned)} was planned`);
  }
}

interface OutboxRow {
  place: number;
  object_type: ObjectType;
  record_id: string;
  state: WriteState;
  attempts: number;
  reason: string | null;
  changes: string;
}

/** Records of a run in some states, in the order of planning. */
export async function listOutbox(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  { states, after, limit }: Parameters<SyncStore['outbox']>[2],
): Promise<readonly (OutboxRecord & { readonly place: number })[]> {
  // State by state, so that each is a look into the index.
  const { rows } = await sql<OutboxRow>`
    select place, object_type, record_id, row.state, attempts, reason, changes::text as changes
    from unnest(${states}::text[]) as wanted (state) cross join lateral (
      select * from partnership.outbox own
      where own.portal_id = ${storeText(portalId)} and own.run_id = ${storeText(runId)}
        and own.state = wanted.state and own.place > ${after}
      order by own.place limit ${limit}) as row
    order by place limit ${limit}`.execute(db);
  return rows.map((row) => ({
    runId: run(runId),
    place: row.place,
    objectType: row.object_type,
    recordId: readText(row.record_id),
    state: row.state,
    attempts: row.attempts,
    reason: row.reason === null ? null : readText(row.reason),
    changes: readChanges(row.changes),
  }));
}

export async function outboxCounts(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
): Promise<Readonly<Record<WriteState, number>>> {
  const { rows } = await sql<{ state: WriteState; count: number }>`
    select state, count(*) as count from partnership.outbox
    where portal_id = ${storeText(portalId)} and run_id = ${storeText(runId)} group by state`.execute(db);
  const counts = { planned: 0, written: 0, failed: 0, superseded: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}

/** Runs that are over and left records planned, oldest first. */
export async function unsettledRuns(db: Kysely<Tables>, portalId: PortalId): Promise<readonly RunId[]> {
  const { rows } = await sql<{ run_id: string }>`
    select run_id from partnership.runs run
    where portal_id = ${storeText(portalId)} and state <> 'running' and exists (
      select from partnership.outbox row
      where row.portal_id = run.portal_id and row.run_id = run.run_id and row.state = 'planned')
    order by started_at, ordinal`.execute(db);
  return rows.map((row) => run(readText(row.run_id)));
}
