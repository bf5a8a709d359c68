/** A sync that was killed while it wrote can be undone at once, without a sync in between. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { portalId, runId, type RunId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { Store } from '../../src/operations/ports.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { showStatus } from '../../src/operations/show-status.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { crmOf, PortalOnDatabase } from './portal.js';

let portal: PortalOnDatabase;
beforeEach(async () => {
  portal = await PortalOnDatabase.open();
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
});
afterEach(() => portal.close());

const id = () => portalId(String(portal.sandbox.portalId));
const killed = new Error('killed');

/** A sync whose process ends after HubSpot took its first values, and before anything of it was noted. */
async function killedSync(): Promise<RunId> {
  let sent = false;
  const deps = portal.deps(({ path }) => {
    sent ||= path.endsWith('/batch/update');
    return null;
  });
  const writeSync: Store['writeSync'] = (...unit) =>
    sent ? Promise.reject(killed) : deps.store.writeSync(...unit);
  const store = { ...deps.store, writeSync, finishRun: () => Promise.reject(killed) };
  const run = runId('killed');
  const sync = syncPortal(
    { ...deps, store, newRunId: () => run },
    { policy: DEFAULT_POLICY, dryRun: false },
    () => undefined,
  );
  await expect(sync).rejects.toBe(killed);
  return run;
}

it.each([{ first: 'a dry run of the undo' }, { first: 'nothing' }])(
  'an undo after a kill, with $first before it, sets back what was written',
  async ({ first }) => {
    const before = portal.snapshot();
    const run = await killedSync();
    const published = portal.snapshot();
    expect(published).not.toBe(before);
    if (first !== 'nothing') {
      const shown = await undoRun(portal.deps(), { named: run, dryRun: true }, () => undefined);
      expect(shown.records).toBeGreaterThan(0);
      expect(portal.snapshot()).toBe(published);
    }
    const undone = await undoRun(portal.deps(), { named: run, dryRun: false }, () => undefined);
    expect(undone.records).toBeGreaterThan(0);
    expect(undone.leftAlone).toBe(0);
    expect(portal.snapshot()).toBe(before);
    expect(await portal.store.findRun(id(), run)).toMatchObject({ state: 'interrupted' });
    const counts = await portal.store.outboxCounts(id(), run);
    expect(undone.neverWritten).toBe(counts.superseded + counts.failed);
    expect(counts.planned).toBe(0);
  },
);

it('status does not say that a killed run runs, and names it as unsettled', async () => {
  const run = await killedSync();
  const status = await showStatus({ store: portal.store, clock: portal.deps().clock }, id());
  expect(status).toMatchObject({
    running: null,
    lastSync: { runId: run, state: 'stopped' },
    unsettled: [run],
  });
});
