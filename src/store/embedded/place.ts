/**
 * Where the embedded database lives and as whom it runs. Usually in the home, as whoever runs this process. Postgres
 * refuses root, so root runs it in a user namespace (`unshare -U`: still owner of its files, no user made); where the
 * machine refuses that, as the user `postgres`, if need be in a folder which that user can enter.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../errors.js';
import { findBinaries, type Binaries } from './binaries.js';
import { holdsFor, type Runner, type SystemUser } from './runner.js';

export interface Place {
  /** Holds data, password and log; the runner can enter it. */
  readonly folder: string;
  readonly runner: Runner;
  /** What a person should be told about it. */
  readonly notices: readonly string[];
  /** Major version of the binaries. */
  readonly major: string;
}

/** Folder of databases that cannot live in their home. */
const SHARED_PLACES = '/var/lib/partnership-manager';
const CAN_USE = 'test -w "$1" && test -x "$1" && test -x "$2" && test -r "$2"';

/**
 * Decides place and user; call it under the lock. `base` is `<home>/postgres`, and exists.
 * @throws AppError database_broken when this is root and neither way is open.
 */
export async function choosePlace(base: string): Promise<Place> {
  const binaries = await findBinaries();
  const major = binaries.version.split('.')[0] ?? '';
  const plain: Runner = { native: binaries.native, prefix: [], user: null };
  if (process.getuid?.() !== 0) return { folder: base, runner: plain, notices: [], major };

  const folder = await readFile(join(base, 'place'), 'utf8').catch(() => base);
  const owner = await stat(join(folder, 'data')).catch(() => null);
  if (owner !== null && owner.uid !== 0) {
    // Made by another user, or by root as `postgres`: whoever owns the data goes on running it.
    return { ...(await placeOf(owner, folder, binaries)), major };
  }
  const unshared: Runner = { ...plain, prefix: ['unshare', '-U'] };
  if (await holdsFor(unshared, CAN_USE, folder, join(binaries.native, 'bin', 'initdb'))) {
    return { folder, runner: unshared, notices: [], major };
  }
  const postgres = owner === null ? await userNamed('postgres') : null;
  if (postgres === null) throw refusedRoot(folder);
  return { ...(await placeForPostgres(postgres, base, binaries)), major };
}

async function placeForPostgres(
  user: SystemUser,
  base: string,
  binaries: Binaries,
): Promise<Omit<Place, 'major'>> {
  const key = createHash('sha256').update(base).digest('hex').slice(0, 16);
  for (const folder of [base, join(SHARED_PLACES, key)]) {
    await mkdir(folder, { recursive: true });
    const runner: Runner = { native: binaries.native, prefix: [], user };
    const before = await stat(folder);
    await chown(folder, user.uid, user.gid);
    if (await holdsFor(runner, 'test -w "$1" && test -x "$1"', folder)) {
      await writeFile(join(base, 'place'), folder);
      return placeOf(user, folder, binaries);
    }
    await chown(folder, before.uid, before.gid);
  }
  throw refusedRoot(base);
}

async function placeOf(
  { uid, gid }: SystemUser,
  folder: string,
  binaries: Binaries,
): Promise<Omit<Place, 'major'>> {
  const inPlace: Runner = { native: binaries.native, prefix: [], user: { uid, gid } };
  const reachable = await holdsFor(inPlace, CAN_USE, folder, join(binaries.native, 'bin', 'initdb'));
  const runner = reachable ? inPlace : { ...inPlace, native: await copyBinaries(binaries, folder) };
  const who = (await nameOf(uid)) ?? `with id ${uid}`;
  const notices = [
    `Postgres refuses to run as root: the embedded database runs as the user ${who}, its data are in ${folder}.`,
  ];
  return { folder, runner, notices };
}

async function copyBinaries(binaries: Binaries, folder: string): Promise<string> {
  const native = join(folder, `binaries-${binaries.version}`);
  await cp(binaries.native, native, { recursive: true, force: true, verbatimSymlinks: true });
  return native;
}

async function userNamed(name: string): Promise<SystemUser | null> {
  const [uid, gid] = [await ask('id', '-u', name), await ask('id', '-g', name)];
  return uid === null || gid === null ? null : { uid: Number(uid), gid: Number(gid) };
}

const nameOf = (uid: number): Promise<string | null> => ask('id', '-un', String(uid));

function ask(program: string, ...args: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, (error, stdout) => resolve(error === null ? stdout.trim() : null));
  });
}

const refusedRoot = (folder: string): AppError =>
  new AppError(
    'database_broken',
    `Postgres refuses to run as root, and this machine offers no other way for ${folder}: ` +
      'user namespaces are refused (unshare -U), and there is no user postgres that could take over.',
    'Run it as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
  );
