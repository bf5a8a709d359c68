/**
 * Processes that sync and kill themselves with −9. Starting one costs more than what it does, so each is one file with all
 * its packages inside, and one is always started ahead.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { runEsbuild } from '../esbuild.js';
import { CACHE } from '../store/program.js';

/** Where a process is killed: around its n-th request or query. */
export interface KillPoint {
  readonly dieAt: number;
  readonly when: 'before' | 'sent' | 'after';
  /** Only steps that hold all of these are counted: of a request method and path, of a query its text and parameters. */
  readonly of?: readonly string[];
}

export type Task =
  | { readonly kind: 'sync' }
  | { readonly kind: 'apply'; readonly plan: string }
  | { readonly kind: 'undo'; readonly run: string };

/** What a process is told to do. */
export interface Job {
  readonly url: string;
  readonly accessToken: string;
  readonly databaseUrl: string;
  /** On the portal's clock. */
  readonly now: number;
  readonly task: Task;
  /** Null: it lives, and says how many steps there were. */
  readonly kill: KillPoint | null;
}

const PROGRAM = path.join(CACHE, 'programs', 'doomed-sync.mjs');
let built: Promise<unknown> | null = null;

async function build(): Promise<void> {
  await mkdir(path.dirname(PROGRAM), { recursive: true });
  const draft = PROGRAM.replace('.mjs', `-${process.pid}.mjs`);
  await runEsbuild([
    path.join(process.cwd(), 'test', 'store', 'programs', 'sync-and-die.ts'),
    ...['--bundle', '--platform=node', '--format=esm', '--external:pg-native', '--log-level=warning'],
    "--banner:js=import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
    `--outfile=${draft}`,
  ]);
  // Renamed, since another worker may be starting it.
  await rename(draft, PROGRAM);
}

interface Waiting {
  readonly child: ChildProcess;
  readonly ended: Promise<{
    readonly said: string;
    readonly complaint: string;
    readonly code: number | null;
    readonly signal: string | null;
  }>;
}

/** One process after the other; `close` ends the one that waits. */
export class DoomedSyncs {
  #ahead: Promise<Waiting> | null = null;

  /** @returns the number of steps of a process that lived to its end; null of one that was killed. */
  async run(job: Job): Promise<number | null> {
    const { child, ended } = await (this.#ahead ?? start());
    this.#ahead = start();
    child.stdin?.end(`${JSON.stringify(job)}\n`);
    const { said, complaint, code, signal } = await ended;
    if (signal === 'SIGKILL') return null;
    if (code !== 0) throw new Error(`sync-and-die ended with ${code}: ${complaint}`);
    return (JSON.parse(said) as { steps: number }).steps;
  }

  async close(): Promise<void> {
    const waiting = await this.#ahead;
    this.#ahead = null;
    waiting?.child.kill('SIGKILL');
    await waiting?.ended;
  }
}

async function start(): Promise<Waiting> {
  built ??= build();
  await built;
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: 'pipe',
  });
  // Writing to one that has died already is told by how it ended.
  child.stdin.on('error', () => undefined);
  const ended = async (): Waiting['ended'] => {
    const [said, complaint, [code, signal]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number | null, string | null]>,
    ]);
    return { said, complaint, code, signal };
  };
  return { child, ended: ended() };
}
