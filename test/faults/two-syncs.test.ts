/** Two syncs of one portal, as processes of the built command line. */
import { until } from '../store/embedded/home.js';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { endAll, removeFolders, run, start, type Running, type Settings } from '../cli/command-line.js';
import { openStore } from '../../src/store/store.js';
import { query } from '../store/database.js';
import type { FinalState } from './final-state.js';
import { nowOf, portalIdOf } from './final-state.js';
import { runId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import { portsOn, transportTo } from '../operations/portal.js';
import { TroubledPortal } from './troubled-portal.js';

const settingsOf = ({ portal: { sandbox, databaseUrl } }: TroubledPortal): Settings => ({
  HUBSPOT_API_URL: sandbox.url,
  HUBSPOT_ACCESS_TOKEN: sandbox.accessToken,
  DATABASE_URL: databaseUrl,
});

let expected: FinalState;
let one: TroubledPortal;
let settings: Settings;
beforeAll(async () => {
  expected = await TroubledPortal.undisturbed();
}, 60_000);
beforeEach(async () => {
  one = await TroubledPortal.open();
  settings = settingsOf(one);
}, 60_000);
afterEach(async () => {
  await endAll();
  await one.close();
});
afterAll(removeFolders);

/** Resolves when it holds the lease. */
const held = ({ pid }: Running): Promise<unknown> =>
  until(async () => {
    const { store, sandbox } = one.portal;
    return (await store.leaseHolder(portalIdOf(sandbox)))?.holder.endsWith(`process ${pid}`) === true;
  });

it('one of them runs, the other says who does and ends with 1', async () => {
  // The first is held up in the middle.
  await one.trouble({ latencyMs: 150 });
  const first = await start(['sync'], settings);
  await held(first);
  const second = await run(['sync'], settings);
  expect([second.code, second.stdout]).toEqual([1, '']);
  expect(second.stderr).toMatch(
    /Error \(lease_held\): A sync of portal \d+ is running \(.+ process \d+, since .+\)/,
  );
  expect(second.stderr).toContain(`process ${first.pid},`);
  expect((await first.ended).code).toBe(0);
  expect(await one.state()).toEqual(expected);
}, 120_000);

it('one that hangs is followed once its lease has run out, and stores nothing more when it wakes up', async () => {
  await one.trouble({ latencyMs: 150 });
  const first = await start(['sync'], settings);
  await held(first);
  process.kill(first.pid, 'SIGSTOP');
  const { sandbox, databaseUrl } = one.portal;
  // As if 45 seconds had passed on the database's clock.
  await query(
    databaseUrl,
    "update partnership.leases set expires_at = clock_timestamp() - interval '1 second'",
  );
  await one.trouble({ latencyMs: 0 });
  const times = { expiresMs: 2_000, renewEveryMs: 200 };
  const store = await openStore({ databaseUrl, home: '', leaseTimes: times });
  try {
    const deps = {
      ...portsOn(transportTo(sandbox)),
      store,
      clock: { now: () => nowOf(sandbox) },
      newRunId: () => runId('taken-over'),
    };
    await syncPortal(deps, { policy: DEFAULT_POLICY, dryRun: false }, () => undefined);
  } finally {
    await store.close();
  }
  const before = await one.state();
  expect(before).toEqual(expected);
  process.kill(first.pid, 'SIGCONT');
  const woken = await first.ended;
  expect([woken.code, woken.stderr]).toEqual([1, expect.stringContaining('lease_lost')]);
  expect(await one.state()).toEqual(before);
}, 120_000);
