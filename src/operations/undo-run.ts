/**
 * Takes back what a run wrote into the CRM, property by property, and leaves alone whatever changed since. The ledger is
 * not touched: it is the record of what was computed, and only a sync posts to it.
 */
import type { Instant } from '../domain/calendar.js';
import type { RunId } from '../domain/ids.js';
import { AppError, unlessStopped } from '../errors.js';
import type { Account, Crm, RawRecord } from './crm-port.js';
import type { Clock, Run, Store } from './ports.js';
import type { ImportCrm } from './import-port.js';
import { namedRun } from './named-run.js';
import { recordedRun } from './recorded-run.js';
import { shortened } from './shortened.js';
import { settleRuns } from './settle-runs.js';
import type { OutboxRecord, PlannedRecord, WriteState } from './outbox-port.js';
import { importedAnything, undoImport, type ImportTakenBack } from './undo-import.js';
import { withLease } from './with-lease.js';
import { writeOutbox, type WriteSummary } from './write-outbox.js';

export interface UndoDeps {
  readonly crm: Crm;
  readonly store: Store;
  readonly clock: Clock;
  /** Takes back what an import made; absent: only its values are taken back. */
  readonly imports?: ImportCrm;
  readonly newRunId: () => RunId;
  /** Ends it between two pieces of work, as the CRM's own signal ends a wait for an answer. */
  readonly stop?: AbortSignal;
}

export interface UndoRequest {
  /** Id of the run, or the beginning of it. */
  readonly named: string;
  /** Shows what would be taken back; writes nothing. */
  readonly dryRun: boolean;
}

/** A value that is not what the run wrote any more. */
export interface LeftAlone {
  readonly objectType: string;
  readonly recordId: string;
  readonly property: string;
  /** What the run wrote. */
  readonly wrote: string | null;
  /** What is there now; null where the record is gone, or the value empty. */
  readonly holds: string | null;
  readonly why: 'changed_since' | 'record_gone';
}

export interface UndoSummary {
  /** The run of this undo; null of a dry run. */
  readonly runId: RunId | null;
  readonly undone: RunId;
  readonly portalId: string;
  readonly asOf: Instant;
  readonly dryRun: boolean;
  /** Records and properties that are set back. */
  readonly records: number;
  readonly properties: number;
  /** Values that the run had planned and never wrote. */
  readonly neverWritten: number;
  /** Values that changed since, and stay as they are. */
  readonly leftAlone: number;
  /** The first of them. */
  readonly left: readonly LeftAlone[];
  readonly writes: WriteSummary;
  /** Of an import: what else is taken back; null of all other runs. */
  readonly imported: ImportTakenBack | null;
  readonly requests: number;
}

/**
 * Undoes a run.
 * @throws AppError `run_not_found` where there is none, or it wrote nothing that could be taken back; `lease_held`.
 */
export async function undoRun(
  deps: UndoDeps,
  request: UndoRequest,
  progress: (done: number, of: number) => void,
): Promise<UndoSummary> {
  const account = await deps.crm.account();
  const target = await findTarget(deps.store, account, request.named);
  const undone = target.runId;
  return withLease(deps.store, account.portalId, 'undo', async (lease) => {
    // A run that was killed is over only once somebody who holds the lease says so.
    await deps.store.endKilledRuns(account.portalId, deps.clock.now());
    await settleRuns(deps, { portalId: account.portalId, lease });
    const asOf = deps.clock.now();
    const done = { account, undone, dryRun: request.dryRun, asOf };
    if (request.dryRun) {
      const sums = await takenBack(deps, account, target, () => Promise.resolve());
      const imported = await importTakenBack(deps, target, { account, undone, lease, by: null });
      return summaryOf(deps, { ...done, sums, runId: null, writes: NOTHING, imported });
    }
    const { policyVersion } = target;
    const start = { account, kind: 'undo' as const, policyVersion, asOf, undoes: undone };
    return recordedRun(deps, start, async (runId) => {
      const { written: of } = await deps.store.outboxCounts(account.portalId, undone);
      let writes = NOTHING;
      // Page by page: what somebody types while the rest is undone is seen before it would be overwritten.
      const sums = await takenBack(deps, account, target, async (records, before) => {
        await deps.store.writeSync(account.portalId, lease, (unit) => unit.planWrites(runId, records));
        const page = await writeOutbox(deps, { portalId: account.portalId, runId, lease }, (done) =>
          progress(before + done, of),
        );
        writes = together(writes, page);
      });
      const imported = await importTakenBack(deps, target, { account, undone, lease, by: runId });
      return summaryOf(deps, { ...done, sums, runId, writes, imported });
    });
  });
}

async function importTakenBack(
  { crm, store, imports }: UndoDeps,
  { kind }: Run,
  request: Parameters<typeof undoImport>[1],
): Promise<ImportTakenBack | null> {
  if (!MAKES_RECORDS.has(kind) || imports === undefined) return null;
  // A sync that changed no registration is told of none.
  if (kind === 'sync' && !(await importedAnything(store, request.account, request.undone))) return null;
  return undoImport({ crm, store, imports }, request);
}

/** Runs that make records, or change registrations. */
const MAKES_RECORDS: ReadonlySet<Run['kind']> = new Set(['import', 'registrations', 'sync']);

const NOTHING: WriteSummary = { deals: 0, partners: 0, refused: 0, failed: [] };

