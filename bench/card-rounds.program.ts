/**
 * Runs app functions as HubSpot loads them, on an emulated portal, and tells how many rounds of calls each makes one after
 * the other, and how long it works itself. Reads what to run as JSON from standard input.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';

interface Asked {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly recordId: string | null;
}

interface Order {
  /** Folder of the bundles. */
  readonly folder: string;
  readonly runs: number;
  readonly asked: readonly Asked[];
}

export interface Ran {
  readonly name: string;
  readonly ok: boolean;
  /** Of calls that have to wait for those before them. */
  readonly rounds: number;
  readonly requests: number;
  /** Each run's time without any call under way. */
  readonly ownMs: readonly number[];
  /** Each run's processor time, its calls' included: other work on the machine changes it least. */
  readonly cpuMs: readonly number[];
}

interface Call {
  readonly from: number;
  to: number;
}

type Main = (context: unknown) => Promise<{ readonly ok: boolean }>;

let calls: Call[] = [];
const plainFetch = globalThis.fetch;
globalThis.fetch = async (...asked: Parameters<typeof fetch>) => {
  const call: Call = { from: performance.now(), to: Number.POSITIVE_INFINITY };
  calls.push(call);
  const answer = await plainFetch(...asked);
  const body = answer.text.bind(answer);
  const timed = async (): Promise<string> => {
    try {
      return await body();
    } finally {
      call.to = performance.now();
    }
  };
  Object.defineProperty(answer, 'text', { value: timed });
  return answer;
};

/** Calls that overlap are one round; `busyMs` is how long at least one was under way. */
function roundsOf(made: readonly Call[]): { readonly rounds: number; readonly busyMs: number } {
  let [rounds, busyMs, until] = [0, 0, Number.NEGATIVE_INFINITY];
  for (const { from, to } of made.toSorted((a, b) => a.from - b.from)) {
    if (from >= until) rounds += 1;
    busyMs += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return { rounds, busyMs };
}

async function run(main: Main, { name, parameters, recordId }: Asked, runs: number): Promise<Ran> {
  const ownMs: number[] = [];
  const cpuMs: number[] = [];
  let last = { ok: false, rounds: 0, requests: 0 };
  // The first run warms up, as a function that has answered before; loading it cold is measured apart.
  for (let at = -1; at < runs; at += 1) {
    calls = [];
    const [started, worked] = [performance.now(), process.cpuUsage()];
    const propertiesToSend = recordId === null ? {} : { hs_object_id: recordId };
    const { ok } = await main({ parameters, propertiesToSend, event: {}, secrets: {} });
    const tookMs = performance.now() - started;
    const { rounds, busyMs } = roundsOf(calls);
    const { user, system } = process.cpuUsage(worked);
    if (at >= 0) {
      ownMs.push(tookMs - busyMs);
      cpuMs.push((user + system) / 1_000);
    }
    last = { ok, rounds, requests: calls.length };
  }
  return { name, ...last, ownMs, cpuMs };
}

const order = JSON.parse(await readAll(process.stdin)) as Order;
const load = createRequire(path.join(order.folder, 'package.json'));
Object.assign(globalThis, { __PARTNERSHIP_POLICY__: null, __PARTNERSHIP_MAPPING__: null });
const ran: Ran[] = [];
for (const asked of order.asked) {
  const { main } = load(path.join(order.folder, `${asked.name}.js`)) as { main: Main };
  ran.push(await run(main, asked, order.runs));
}
process.stdout.write(JSON.stringify(ran));
