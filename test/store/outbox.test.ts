import { beforeEach, describe, expect, test } from '@jest/globals';

import { instant } from '../../src/domain/calendar.js';
import { portalId, runId, type PortalId, type RunId } from '../../src/domain/ids.js';
import type { PlannedChange, PlannedRecord, SyncUnit, WriteState } from '../../src/operations/ports.js';
import { OwnStore } from './own-store.js';
import { started } from './sample.js';
import { underLease } from './sync-sample.js';

const own = OwnStore.open('outbox');
let run: RunId;
beforeEach(async () => {
  run = await started(own.store, 'a', own.portal);
});

const ALL: readonly WriteState[] = ['planned', 'written', 'failed', 'superseded'];
const change = (property: string, oldValue: string | null, newValue: string | null): PlannedChange => ({
  property,
  oldValue,
  newValue,
});
const record = (
  recordId: string,
  changes: readonly PlannedChange[] = [change('class', null, 'sourced')],
  objectType: PlannedRecord['objectType'] = 'deals',
): PlannedRecord => ({ objectType, recordId, changes });
const write = <T>(work: (unit: SyncUnit) => Promise<T>) => underLease(own.store, own.portal, work);
const plan = (of: RunId, ...records: readonly PlannedRecord[]) =>
  write((unit) => unit.planWrites(of, records));
const settle = (of: RunId, recordId: string, state: WriteState, reason: string | null = null) =>
  write((unit) => unit.settleWrites(of, [{ objectType: 'deals', recordId, state, reason }]));
const list = (of = run, states = ALL, after = 0, limit = 100) =>
  own.store.outbox(own.portal, of, { states, after, limit });
const ids = async (...args: Parameters<typeof list>) => (await list(...args)).map((one) => one.recordId);

/** Without the place, which only its order says something of. */
const placeless = (listed: { readonly place: number }) => ({ ...listed, place: undefined });

describe('the outbox', () => {
  test('gives back what was planned, in that order, over several calls', async () => {
    const odd = record("9'; --", [change('a\0', '\ud800', "O'Brien"), change('b', 'x', null)]);
    await plan(run, odd, record('10'), record('1'));
    await plan(run, record('1', undefined, 'companies'));
    const listed = await list();
    expect(listed.map(placeless)).toEqual(
      [odd, record('10'), record('1'), record('1', undefined, 'companies')].map((one) => ({
        ...one,
        ...{ runId: run, state: 'planned', attempts: 0, reason: null },
      })),
    );
    expect(await ids(run, ALL, listed[1]!.place, 1)).toEqual(['1']);
  });

  test('counts states and attempts, and lists those that are asked for', async () => {
    await plan(run, ...['1', '2', '3', '4'].map((id) => record(id)));
    await settle(run, '1', 'written');
    await settle(run, '2', 'failed', 'not valid: \0');
    await settle(run, '2', 'failed', 'still not');
    await settle(run, '3', 'superseded');
    expect(await own.store.outboxCounts(own.portal, run)).toEqual({
      planned: 1,
      written: 1,
      failed: 1,
      superseded: 1,
    });
    expect((await list()).map(({ attempts, reason }) => [attempts, reason])).toEqual([
      [1, null],
      [2, 'still not'],
      [0, null],
      [0, null],
    ]);
    expect(await ids(run, ['planned', 'failed'])).toEqual(['2', '4']);
  });

  test('keeps what is written; what failed may be written later', async () => {
    await plan(run, record('1'));
    await settle(run, '1', 'failed', 'timeout');
    await settle(run, '1', 'written');
    await settle(run, '1', 'failed', 'late');
    expect(await list()).toMatchObject([{ state: 'written', reason: null, attempts: 2 }]);
  });

  test('an outcome of a record that was never planned is a bug, and none of the call is kept', async () => {
    await plan(run, record('1'));
    const outcome = { objectType: 'deals', state: 'written', reason: null } as const;
    await expect(
      write((unit) =>
        unit.settleWrites(
          run,
          ['1', '77'].map((recordId) => ({ ...outcome, recordId })),
        ),
      ),
    ).rejects.toThrow('77');
    expect(await list()).toMatchObject([{ state: 'planned' }]);
  });

  test('of a run that was never started, or a record twice in one call, is refused', async () => {
    await expect(plan(runId('nobody'), record('1'))).rejects.toThrow('foreign key');
    await expect(plan(run, record('1'), record('1'))).rejects.toThrow('twice');
  });
});

