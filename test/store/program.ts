/** Runs a program of `programs/` as a process of its own: only real processes can be killed with −9. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

import { runEsbuild } from '../esbuild.js';

/** The checkout; jest runs there. Programs lie inside it, so that they find its packages. */
const ROOT = process.cwd();
export const CACHE = join(ROOT, 'node_modules', '.cache', 'partnership-test');

export interface Program<Line> {
  /** What it said when it was ready. */
  readonly said: Line;
  /** Ends its stdin and waits until it is gone. */
  readonly leave: () => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Writes a line to it and gives the next that it says, which is JSON. */
  readonly ask: (line: string) => Promise<unknown>;
  /** Freezes it (SIGSTOP) or lets it go on (SIGCONT). */
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => void;
  /** Sends SIGINT to it and to all that it started in its session, as a terminal does; needs `detached`. */
  readonly pressCtrlC: () => Promise<void>;
}

export interface ProgramOptions {
  readonly uid?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** In a session of its own, as a terminal gives it. */
  readonly detached?: boolean;
}

const built = new Map<string, Promise<string>>();
const children = new Set<ChildProcess>();

/** Compiles a program once a test file. @returns its path. */
export function programFile(name: string): Promise<string> {
  let file = built.get(name);
  if (file === undefined) {
    file = build(name);
    built.set(name, file);
  }
  return file;
}

async function build(name: string): Promise<string> {
  const folder = join(CACHE, 'programs');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.mjs`);
  const draft = join(folder, `${name}-${process.pid}.mjs`);
  await runEsbuild([
    join(ROOT, 'test', 'store', 'programs', `${name}.ts`),
    ...['--bundle', '--platform=node', '--format=esm', '--packages=external', '--log-level=warning'],
    `--outfile=${draft}`,
  ]);
  // Renamed, since another worker may be starting the same program.
  await rename(draft, file);
  return file;
}

/** Starts a program without waiting for its line. */
export async function startProgram(
  name: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [await programFile(name), ...args], {
    ...options,
    env: { ...process.env, NODE_OPTIONS: '', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Starts a program and waits for its first line, which is JSON. */
export async function runProgram<Line>(
  name: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<Program<Line>> {
  const child = await startProgram(name, args, options);
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('no pipes');
  const exit = once(child, 'exit');
  const complaint = text(stderr);
  const lines = createInterface({ input: stdout });
  const first = await Promise.race([once(lines, 'line'), once(lines, 'close')]);
  if (first.length === 0) throw new Error(`${name} said nothing: ${await complaint}`);
  return {
    said: JSON.parse(String(first[0])) as Line,
    leave: async () => {
      stdin.end();
      const [code] = (await exit) as [number | null];
      if (code !== 0) throw new Error(`${name} ended with ${code}: ${await complaint}`);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    ask: async (line) => {
      const answer = once(lines, 'line');
      stdin.write(`${line}\n`);
      return JSON.parse(String((await answer)[0])) as unknown;
    },
    signal: (signal) => void child.kill(signal),
    pressCtrlC: async () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      await exit;
    },
  };
}

/** Ends what a failed test has left running; for `afterEach`. */
export async function killPrograms(): Promise<void> {
  for (const child of children) {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
}
