/**
 * Which process is meant by a pid. A pid alone is not believed: after a crash or a restart of the machine the number
 * belongs to somebody else, so it is kept together with a mark of when that process began.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

export interface ProcessIdentity {
  readonly pid: number;
  /** Start of the process as its system tells it, unique together with the pid; empty where none is to be had. */
  readonly begun: string;
}

/** Says who runs under this pid now. @returns null when nobody does; a zombie is nobody. */
export async function identityOf(pid: number): Promise<ProcessIdentity | null> {
  if (!respondsToSignals(pid)) return null;
  if (process.platform === 'linux') return identityOnLinux(pid);
  if (process.platform === 'win32') return { pid, begun: '' };
  const [state = '', ...begun] = (await askPs(pid, 'stat=,lstart=')).split(/\s+/);
  return state === '' || state.startsWith('Z') ? null : { pid, begun: begun.join(' ') };
}

/** Whether the very process that was noted still runs. */
export async function isRunning(noted: ProcessIdentity): Promise<boolean> {
  const now = await identityOf(noted.pid);
  return now !== null && (now.begun === noted.begun || now.begun === '' || noted.begun === '');
}

/** The command line of a process, with spaces between its words; empty where it cannot be read. */
export async function commandLineOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return words.replaceAll('\0', ' ');
  }
  return process.platform === 'win32' ? '' : askPs(pid, 'command=');
}

function respondsToSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function identityOnLinux(pid: number): Promise<ProcessIdentity | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // Answers signals but is not listed: /proc hides other users' processes here.
  if (stat === null) return respondsToSignals(pid) ? { pid, begun: '' } : null;
  // proc_pid_stat(5): the name in parentheses may hold anything; after it come state (field 3) … starttime (field 22).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0] ?? '', fields[19] ?? ''];
  if (state === 'Z' || state === 'X') return null;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return { pid, begun: `${boot.trim()} ${startTicks}` };
}

function askPs(pid: number, format: string): Promise<string> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', format, '-p', String(pid)], (_error, stdout) => {
      resolve(stdout.trim());
    });
  });
}
