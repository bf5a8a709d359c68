/** What `npm start` does after somebody changed something on a page: one sync, soon, and again where it could not. */
import { describe, expect, it } from '@jest/globals';
import { BackgroundWork } from '../../src/cli/background-work.js';
import type { PortalWork } from '../../src/cli/portal-work.js';
import { AppError } from '../../src/errors.js';

type Synced = Awaited<ReturnType<PortalWork['sync']>>;
const SYNCED = {
  computed: 1,
  writes: { deals: 2, partners: 1, refused: 0, failed: [] },
  requests: 12,
  notPublished: null,
} as unknown as Synced;
const HELD = new AppError('lease_held', 'A sync runs.', 'Wait.');

/** Time stands until the test moves it. */
function start(syncs: readonly (Synced | Error)[] = [SYNCED]) {
  const told: string[] = [];
  const waits: number[] = [];
  const due: (() => void)[] = [];
  let done = 0;
  const background = new BackgroundWork({
    work: {
      sync: () => {
        const next = syncs[Math.min(done++, syncs.length - 1)]!;
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      },
      answerAsked: () =>
        Promise.resolve({
          kind: 'dry_run',
          askedAt: 0 as never,
          askedBy: null,
          answer: { at: 0 as never, planHash: 'h', sentences: ['Nothing would be written.'] },
        }),
    },
    tell: (text) => told.push(text),
    later: (ms, run) => {
      waits.push(ms);
      due.push(run);
    },
  });
  const pass = async () => {
    for (const run of due.splice(0)) run();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { background, told, waits, pass, syncs: () => done };
}

describe('after an action on a page', () => {
  it('several in a row are one sync, which is told in one line', async () => {
    const { background, told, waits, pass, syncs } = start();
    for (const action of ['tag-deal', 'rule-on-tag', 'save-settings']) background.after(action);
    expect([waits.length, syncs()]).toEqual([1, 0]);
    await pass();
    expect(syncs()).toBe(1);
    expect(told).toEqual(['synced 1 deal, 3 records written, 12 requests']);
    background.after('tag-deal');
    await pass();
    expect(syncs()).toBe(2);
  });

  it('a dry run that was asked for is done, and nothing is synced', async () => {
    const { background, told, pass, syncs } = start();
    background.after('ask-dry-run');
    await pass();
    expect(told).toEqual(['answered the dry run that was asked for: Nothing would be written.']);
    expect(syncs()).toBe(0);
  });

  it('a lease that somebody else holds is tried again, without a word', async () => {
    const { background, told, waits, pass, syncs } = start([HELD, HELD, SYNCED]);
    background.after('tag-deal');
    for (let nth = 0; nth < 3; nth += 1) await pass();
    expect(syncs()).toBe(3);
    expect(waits).toEqual([500, 2_000, 2_000]);
    expect(told).toHaveLength(1);
  });

  it('what fails is told, and the pages stay open', async () => {
    const failed = new AppError('crm_unreachable', 'No answer.', 'Look at the network.');
    const { background, told, pass } = start([failed, SYNCED]);
    background.after('tag-deal');
    await pass();
    background.after('tag-deal');
    await pass();
    expect(told[0]).toBe('could not sync: No answer. Look at the network.');
    expect(told[1]).toMatch(/^synced/);
  });

  it('nothing is begun once it is closed', async () => {
    const { background, pass, syncs } = start();
    background.after('tag-deal');
    await background.close();
    await pass();
    background.after('tag-deal');
    await pass();
    expect(syncs()).toBe(0);
  });
});
