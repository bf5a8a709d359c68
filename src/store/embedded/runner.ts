/** Runs a Postgres binary as somebody whom Postgres accepts: it refuses to run as root. */
import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

export interface Runner {
  /** Holds bin, lib and share. */
  readonly native: string;
  /** Put before every command, as `unshare -U`. */
  readonly prefix: readonly string[];
  /** Another user to run as; null for the one who runs this process. */
  readonly user: SystemUser | null;
}

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Runs `initdb` or `pg_ctl` to its end, in a session of its own, so that Ctrl-C in the terminal does not reach it.
 * All output goes to the log file, never to a pipe: a server that inherits a pipe keeps it open for ever.
 * @returns its exit code; 127 when it could not be run at all.
 */
export async function runBinary(
  runner: Runner,
  name: 'initdb' | 'pg_ctl',
  args: readonly string[],
  at: { folder: string; log: string },
): Promise<number> {
  const [program = '', ...rest] = [...runner.prefix, join(runner.native, 'bin', name), ...args];
  const log = await open(at.log, 'a');
  try {
    return await new Promise<number>((resolve) => {
      const child = spawn(program, rest, {
        cwd: at.folder,
        env: plainEnvironment(),
        stdio: ['ignore', log.fd, log.fd],
        detached: process.platform !== 'win32',
        windowsHide: true,
        ...runner.user,
      });
      child.once('error', (error) => {
        void log.write(`${program}: ${error.message}\n`).finally(() => resolve(127));
      });
      child.once('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    await log.close();
  }
}

/** Whether a shell test holds for whoever the runner runs as. */
export function holdsFor(runner: Runner, condition: string, ...args: readonly string[]): Promise<boolean> {
  const [program = '', ...rest] = [...runner.prefix, 'sh', '-c', condition, 'sh', ...args];
  return new Promise((resolve) => {
    const child = spawn(program, rest, { cwd: '/', stdio: 'ignore', ...runner.user });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** Without what would lead Postgres or its libraries elsewhere, in English and UTC. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LD_|DYLD_|LC_|LANG|TZ$)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}
