/** Finds, starts and stops the server of a data folder. All of it happens under the lock. */
import { readFile, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import pg from 'pg';

import { isAppError } from '../../errors.js';
import { broken, DATABASE, dataFolder, lastPort, logFile, logSize, USER, writeSettings } from './cluster.js';
import type { Place } from './place.js';
import { commandLineOf, identityOf } from './process-identity.js';
import { runBinary } from './runner.js';

const START_ATTEMPTS = 5;
const POLL_MS = 50;
const PID_FILE_WITHIN_MS = 2_000;
/** Recovery after a crash replays at most `max_wal_size`. */
const READY_WITHIN_MS = 120_000;

interface Running {
  readonly pid: number;
  readonly port: number;
}

/**
 * Attaches to the server, or starts it. A start is tried again: another process may have taken the port, the backends
 * of a killed server may still hold its shared memory, or a server whose starter was killed may be just coming up.
 * @returns the port.
 * @throws AppError database_broken with the end of the log.
 */
export async function ensureServer(place: Place, password: string): Promise<number> {
  const begin = await logSize(place);
  for (let attempt = 1; ; attempt += 1) {
    const running = await findRunning(place);
    if (running !== null) return untilReady(place, running, password, begin);
    if (await start(place)) continue;
    if (attempt === START_ATTEMPTS) throw await broken(place, 'The embedded database did not start.', begin);
    await pause(attempt * 200);
  }
}

/** Stops the server if it runs. Its clients are cut off; what they committed is on disk. */
export async function stopServer(place: Place): Promise<void> {
  const begin = await logSize(place);
  for (const mode of ['fast', 'immediate']) {
    if ((await findRunning(place)) === null) return;
    await pgCtl(place, ['-m', mode, '-w', '-t', '60', 'stop']);
  }
  if ((await findRunning(place)) === null) return;
  throw await broken(place, 'The embedded database did not stop.', begin);
}

/**
 * Reads postmaster.pid, and believes it only if that process is a Postgres on this very folder. A file that was left
 * by a kill is removed: Postgres itself refuses to start while its pid belongs to anybody, even to a zombie.
 */
async function findRunning(place: Place): Promise<Running | null> {
  const file = join(dataFolder(place), 'postmaster.pid');
  const lines = await readPidFile(file);
  if (lines === null) return null;
  // https://www.postgresql.org/docs/18/storage-file-layout.html: pid, data folder, start, port, …
  const [pid = '', folder = '', , port = ''] = lines;
  if (await isServerOf(place, Number(pid), folder)) return { pid: Number(pid), port: Number(port) };
  await rm(file, { force: true });
  return null;
}

/** Postgres creates the file first and fills it then: an unfinished one is looked at again, for as long as that takes. */
async function readPidFile(file: string): Promise<readonly string[] | null> {
  const giveUpAt = Date.now() + PID_FILE_WITHIN_MS;
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null) return null;
    const lines = text.split('\n');
    if (lines.length > 4 || Date.now() > giveUpAt) return lines;
    await pause(POLL_MS);
  }
}

async function isServerOf(place: Place, pid: number, folder: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || (await identityOf(pid)) === null) return false;
  const data = dataFolder(place);
  // A copied home brings along the postmaster.pid of the original, which runs on.
  if ((await realpath(folder).catch(() => folder)) !== (await realpath(data))) return false;
  // Windows shows no command line; a wrong guess ends in the log's own words.
  return process.platform === 'win32' || (await commandLineOf(pid)).includes(`bin/postgres -D ${data}`);
}

async function start(place: Place): Promise<boolean> {
  await writeSettings(place, await freePort(await lastPort(place)));
  const code = await pgCtl(place, ['-l', logFile(place), '-w', '-t', '120', 'start']);
  return code === 0;
}

const pgCtl = (place: Place, args: readonly string[]): Promise<number> =>
  runBinary(place.runner, 'pg_ctl', ['-D', dataFolder(place), ...args], {
    folder: place.folder,
    log: logFile(place),
  });

/** The port of the last start if it is free, so that processes which saw their server killed find the next one. */
async function freePort(wanted: number | null): Promise<number> {
  return (wanted !== null ? await tryPort(wanted) : null) ?? (await tryPort(0)) ?? 0;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? null) : null));
    });
  });
}

/** Waits until the server lets us in, which also proves that it is ours: it knows the password of this home. */
async function untilReady(place: Place, running: Running, password: string, begin: number): Promise<number> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const failure = await knock(running.port, password);
    if (failure === null) return running.port;
    if (isLasting(failure) || Date.now() > giveUpAt || (await identityOf(running.pid)) === null) {
      if (isAppError(failure)) throw failure;
      throw await broken(
        place,
        `The embedded database (process ${running.pid}, port ${running.port}) does not answer: ${failure.message}.`,
        begin,
      );
    }
    await pause(POLL_MS);
  }
}

/** Connects, and creates our database in a new server. @returns what stood in the way, or null. */
async function knock(port: number, password: string): Promise<(Error & { code?: string }) | null> {
  try {
    await asClient(port, password, DATABASE, async () => Promise.resolve());
    return null;
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') return error as Error;
  }
  try {
    await asClient(port, password, 'postgres', async (client) => {
      await client.query(`create database ${DATABASE}`);
    });
    return null;
  } catch (error) {
    return error as Error;
  }
}

async function asClient(
  port: number,
  password: string,
  database: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: USER,
    password,
    database,
    ssl: false,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A wrong password does not become right by waiting (SQLSTATE 28). */
const isLasting = (failure: { code?: string }): boolean => failure.code?.startsWith('28') ?? false;
