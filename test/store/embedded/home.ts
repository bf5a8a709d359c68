/** A home for an embedded database in a test, and a look at the processes that belong to it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { identityOf } from '../../../src/store/embedded/process-identity.js';

const homes: string[] = [];

/** Mode 0700, so as root one that only root can enter. */
export async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'partnership-home-'));
  homes.push(home);
  return home;
}

/** Removes the homes of a test, and ends the servers that it has left in them; for `afterEach`. */
export async function removeHomes(): Promise<void> {
  for (const home of homes.splice(0)) {
    const place = await readFile(join(home, 'postgres', 'place'), 'utf8').catch(() => home);
    for (const pid of processesOf(home)) killNow(pid);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
    if (place.startsWith(home)) continue;
    await rm(place, { recursive: true, force: true, maxRetries: 5 });
    // Stays if it holds the data of somebody else.
    await rmdir(dirname(place)).catch(() => undefined);
  }
}

/** Pids of processes that work in a home, whoever started them. */
export function processesOf(home: string): number[] {
  // Elsewhere than on Linux nothing is listed, and those looks say nothing.
  return (existsSync('/proc') ? readdirSync('/proc') : [])
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => commandLine(pid).includes(home))
    .map(Number);
}

/** Waits until a process is gone; a bound, no measure. */
export async function untilGone(pid: number): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while ((await identityOf(pid)) !== null) {
    if (Date.now() > giveUpAt) throw new Error(`process ${pid} still runs`);
    await pause(10);
  }
}

/** Waits until something holds; a bound, no measure. */
export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error('waited ten seconds in vain');
    await pause(5);
  }
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone by itself.
  }
}
