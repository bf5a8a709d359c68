/**
 * Syncs a portal, applies a plan, or undoes a run of it, and kills itself with −9 around one of its steps: a request to
 * the portal or a query of the database, before it is sent, once it is sent, or when it may be done. It is started ahead
 * of need and reads what to do from a line of stdin. Alive at the end, it says how many steps there were.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { instant } from '../../../src/domain/calendar.js';
import { runId } from '../../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../../src/domain/policy.js';
import { fetchSend } from '../../../src/hubspot/fetch-send.js';
import type { Send } from '../../../src/hubspot/send.js';
import { Transport } from '../../../src/hubspot/transport.js';
import { syncPortal } from '../../../src/operations/sync-portal.js';
import { undoRun } from '../../../src/operations/undo-run.js';
import { openStore } from '../../../src/store/store.js';
import type { Job } from '../../faults/doomed-sync.js';
import { portsOn } from '../../operations/portal.js';

const input = createInterface({ input: process.stdin });
const [line] = (await Promise.race([once(input, 'line'), once(input, 'close')])) as [string | undefined];
// Nobody needed it.
if (line === undefined) process.exit();
input.close();
process.stdin.destroy();
const { url, accessToken, databaseUrl, now, task, kill } = JSON.parse(line) as Job;
const store = await openStore({ databaseUrl, home: '' });

let steps = 0;
let counted = 0;
const die = (): void => void process.kill(process.pid, 'SIGKILL');

/** Counts a step, and dies around it if it is the one. */
function step<T>(work: () => T, name: () => string): T {
  steps += 1;
  if (kill === null || kill.of?.every((part) => name().includes(part)) === false) return work();
  counted += 1;
  if (counted !== kill.dieAt) return work();
  if (kill.when === 'before') die();
  const result = work();
  // Sent with the next turns of the loop; by then the other side may have done it.
  setTimeout(die, kill.when === 'sent' ? 0 : 3);
  return result;
}

const client = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
const { query } = client;
client.query = function (this: pg.Client, ...args: unknown[]): unknown {
  return step(
    () => query.apply(this, args),
    () => JSON.stringify(args.slice(0, 2)),
  );
};

const portal = fetchSend(url, accessToken, 30_000);
const send: Send = (method, path, body) =>
  step(
    () => portal(method, path, body),
    () => `${method} ${path}`,
  );
const ports = portsOn(
  new Transport({
    send,
    limit: (request) => request(),
    sleep: () => Promise.resolve(),
    random: () => 0,
    attempts: 2,
    longestAskedMs: 60_000,
  }),
);
const began = Date.now();
const deps = {
  ...ports,
  store,
  clock: { now: () => instant(now + Date.now() - began) },
  newRunId: () => runId(randomUUID()),
};
if (task.kind === 'undo') await undoRun(deps, { named: runId(task.run), dryRun: false }, () => undefined);
else {
  const plan = task.kind === 'apply' ? task.plan : null;
  await syncPortal(deps, { policy: DEFAULT_POLICY, dryRun: false, plan }, () => undefined);
}
process.stdout.write(JSON.stringify({ steps }) + '\n');
await store.close();
