/** The embedded default: a real Postgres in the home, shared by processes, started by the first, stopped by the last. */
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError, isAppError } from '../../errors.js';
import { attach, detach } from './attachments.js';
import { DATABASE, ensureCluster, USER } from './cluster.js';
import { withLock } from './lock.js';
import { choosePlace } from './place.js';
import { ensureServer, stopServer } from './server.js';

export interface EmbeddedDatabase {
  /** With the password: never to be printed. */
  readonly connectionString: string;
  /** What a person should be told about where and as whom it runs; usually nothing. */
  readonly notices: readonly string[];
  /** Leaves the server; the last to leave stops it. May be called twice. */
  readonly close: () => Promise<void>;
}

/**
 * Attaches to the embedded Postgres of a home, creating and starting it if need be. A process that is killed leaves
 * the server running: the next one attaches to it and, as the last one, stops it.
 * @throws AppError database_broken with the end of the server's log and what to do.
 */
export async function openEmbedded({ home }: { home: string }): Promise<EmbeddedDatabase> {
  try {
    // Others must not read the data; the home itself keeps its mode, so that a user postgres may pass through it.
    await mkdir(home, { recursive: true });
    await mkdir(join(home, 'postgres'), { recursive: true, mode: 0o700 });
    const base = await realpath(join(home, 'postgres'));
    return await withLock(join(base, 'lock'), () => enter(base));
  } catch (error) {
    throw explain(error, home);
  }
}

async function enter(base: string): Promise<EmbeddedDatabase> {
  const attachments = join(base, 'attached');
  const place = await choosePlace(base);
  // Before the start: whoever is killed half-way through it is then known to have been here.
  const attachment = await attach(attachments);
  try {
    const password = await ensureCluster(place);
    const port = await ensureServer(place, password);
    let leaving: Promise<void> | null = null;
    const leave = (): Promise<void> =>
      withLock(join(base, 'lock'), async () => {
        if ((await detach(attachments, attachment)) === 0) await stopServer(place);
      });
    return {
      connectionString: `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`,
      notices: place.notices,
      close: () => (leaving ??= leave()),
    };
  } catch (error) {
    // The first failure is the one to tell.
    if ((await detach(attachments, attachment)) === 0) await stopServer(place).catch(() => undefined);
    throw error;
  }
}

function explain(error: unknown, home: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  // Anything else than an AppError or a refusal of the file system is a bug.
  if (isAppError(error) || path === undefined) return error;
  return new AppError(
    'database_broken',
    `The embedded database in ${home} cannot be used: ${path} (${code ?? 'unknown error'}).`,
    'Set PARTNERSHIP_HOME to a folder of your own with free space, or DATABASE_URL to a Postgres of your own.',
    { cause: error },
  );
}
