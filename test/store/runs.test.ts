import { describe, expect, test } from '@jest/globals';

import { instant } from '../../src/domain/calendar.js';
import { portalId, runId } from '../../src/domain/ids.js';
import { OwnStore } from './own-store.js';
import { run, started } from './sample.js';

const own = OwnStore.open('runs');

describe('runs', () => {
  test('a run that was started runs, and is ended once', async () => {
    const start = run({ portalId: own.portal, asOf: instant(Date.parse('0000-06-01T12:34:56.789Z')) });
    await own.store.startRun(start);
    const running = { ...start, state: 'running', endedAt: null, summary: null };
    expect(await own.store.listRuns(own.portal, 10)).toEqual([running]);
    const end = {
      state: 'done',
      endedAt: instant(start.startedAt + 1),
      summary: { z: [1, '\0'], a: null },
    } as const;
    await own.store.finishRun(own.portal, start.runId, end);
    const [ended] = await own.store.listRuns(own.portal, 10);
    expect(ended).toEqual({ ...start, ...end });
    // As the command printed it.
    expect(Object.keys(ended?.summary ?? {})).toEqual(['z', 'a']);
    await expect(own.store.finishRun(own.portal, start.runId, { ...end, state: 'failed' })).rejects.toThrow(
      'not running',
    );
    expect(await own.store.listRuns(own.portal, 10)).toEqual([ended]);
  });

  test('are listed newest first, at one instant the one started last; as many as asked for', async () => {
    const early = run({ portalId: own.portal, runId: runId('early'), startedAt: instant(0) });
    await started(own.store, 'a', own.portal);
    await started(own.store, 'b', own.portal);
    await own.store.startRun(early);
    const listed = async (limit: number) =>
      (await own.store.listRuns(own.portal, limit)).map((one) => one.runId);
    expect(await listed(10)).toEqual(['b', 'a', 'early']);
    expect(await listed(2)).toEqual(['b', 'a']);
  });

  test('those of another portal are not listed, nor ended', async () => {
    await started(own.store, 'a', own.portal);
    const other = portalId(`${own.portal}-other`);
    expect(await own.store.listRuns(other, 10)).toEqual([]);
    const end = { state: 'failed', endedAt: instant(1), summary: null } as const;
    await expect(own.store.finishRun(other, runId('a'), end)).rejects.toThrow('not running');
    expect((await own.store.listRuns(own.portal, 1))[0]?.state).toBe('running');
  });
});
