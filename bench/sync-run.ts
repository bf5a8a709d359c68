/** One run of the command line on an emulated portal, watched from outside: its memory, and what the portal counts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Counters, EmulatedPortal } from './sync-portal.js';

/** What a sync prints with --json, as far as it is looked at. */
export interface SyncSummary {
  readonly read: Readonly<Record<string, number>>;
  readonly computed: number;
  readonly touches: number;
  readonly requests: number;
  readonly throttled: number;
  readonly results: { readonly stored: number };
  readonly ledger: { readonly entries: number };
  readonly writes: { readonly deals: number; readonly partners: number; readonly refused: number };
}

/** What the portal had granted at an instant. */
export interface Sample {
  readonly atMs: number;
  readonly counters: Counters;
}

export interface WatchedRun {
  readonly summary: SyncSummary;
  readonly tookMs: number;
  readonly peakMiB: number;
  /** Processor time, which other work on the machine changes least. */
  readonly cpuSeconds: number;
  /** About every second; the first is of before the run. */
  readonly samples: readonly Sample[];
}

const SAMPLE_MS = 1_000;

/** @param cli the built command line; the run uses `home`, and its messages go to sync.log there. */
export async function runSync(
  cli: string,
  portal: EmulatedPortal,
  home: string,
  args: readonly string[] = [],
): Promise<WatchedRun> {
  const samples: Sample[] = [{ atMs: 0, counters: await portal.counters() }];
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeOptions(), cli, 'sync', '--json', ...args], {
    cwd: home,
    env: environment(portal, home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.pipe(createWriteStream(path.join(home, 'sync.log'), { flags: 'a' }));
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  let [peakKiB, cpuSeconds] = [0, 0];
  let [isOver, tookMs]: [boolean, number] = [false, 0];
  void ended.finally(() => {
    isOver = true;
    tookMs = performance.now() - started;
  });
  const watch = async (): Promise<void> => {
    while (!isOver) {
      peakKiB = Math.max(peakKiB, highWaterKiB(child.pid));
      cpuSeconds = Math.max(cpuSeconds, processorSeconds(child.pid));
      await Promise.race([ended, pause(MEMORY_MS)]);
    }
  };
  const sample = async (): Promise<void> => {
    while (!isOver) {
      await Promise.race([ended, pause(SAMPLE_MS)]);
      samples.push({ atMs: performance.now() - started, counters: await portal.counters() });
    }
  };
  await Promise.all([watch(), sample()]);
  const code = await ended;
  if (code !== 0)
    throw new Error(`sync ended with ${String(code)}: ${readFileSync(path.join(home, 'sync.log'), 'utf8')}`);
  const summary = JSON.parse(Buffer.concat(printed).toString('utf8')) as SyncSummary;
  return { summary, tookMs, peakMiB: Math.round(peakKiB / 1024), cpuSeconds, samples };
}

const MEMORY_MS = 200;

/** The most that the process ever held in memory; Linux keeps count of it. */
const highWaterKiB = (pid: number | undefined): number =>
  Number(/^VmHWM:\s+(\d+) kB/m.exec(told(pid, 'status'))?.[1] ?? 0);

/** Its own and the kernel's on its behalf, in Linux' ticks of 10 ms. */
function processorSeconds(pid: number | undefined): number {
  // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: fields 14 and 15; the name of the program is the second.
  const [own, kernel] = told(pid, 'stat')
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11, 13);
  return (Number(own ?? 0) + Number(kernel ?? 0)) / 100;
}

/** What Linux tells of a process; nothing once it has ended. */
function told(pid: number | undefined, what: 'status' | 'stat'): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${what}`, 'utf8');
  } catch {
    return '';
  }
}

/** Options for node itself, such as --cpu-prof. */
const nodeOptions = (): readonly string[] =>
  (process.env['BENCH_CLI_NODE_OPTIONS'] ?? '').split(' ').filter((option) => option !== '');

/** What a command needs to work on the portal. */
export const environment = (portal: EmulatedPortal, home: string): NodeJS.ProcessEnv => ({
  ...process.env,
  HUBSPOT_API_URL: portal.url,
  HUBSPOT_ACCESS_TOKEN: portal.accessToken,
  PARTNERSHIP_HOME: home,
  PARTNERSHIP_POLICY: '',
  DATABASE_URL: '',
  LOG_LEVEL: '',
});

/** Bytes of a folder with all that is in it. */
export function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const file = path.join(folder, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(file) : statSync(file).size);
  }, 0);
}
