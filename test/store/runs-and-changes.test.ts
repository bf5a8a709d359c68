import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { instant } from '../../src/domain/calendar.js';
import { portalId, runId, type PortalId } from '../../src/domain/ids.js';
import type { PropertyChange } from '../../src/operations/ports.js';
import { openStore, type OpenedStore } from '../../src/store/store.js';
import { testDatabase, type TestDatabase } from './database.js';
import { run, started } from './sample.js';

let database: TestDatabase;
let store: OpenedStore;
let portals = 0;
let portal: PortalId;

beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ databaseUrl: database.databaseUrl, home: '' });
});
beforeEach(() => {
  portals += 1;
  portal = portalId(`runs-${portals}`);
});
afterAll(async () => {
  await store.close();
  await database.close();
});

const change = (recordId: string, changes: Partial<PropertyChange> = {}): PropertyChange => ({
  objectType: 'deals',
  recordId,
  property: 'partnership_class',
  oldValue: null,
  newValue: 'sourced',
  ...changes,
});

describe('runs', () => {
  test('a run that was started runs, and is ended once', async () => {
    const start = run({ portalId: portal, asOf: instant(Date.parse('0000-06-01T12:34:56.789Z')) });
    await store.startRun(start);
    const running = { ...start, state: 'running', endedAt: null, summary: null };
    expect(await store.listRuns(portal, 10)).toEqual([running]);
    const end = {
      state: 'done',
      endedAt: instant(start.startedAt + 1),
      summary: { z: [1, '\0'], a: null },
    } as const;
    await store.finishRun(portal, start.runId, end);
    const [ended] = await store.listRuns(portal, 10);
    expect(ended).toEqual({ ...start, ...end });
    // As the command printed it.
    expect(Object.keys(ended?.summary ?? {})).toEqual(['z', 'a']);
    await expect(store.finishRun(portal, start.runId, { ...end, state: 'failed' })).rejects.toThrow(
      'not running',
    );
    expect(await store.listRuns(portal, 10)).toEqual([ended]);
  });

  test('are listed newest first, at one instant the one started last; as many as asked for', async () => {
    const early = run({ portalId: portal, runId: runId('early'), startedAt: instant(0) });
    await started(store, 'a', portal);
    await started(store, 'b', portal);
    await store.startRun(early);
    const listed = async (limit: number) => (await store.listRuns(portal, limit)).map((one) => one.runId);
    expect(await listed(10)).toEqual(['b', 'a', 'early']);
    expect(await listed(2)).toEqual(['b', 'a']);
  });

  test('those of another portal are not listed, nor ended', async () => {
    await started(store, 'a', portal);
    const other = portalId(`${portal}-other`);
    expect(await store.listRuns(other, 10)).toEqual([]);
    const end = { state: 'failed', endedAt: instant(1), summary: null } as const;
    await expect(store.finishRun(other, runId('a'), end)).rejects.toThrow('not running');
    expect((await store.listRuns(portal, 1))[0]?.state).toBe('running');
  });
});

describe('changes', () => {
  test('are listed in the order in which they were planned, over several calls', async () => {
    const id = await started(store, 'a', portal);
    const first = [change('9'), change('10', { oldValue: 'direct\0', newValue: null }), change('1')];
    const second = [change('11', { property: 'b' }), change('10', { objectType: 'companies' })];
    await store.planChanges(portal, id, first);
    await store.planChanges(portal, id, second);
    await store.planChanges(portal, id, []);
    expect(await store.listChanges(portal, id)).toEqual(
      [...first, ...second].map((one) => ({ ...one, runId: id, state: 'planned', reason: null })),
    );
  });

  test('an outcome is kept on every change of its record, and on no other', async () => {
    const id = await started(store, 'a', portal);
    const next = await started(store, 'b', portal);
    const planned = [
      change('1'),
      change('1', { property: 'b' }),
      change('2'),
      change('1', { objectType: 'companies' }),
      change('3'),
    ];
    await store.planChanges(portal, id, planned);
    await store.planChanges(portal, next, planned);
    await store.recordOutcomes(portal, id, [
      { objectType: 'deals', recordId: '1', state: 'written', reason: null },
      { objectType: 'deals', recordId: '2', state: 'failed', reason: 'not valid: \0' },
    ]);
    const outcomes = async (of: typeof id) =>
      (await store.listChanges(portal, of)).map(({ state, reason }) => [state, reason]);
    expect(await outcomes(id)).toEqual([
      ['written', null],
      ['written', null],
      ['failed', 'not valid: \0'],
      ['planned', null],
      ['planned', null],
    ]);
    expect(await outcomes(next)).toEqual(planned.map(() => ['planned', null]));
  });

  test('a failed write that succeeds later is written, and what is written stays so', async () => {
    const id = await started(store, 'a', portal);
    await store.planChanges(portal, id, [change('1')]);
    const outcome = { objectType: 'deals', recordId: '1' };
    const states = async () =>
      (await store.listChanges(portal, id)).map(({ state, reason }) => [state, reason]);
    await store.recordOutcomes(portal, id, [{ ...outcome, state: 'failed', reason: 'timeout' }]);
    await store.recordOutcomes(portal, id, [{ ...outcome, state: 'written', reason: null }]);
    expect(await states()).toEqual([['written', null]]);
    await store.recordOutcomes(portal, id, [{ ...outcome, state: 'failed', reason: 'late' }]);
    expect(await states()).toEqual([['written', null]]);
  });

  test('an outcome of a record that was never planned is a bug, and none of the call is kept', async () => {
    const id = await started(store, 'a', portal);
    await store.planChanges(portal, id, [change('1')]);
    const outcome = { objectType: 'deals', state: 'written', reason: null } as const;
    await expect(
      store.recordOutcomes(portal, id, [
        { ...outcome, recordId: '1' },
        { ...outcome, recordId: '77' },
      ]),
    ).rejects.toThrow('77');
    expect((await store.listChanges(portal, id))[0]?.state).toBe('planned');
  });

  test('of a run that was never started are refused', async () => {
    await expect(store.planChanges(portal, runId('nobody'), [change('1')])).rejects.toThrow('foreign key');
  });

  test('ten thousand, planned and written in batches', async () => {
    const id = await started(store, 'a', portal);
    const many = Array.from({ length: 10_000 }, (_, index) => change(String(index)));
    await store.planChanges(portal, id, many);
    for (let start = 0; start < many.length; start += 1_000) {
      const batch = many.slice(start, start + 1_000);
      await store.recordOutcomes(
        portal,
        id,
        batch.map(({ recordId }) => ({ objectType: 'deals', recordId, state: 'written', reason: null })),
      );
    }
    const listed = await store.listChanges(portal, id);
    expect(listed.map(({ recordId }) => recordId)).toEqual(many.map(({ recordId }) => recordId));
    expect(listed.every(({ state }) => state === 'written')).toBe(true);
  });
});
