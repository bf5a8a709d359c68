/** Ctrl-C is heard in every part of a sync, also in those that ask the CRM for nothing. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal, type SyncProgress, type SyncRequest } from '../../src/operations/sync-portal.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { crmOf, PortalOnDatabase } from './portal.js';
import { currentResults } from '../store/read-store.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  // More than one page of deals.
  portal = await PortalOnDatabase.open({ deals: 2_100 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
}, 180_000);
afterAll(() => portal.close());

const id = () => portalId(String(portal.sandbox.portalId));

/** Stops a sync when it first tells of something, and answers what it told from then on. */
async function stopped(request: Partial<SyncRequest>, isMoment: (event: SyncProgress) => boolean) {
  const stop = new AbortController();
  const told: SyncProgress[] = [];
  const sync = syncPortal(
    { ...portal.deps(), stop: stop.signal },
    { policy: DEFAULT_POLICY, dryRun: false, ...request },
    (event) => {
      if (isMoment(event)) stop.abort();
      if (stop.signal.aborted) told.push(event);
    },
  );
  await expect(sync).rejects.toMatchObject({ code: 'interrupted', exitCode: 130 });
  const [run] = await portal.store.listRuns(id(), 1);
  expect(run).toMatchObject({ state: 'interrupted' });
  return told;
}

// One portal lives through all of these, in their order.
it('while records are read: no further page is kept', async () => {
  await stopped({}, ({ phase }) => phase === 'read');
  expect(await portal.store.seenCount(id(), 'deals')).toBeLessThan(2_100);
}, 180_000);

it('while a plan is worked out: not one more page', async () => {
  const told = await stopped({ dryRun: true }, ({ phase }) => phase === 'compute');
  expect(told.filter(({ phase }) => phase === 'compute')).toHaveLength(1);
}, 180_000);

it('while deals are worked out: not one more page, and the next sync goes on behind it', async () => {
  const told = await stopped({}, ({ phase }) => phase === 'compute');
  expect(told).toEqual([{ phase: 'compute', deals: 2_000, of: 2_100 }]);
  expect(await currentResults(portal.store, id())).toHaveLength(2_000);
  expect((await portal.store.syncState(id()))?.computeAfter).not.toBe('');
}, 180_000);

it('before anything is written: nothing more is, and the next sync writes it', async () => {
  await stopped({}, ({ phase, ...event }) => phase === 'compute' && 'deals' in event && event.deals > 2_000);
  expect(portal.writes()).toBe(0);
  const { computed, writes } = await portal.sync();
  expect([computed > 0, writes.deals]).toEqual([true, expect.any(Number)]);
  expect((await portal.sync({ dryRun: true })).plan).toMatchObject({ records: 0 });
}, 180_000);

it('of an undo: nothing is set back', async () => {
  const written = (await portal.store.listRuns(id(), 9)).find(
    ({ kind, state }) => kind === 'sync' && state === 'done',
  );
  const before = portal.snapshot();
  const stop = AbortSignal.abort();
  const undo = undoRun({ ...portal.deps(), stop }, { named: written!.runId, dryRun: false }, () => undefined);
  await expect(undo).rejects.toMatchObject({ code: 'interrupted' });
  expect(portal.snapshot()).toBe(before);
}, 180_000);