describe('a record that a run plans again', () => {
  test('with the same values stays where it is', async () => {
    await plan(run, record('1'), record('2'));
    const before = await list();
    await plan(run, record('1', [change('class', 'other', 'sourced')]));
    expect(await list()).toEqual(before);
  });

  test('with others gets these instead, at the end', async () => {
    await plan(run, record('1', [change('a', null, 'x'), change('b', null, 'x')]), record('2'));
    await settle(run, '1', 'failed', 'no');
    const [, last] = await list();
    await plan(run, record('1', [change('a', null, 'y')]));
    expect(await list(run, ['planned'], last!.place)).toMatchObject([
      { recordId: '1', reason: null, changes: [change('a', null, 'y')] },
    ]);
  });

  test('after it was written keeps the values of before the run', async () => {
    await plan(run, record('1', [change('a', 'before', 'x'), change('b', 'before', 'x')]));
    await settle(run, '1', 'written');
    await plan(run, record('1', [change('a', 'x', 'y'), change('c', null, 'y')]));
    expect(await list()).toMatchObject([
      {
        state: 'planned',
        changes: [change('b', 'before', 'x'), change('a', 'before', 'y'), change('c', null, 'y')],
      },
    ]);
  });

  test('after it was written where it was empty, knows that it was', async () => {
    await plan(run, record('1', [change('a', null, 'x')]));
    await settle(run, '1', 'written');
    await plan(run, record('1', [change('a', 'x', 'y')]));
    expect(await list()).toMatchObject([{ changes: [change('a', null, 'y')] }]);
  });
});

test('runs that ended with records still planned are found, oldest first', async () => {
  const start = async (id: string, minute: number): Promise<RunId> => {
    await own.store.startRun({
      ...{ portalId: own.portal, runId: runId(id), kind: 'sync', policyVersion: 'p', asOf: instant(0) },
      startedAt: instant(minute * 60_000),
    });
    return runId(id);
  };
  const older = await start('older', 1);
  await plan(older, record('1'), record('2'));
  const settled = await start('settled', 2);
  await plan(settled, record('1'));
  await settle(settled, '1', 'written');
  const newer = await start('newer', 3);
  await plan(newer, record('1'));
  const running = await start('running', 4);
  await plan(running, record('1'));
  expect(await own.store.unsettledRuns(own.portal)).toEqual([older, newer]);
  expect(await own.store.unsettledRuns(portalId(`${own.portal}-other`))).toEqual([]);
  await settle(older, '1', 'superseded');
  await settle(older, '2', 'written');
  expect(await own.store.unsettledRuns(own.portal)).toEqual([newer]);
});

test('what was last written is known by record and property, over all runs; what was not written is not', async () => {
  await plan(run, record('1', [change('a', null, 'x'), change('b', null, "b'\0")]), record('2'));
  await settle(run, '1', 'written');
  const next = await started(own.store, 'b', own.portal);
  await plan(next, record('1', [change('a', 'x', null)]), record('3'));
  await settle(next, '1', 'written');
  await settle(next, '3', 'failed', 'no');
  const last = await started(own.store, 'c', own.portal);
  await plan(last, record('1', [change('b', 'b', 'c')]));
  const known = (of: PortalId, type: 'deals' | 'companies') =>
    own.store.lastWritten(of, type, ['1', '2', '3', '4']);
  expect(await known(own.portal, 'deals')).toEqual(new Map([['1', { a: null, b: "b'\0" }]]));
  expect(await known(own.portal, 'companies')).toEqual(new Map());
  expect(await known(portalId(`${own.portal}-other`), 'deals')).toEqual(new Map());
});

test('a run knows nothing of the outbox of another, or of another portal', async () => {
  const other = await started(own.store, 'other', own.portal);
  await plan(run, record('1'));
  await plan(other, record('1'));
  await settle(other, '1', 'written');
  expect(await list()).toMatchObject([{ state: 'planned' }]);
  expect(
    await own.store.outbox(portalId(`${own.portal}-other`), run, { states: ALL, after: 0, limit: 9 }),
  ).toEqual([]);
});
