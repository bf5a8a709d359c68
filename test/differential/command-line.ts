import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { GeneratedPortal } from './generate-portal.js';

const CLI = path.join(import.meta.dirname, '../../dist/cli.js');

/** What a run of the command line left behind. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `partnership` as a user would: the built command, in a process of its own. */
export function runPartnership(args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, PARTNERSHIP_POLICY: '' },
  });
  return { exitCode: status, stdout, stderr };
}

/** Runs `partnership attribute`. */
export const runAttribute = (args: readonly string[]): Run => runPartnership(['attribute', ...args]);

/** A folder for one test, gone after it. */
export function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partnership-attribute-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a portal's files into a folder; the arguments that read them back. */
export function writePortal(folder: string, portal: GeneratedPortal): string[] {
  mkdirSync(folder, { recursive: true });
  const args: string[] = [];
  for (const [name, text] of Object.entries(portal.texts) as [string, string | null][]) {
    if (text === null) continue;
    const file = path.join(folder, `${name}.csv`);
    writeFileSync(file, text);
    args.push(`--${name}`, file);
  }
  const policy = path.join(folder, 'policy.json');
  writeFileSync(policy, JSON.stringify(portal.policy));
  for (const model of portal.models) args.push('--model', model);
  args.push('--as-of', new Date(portal.asOf).toISOString(), '--home-currency', portal.homeCurrency);
  return [...args, '--policy', policy, '--time-zone', portal.timeZone];
}
