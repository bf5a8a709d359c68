/** The command line as people run it: built, in a process of its own, in a folder and a home of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runEsbuild } from '../esbuild.js';
import { CACHE } from '../store/program.js';

const ROOT = process.cwd();
// One copy a test process, from the sources as they are: `dist/` may be of yesterday.
const FOLDER = path.join(CACHE, `cli-${process.pid}`);
const CLI = path.join(FOLDER, 'cli.js');

let built: Promise<unknown> | null = null;

/** Builds the command line once a test file. The record pages' own parts are those of `npm run build`. */
export function buildCommandLine(): Promise<unknown> {
  built ??= runEsbuild([
    path.join(ROOT, 'src', 'cli.ts'),
    ...['--bundle', '--splitting', '--platform=node', '--format=esm', '--packages=external'],
    ...['--log-level=warning', '--define:__VERSION__="1.2.3"', `--outdir=${FOLDER}`],
  ]);
  return built;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  /** Resolves once stdout holds the text; fails if the process ends before. */
  readonly says: (text: string | RegExp) => Promise<string>;
  readonly stop: (signal: NodeJS.Signals) => Promise<Ended>;
  readonly ended: Promise<Ended>;
}

export type Settings = Readonly<Record<string, string>>;

const running = new Set<ChildProcess>();
const folders: string[] = [FOLDER];

/** A folder without a package.json or .env above it that would be read. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'partnership-cli-'));
  folders.push(folder);
  return folder;
}

/** Writes files into a folder of their own; answers their paths by name. */
export async function files<Name extends string>(
  texts: Readonly<Record<Name, string>>,
): Promise<Record<Name, string>> {
  const folder = await newFolder();
  const entries = Object.entries<string>(texts).map(async ([name, text]) => {
    await writeFile(path.join(folder, name), text);
    return [name, path.join(folder, name)];
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<Name, string>;
}

/** Starts a command. Of this process's own settings it sees none. */
export async function start(args: readonly string[], settings: Settings = {}): Promise<Running> {
  await buildCommandLine();
  const cwd = await newFolder();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: { PATH, HOME, PARTNERSHIP_HOME: path.join(cwd, 'home'), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    running.delete(child);
    return { code: code as number | null, signal: signal as NodeJS.Signals | null, stdout, stderr };
  });
  return {
    pid: child.pid ?? -1,
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (typeof text === 'string' ? stdout.includes(text) : text.test(stdout)) resolve(stdout);
        };
        child.stdout.on('data', look);
        void ended.then(() =>
          reject(new Error(`it ended without saying ${String(text)}:\n${stdout}\n${stderr}`)),
        );
        look();
      }),
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs a command to its end. */
export const run = async (args: readonly string[], settings: Settings = {}): Promise<Ended> =>
  (await start(args, settings)).ended;

/** Ends what a failed test has left running; for `afterEach`. */
export async function endAll(): Promise<void> {
  for (const child of running) {
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  }
}

/** Removes every folder that was made; for `afterAll`. */
export async function removeFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
