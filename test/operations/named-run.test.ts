/** A run is named by its id, or by as much of it as no other run has. */
import { describe, expect, it } from '@jest/globals';
import { portalId, type RunId } from '../../src/domain/ids.js';
import { namedRun } from '../../src/operations/named-run.js';
import type { Run } from '../../src/operations/ports.js';

const IDS = ['6a1f0c52-01', '6a1f9e00-02', '77b20000-03', '77b2'];
const runs = IDS.map((id) => ({ runId: id }) as unknown as Run);
const store = {
  findRun: (_portal: unknown, id: RunId) => Promise.resolve(runs.find(({ runId }) => runId === id) ?? null),
  listRuns: () => Promise.resolve(runs),
};
const find = (named: string) => namedRun(store, portalId('1'), named);

describe('a named run', () => {
  it.each([
    ['a whole id', '6a1f9e00-02', '6a1f9e00-02'],
    ['a beginning that is one run’s alone', '6a1f9', '6a1f9e00-02'],
    ['a whole id that others begin with', '77b2', '77b2'],
  ])('%s', async (_, named, id) => {
    expect((await find(named)).runId).toBe(id);
  });

  it.each([
    ['no run’s', 'ffff', 'Portal 1 has no run ffff.'],
    ['too short to be recognised', '77b', 'Portal 1 has no run 77b.'],
    ['empty', '', 'Portal 1 has no run .'],
    ['of several', '6a1f', '2 runs of portal 1 begin with 6a1f: 6a1f0c52-01, 6a1f9e00-02.'],
  ])('%s is refused', async (_, named, message) => {
    await expect(find(named)).rejects.toMatchObject({ code: 'run_not_found', message });
  });
});
