/**
 * A lock between processes that outlives no holder: kill −9 of the holder frees it. Node has no flock, and lock
 * libraries judge a holder by the age of a file, which a suspended process or a slow disk fools.
 *
 * The lock is a row of numbered tickets in a folder; whoever owns the highest one holds it. A ticket is finished when
 * its owner gave it back or is dead, and both are for ever. The next ticket is made by link(2), which exactly one of
 * many waiters wins. The highest ticket is never removed, so a waiter that woke up late with an old number finds a
 * higher one beside its own and steps back.
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { AppError } from '../../errors.js';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.js';

const POLL_MS = 25;
/** Longer than the slowest thing done under the lock: a first start on a slow disk. */
const PATIENCE_MS = 180_000;
const GIVEN_BACK = 'given back';

/**
 * Runs `work` while this process alone holds the lock of `folder`.
 * @throws AppError database_broken when another process that is alive does not give it back for three minutes.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const ticket = await takeTicket(folder);
  try {
    return await work();
  } finally {
    await giveBack(folder, ticket);
  }
}

async function takeTicket(folder: string): Promise<number> {
  const me = JSON.stringify(await identityOf(process.pid));
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const highest = await highestTicket(folder);
    const holder = highest === 0 ? null : await holderOf(folder, highest);
    if (holder === null) {
      if (await claim(folder, highest + 1, me)) return highest + 1;
    } else if (Date.now() > giveUpAt) {
      throw new AppError(
        'database_broken',
        `Process ${holder.pid} has been starting or stopping the embedded database for three minutes (lock ${folder}).`,
        `Look at process ${holder.pid}; end it if it hangs, then try again.`,
      );
    }
    await pause(POLL_MS);
  }
}

async function highestTicket(folder: string): Promise<number> {
  return Math.max(0, ...(await ticketsIn(folder)));
}

async function ticketsIn(folder: string): Promise<number[]> {
  return (await readdir(folder)).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** The living owner of a ticket, or null when it is finished. */
async function holderOf(folder: string, ticket: number): Promise<ProcessIdentity | null> {
  const text = await readFile(join(folder, String(ticket)), 'utf8').catch(() => GIVEN_BACK);
  const owner = parseIdentity(text);
  return owner !== null && (await isRunning(owner)) ? owner : null;
}

/** @returns null for a ticket given back, and for one whose words a crash of the machine has lost. */
function parseIdentity(text: string): ProcessIdentity | null {
  try {
    const { pid, begun } = JSON.parse(text) as Partial<ProcessIdentity>;
    return typeof pid === 'number' && typeof begun === 'string' ? { pid, begun } : null;
  } catch {
    return null;
  }
}

async function claim(folder: string, ticket: number, me: string): Promise<boolean> {
  const draft = join(folder, `draft-${randomUUID()}`);
  const own = join(folder, String(ticket));
  await writeFile(draft, me);
  try {
    await link(draft, own);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // EEXIST: another waiter won. ENOENT: a winner has swept up our draft.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  if ((await highestTicket(folder)) > ticket) {
    await rm(own, { force: true });
    return false;
  }
  await sweep(folder, ticket);
  return true;
}

/** Removes finished tickets, and the drafts of processes that were killed; a waiter that loses its draft tries again. */
async function sweep(folder: string, ticket: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^\d+$/.test(name) || Number(name) < ticket) await rm(join(folder, name), { force: true });
  }
}

async function giveBack(folder: string, ticket: number): Promise<void> {
  // Replaced, not removed: see above why the highest ticket stays.
  const draft = join(folder, `back-${randomUUID()}`);
  await writeFile(draft, GIVEN_BACK);
  await rename(draft, join(folder, String(ticket)));
}
