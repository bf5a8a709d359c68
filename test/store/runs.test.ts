import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { instant } from '../../src/domain/calendar.js';
import { portalId, runId, type PortalId } from '../../src/domain/ids.js';
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
