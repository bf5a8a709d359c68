import * as fs from 'node:fs';
import { AppError } from '../errors.js';

/** A process is its id and when it started: ids are given out again, above all inside containers. */
function processMark(pid: number): string | null {
  return statFields(pid)?.[19] ?? null;
}

/** The fields of a process behind its name in parentheses, which may hold spaces: the state first. */
function statFields(pid: number): readonly string[] | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Killed, but not yet taken note of by its parent, which in a container may take for ever. */
const isZombie = (pid: number): boolean => ['Z', 'X'].includes(statFields(pid)?.[0] ?? '');

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isHeld(text: string): boolean {
  const [pidText = '', mark = ''] = text.trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid) || isZombie(pid)) return false;
  const running = processMark(pid);
  return mark === '' || running === null || mark === running;
}

function readLock(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Takes a lock file and returns how to give it back. One that a dead process left behind is taken over; one of a running
 * process is refused with `home_in_use`.
 */
export function takeLock(file: string): () => void {
  const mine = `${process.pid} ${processMark(process.pid) ?? ''}\n`;
  // The lock appears with its content, by a link: nobody ever reads an empty one.
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (;;) {
      if (tryLink(draft, file)) return () => fs.rmSync(file, { force: true });
      const held = readLock(file);
      if (held !== null && isHeld(held)) throw inUse(file, held);
      if (held !== null) clearStale(file, held, `${draft}.stale`);
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** Takes a dead process's lock away, unless another starter was faster and the lock is its own by now. */
function clearStale(file: string, held: string, aside: string): void {
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readLock(aside) !== held) tryLink(aside, file);
  fs.rmSync(aside, { force: true });
}

function tryLink(draft: string, file: string): boolean {
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const inUse = (file: string, held: string): AppError =>
  new AppError(
    'home_in_use',
    `The demo portal is already running (process ${held.trim().split(' ')[0] ?? '?'}, lock ${file}).`,
    'Use that one, stop it first, or choose another folder with PARTNERSHIP_HOME.',
  );
