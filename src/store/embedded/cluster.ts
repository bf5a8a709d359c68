/** The data folder of the embedded database: made whole or not at all, and its settings. */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../errors.js';
import type { Place } from './place.js';
import { runBinary } from './runner.js';

export const USER = 'partnership';
export const DATABASE = 'partnership';

const LOG_LIMIT_BYTES = 5_000_000;
const TAIL_LINES = 12;

export const dataFolder = (place: Place): string => join(place.folder, 'data');
export const logFile = (place: Place): string => join(place.folder, 'server.log');
const passwordFile = (place: Place): string => join(place.folder, 'password');
const settingsFile = (place: Place): string => join(dataFolder(place), 'postgresql.conf');

/**
 * Makes the data folder on first use. `initdb` works in a folder of another name, which is renamed at the end: a kill
 * in the middle leaves nothing half-done. Call it under the lock.
 * @returns the password of the database.
 */
export async function ensureCluster(place: Place): Promise<string> {
  await rotateLog(place);
  const version = await readFile(join(dataFolder(place), 'PG_VERSION'), 'utf8').catch(notThere);
  if (version === null) return createCluster(place);
  if (version.trim() !== place.major) {
    throw new AppError(
      'database_broken',
      `The data in ${dataFolder(place)} were made by Postgres ${version.trim()}, and this is Postgres ${place.major}.`,
      'Use the version of this program that made them, or move the folder away and sync again.',
    );
  }
  const password = await readFile(passwordFile(place), 'utf8').catch(notThere);
  if (password !== null) return password.trim();
  throw new AppError(
    'database_broken',
    `The password of the embedded database is gone: ${passwordFile(place)} is missing.`,
    'Restore that file, or move its folder away and sync again.',
  );
}

async function createCluster(place: Place): Promise<string> {
  const drafts = (await readdir(place.folder)).filter((name) => name.startsWith('data.new-'));
  // An initdb whose parent was killed may still be writing into one of them; then the next start sweeps it up.
  for (const name of drafts)
    await rm(join(place.folder, name), { recursive: true, force: true }).catch(() => null);
  const password = randomBytes(24).toString('hex');
  await writeWhole(place, passwordFile(place), `${password}\n`);
  const draft = join(place.folder, `data.new-${randomUUID()}`);
  const args = ['-D', draft, '-U', USER, '--pwfile', passwordFile(place), '--auth=scram-sha-256'];
  const begin = await logSize(place);
  const code = await runBinary(
    place.runner,
    'initdb',
    [...args, '--encoding=UTF8', '--locale=C', '--no-instructions'],
    { folder: place.folder, log: logFile(place) },
  );
  if (code !== 0) throw await broken(place, 'The embedded database could not be created.', begin);
  await rename(draft, dataFolder(place));
  await syncFolder(place.folder);
  return password;
}

/** Writes the settings for the next start; all of them, so that those of an older version do not linger. */
export async function writeSettings(place: Place, port: number): Promise<void> {
  const settings = [
    '# Written anew at every start.',
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    // A path in a deep home would be too long for a socket, and TCP serves every platform.
    "unix_socket_directories = ''",
    'password_encryption = scram-sha-256',
    'max_connections = 100',
    // Taken only as far as there is data; with less, a portal of a million deals writes each page of an index many times.
    'shared_buffers = 256MB',
    'maintenance_work_mem = 64MB',
    'fsync = on',
    // Nothing replicates from here.
    'wal_level = minimal',
    'max_wal_senders = 0',
    'min_wal_size = 32MB',
    'max_wal_size = 1GB',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "lc_messages = 'C'",
    "log_line_prefix = '%m [%p] '",
  ];
  await writeWhole(place, settingsFile(place), `${settings.join('\n')}\n`);
}

/** The port of the last start, or null. */
export async function lastPort(place: Place): Promise<number | null> {
  const settings = await readFile(settingsFile(place), 'utf8').catch(() => '');
  const port = /^port = (\d+)$/m.exec(settings)?.[1];
  return port === undefined ? null : Number(port);
}

/** Size of the log now, so that an error can quote what came after. */
export const logSize = (place: Place): Promise<number> =>
  stat(logFile(place)).then(
    ({ size }) => size,
    () => 0,
  );

/** The error of a server that does not do what it should, with the end of what the log says since `begin`. */
export async function broken(place: Place, what: string, begin: number): Promise<AppError> {
  const log = await readFile(logFile(place)).catch(() => Buffer.alloc(0));
  const tail = log.subarray(begin).toString('utf8').trim().split('\n').slice(-TAIL_LINES).join('\n');
  return new AppError(
    'database_broken',
    tail === '' ? what : `${what} Its log ends with:\n${tail}`,
    `Read ${logFile(place)}, or set DATABASE_URL to a Postgres of your own.`,
  );
}

/** The log belongs to whoever runs the server, and does not grow for ever: one old log is kept. */
async function rotateLog(place: Place): Promise<void> {
  const log = logFile(place);
  if ((await logSize(place)) > LOG_LIMIT_BYTES) await rename(log, `${log}.old`);
  await (await open(log, 'a', 0o600)).close();
  await giveToRunner(place, log);
}

async function writeWhole(place: Place, file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  // An older draft would have kept its own mode.
  await chmod(draft, 0o600);
  await giveToRunner(place, draft);
  await rename(draft, file);
}

async function giveToRunner({ runner }: Place, file: string): Promise<void> {
  if (runner.user !== null) await chown(file, runner.user.uid, runner.user.gid);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing as a folder that is flushed.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function notThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
