/** Runs of commands that may write. */
import type { Kysely, Selectable } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import { portalId as portal, runId as run, type PortalId, type RunId } from '../domain/ids.js';
import type { Run, Store } from '../operations/ports.js';
import { readJson, readText, storeJson, storeText } from './stored-text.js';
import type { RunsTable, Tables } from './tables.js';
import { readInstant, storeInstant } from './timestamps.js';

type RunStart = Parameters<Store['startRun']>[0];
type RunEnd = Parameters<Store['finishRun']>[2];

/** Whoever asks holds the portal's lease: a run that still says it runs was killed. */
export async function endKilledRuns(db: Kysely<Tables>, portalId: PortalId, at: Instant): Promise<void> {
  await db
    .updateTable('partnership.runs')
    .set({ state: 'interrupted', ended_at: storeInstant(at) })
    .where('portal_id', '=', storeText(portalId))
    .where('state', '=', 'running')
    .execute();
}

export async function startRun(db: Kysely<Tables>, start: RunStart): Promise<void> {
  await endKilledRuns(db, start.portalId, start.startedAt);
  await db
    .insertInto('partnership.runs')
    .values({
      portal_id: storeText(start.portalId),
      run_id: storeText(start.runId),
      kind: start.kind,
      state: 'running',
      started_at: storeInstant(start.startedAt),
      ended_at: null,
      policy_version: storeText(start.policyVersion),
      as_of: storeInstant(start.asOf),
      summary: null,
      undoes_run_id: start.undoes == null ? null : storeText(start.undoes),
    })
    .execute();
}

/** Ends a run that runs; how it ended is never changed afterwards. */
export async function finishRun(
  db: Kysely<Tables>,
  portalId: PortalId,
  runId: RunId,
  end: RunEnd,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('partnership.runs')
    .set({
      state: end.state,
      ended_at: storeInstant(end.endedAt),
      summary: end.summary === null ? null : storeJson(end.summary),
    })
    .where('portal_id', '=', storeText(portalId))
    .where('run_id', '=', storeText(runId))
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new Error(`run ${runId} of portal ${portalId} is not running`);
}

export async function listRuns(
  db: Kysely<Tables>,
  portalId: PortalId,
  limit: number,
): Promise<readonly Run[]> {
  const rows = await db
    .selectFrom('partnership.runs')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .orderBy('started_at', 'desc')
    .orderBy('ordinal', 'desc')
    .limit(limit)
    .execute();
  return rows.map(readRun);
}

export async function findRun(db: Kysely<Tables>, portalId: PortalId, runId: RunId): Promise<Run | null> {
  const row = await db
    .selectFrom('partnership.runs')
    .selectAll()
    .where('portal_id', '=', storeText(portalId))
    .where('run_id', '=', storeText(runId))
    .executeTakeFirst();
  return row === undefined ? null : readRun(row);
}

export const readRun = (row: Selectable<RunsTable>): Run => ({
  portalId: portal(readText(row.portal_id)),
  runId: run(readText(row.run_id)),
  kind: row.kind,
  state: row.state,
  startedAt: readInstant(row.started_at),
  endedAt: row.ended_at === null ? null : readInstant(row.ended_at),
  policyVersion: readText(row.policy_version),
  asOf: readInstant(row.as_of),
  undoes: row.undoes_run_id === null ? null : run(readText(row.undoes_run_id)),
  summary: row.summary === null ? null : (readJson(row.summary) as Record<string, unknown>),
});