const together = (one: WriteSummary, other: WriteSummary): WriteSummary => ({
  deals: one.deals + other.deals,
  partners: one.partners + other.partners,
  refused: one.refused + other.refused,
  failed: [...one.failed, ...other.failed].slice(0, REPEATED),
});

async function findTarget(store: Store, account: Account, named: string): Promise<Run> {
  const { portalId } = account;
  const run = await namedRun(store, portalId, named);
  const { kind, runId } = run;
  const wrote = kind !== 'plan' && kind !== 'setup';
  if (wrote && hasWritten(await store.outboxCounts(portalId, runId))) return run;
  if (MAKES_RECORDS.has(kind) && (await importedAnything(store, account, runId))) return run;
  throw new AppError(
    'run_not_found',
    `Run ${runId} ${wrote ? 'wrote nothing' : `is a ${kind === 'plan' ? 'dry run' : kind}`}: there is no value of it to be taken back.`,
    'partnership runs lists the runs that can be undone.',
  );
}

/** Planned ones too: of a run that was killed, some may have been written. */
const hasWritten = ({ planned, written }: Readonly<Record<WriteState, number>>): boolean =>
  planned + written > 0;

interface UndoSums {
  records: number;
  properties: number;
  neverWritten: number;
  leftAlone: number;
  readonly left: LeftAlone[];
}

/** Records that are read, and then set back at once. */
const PAGE = 500;
/** Values left alone, and refusals, that a summary repeats. */
const REPEATED = 10_000;

/**
 * Goes through what a run wrote, page by page, and hands on what is to be set back.
 * @param setBack also takes how many records were looked at before.
 */
async function takenBack(
  { crm, store, stop }: UndoDeps,
  { portalId }: Account,
  { runId, kind }: Run,
  setBack: (records: readonly PlannedRecord[], before: number) => Promise<void>,
): Promise<UndoSums> {
  const { superseded, failed, planned } = await store.outboxCounts(portalId, runId);
  const sums: UndoSums = {
    records: 0,
    properties: 0,
    neverWritten: superseded + failed + planned,
    leftAlone: 0,
    left: [],
  };
  let looked = 0;
  for (let after = 0; ;) {
    const page = await store.outbox(portalId, runId, { states: ['written'], after, limit: PAGE });
    const last = page.at(-1);
    if (last === undefined) return sums;
    unlessStopped(stop);
    after = last.place;
    for (const objectType of ['deals', 'companies'] as const) {
      const written = page.filter((record) => record.objectType === objectType);
      if (written.length === 0) continue;
      const ids = written.map(({ recordId }) => recordId);
      const now = new Map((await crm.recordsById(objectType, ids)).map((raw) => [raw.id, raw]));
      const records: PlannedRecord[] = [];
      const left: LeftAlone[] = [];
      for (const record of written) {
        const isWhole = WHOLE_RECORDS.has(kind);
        takeBack(crm, { record, now: now.get(record.recordId), isWhole }, records, left);
      }
      await setBack(records, looked);
      looked += written.length;
      sums.records += records.length;
      sums.properties += records.reduce((sum, { changes }) => sum + changes.length, 0);
      sums.leftAlone += left.length;
      sums.left.push(...left.slice(0, REPEATED - sums.left.length));
    }
  }
}

/** What these wrote on a record belongs together: a history without its tier would tell of a tier that never was. */
const WHOLE_RECORDS: ReadonlySet<Run['kind']> = new Set(['tiers', 'lifecycle']);

interface TakenRecord {
  readonly record: OutboxRecord;
  readonly now: RawRecord | undefined;
  /** One value that changed since leaves all of them. */
  readonly isWhole: boolean;
}

/** Sorts one record's values into those that are set back and those that changed since. */
function takeBack(
  crm: Crm,
  { record: { objectType, recordId, changes }, now, isWhole }: TakenRecord,
  records: PlannedRecord[],
  left: LeftAlone[],
): void {
  const back = changes.filter(({ property, newValue, oldValue }) => {
    const value = now?.properties[property] ?? null;
    const holds = value === '' ? null : value;
    if (now !== undefined && crm.isSameValue(property, holds, newValue)) return true;
    // Somebody set it back already.
    if (now !== undefined && crm.isSameValue(property, holds, oldValue)) return false;
    const why = now === undefined ? 'record_gone' : 'changed_since';
    left.push({ objectType, recordId, property, wrote: shortened(newValue), holds: shortened(holds), why });
    return false;
  });
  if (back.length === 0 || (isWhole && back.length < changes.length)) return;
  records.push({
    objectType,
    recordId,
    changes: back.map(({ property, oldValue, newValue }) => ({
      property,
      oldValue: newValue,
      newValue: oldValue,
    })),
  });
}

function summaryOf(
  { crm }: UndoDeps,
  done: {
    readonly account: Account;
    readonly undone: RunId;
    readonly dryRun: boolean;
    readonly asOf: Instant;
    readonly sums: UndoSums;
    readonly runId: RunId | null;
    readonly writes: WriteSummary;
    readonly imported: ImportTakenBack | null;
  },
): UndoSummary {
  const { sums } = done;
  return {
    runId: done.runId,
    undone: done.undone,
    portalId: done.account.portalId,
    asOf: done.asOf,
    dryRun: done.dryRun,
    ...sums,
    writes: done.writes,
    imported: done.imported,
    requests: crm.tally().requests,
  };
}
