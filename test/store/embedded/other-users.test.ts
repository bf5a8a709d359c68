/** Postgres refuses root. These tests run as root where that is to be had, and say which part they could not see. */
import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, expect, test } from '@jest/globals';

import { killPrograms, programFile, runProgram } from '../program.js';
import { newHome, removeHomes, untilGone } from './home.js';

interface Attached {
  connectionString: string;
  notices: string[];
  serverPid: number;
}
interface Refused {
  code: string;
  message: string;
  next: string;
}

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
const reads = (uid: number, file: string): boolean =>
  spawnSync(process.execPath, ['--check', file], { uid, cwd: '/' }).status === 0;
const asNobody = isRoot && reads(NOBODY, await programFile('use-embedded')) ? test : test.skip;
const asRoot = isRoot ? test : test.skip;
const hasPostgres = spawnSync('id', ['-u', 'postgres']).status === 0;
const withPostgres = isRoot && hasPostgres ? test : test.skip;

/** A PATH on which these commands fail. */
async function pathWithout(...commands: string[]): Promise<NodeJS.ProcessEnv> {
  const folder = await newHome();
  for (const command of commands) {
    await writeFile(join(folder, command), '#!/bin/sh\necho "$0: refused" >&2\nexit 1\n', { mode: 0o755 });
  }
  await chmod(folder, 0o755);
  return { PATH: `${folder}:${process.env.PATH ?? ''}` };
}

const ownerOf = async (pid: number): Promise<number> => (await stat(`/proc/${pid}`)).uid;

afterEach(async () => {
  await killPrograms();
  await removeHomes();
});

asNobody('an ordinary user runs it as himself, and says nothing about it', async () => {
  const home = await newHome();
  await chown(home, NOBODY, NOBODY);
  const { said, leave } = await runProgram<Attached>('use-embedded', [home], { uid: NOBODY });
  expect(said.notices).toEqual([]);
  expect(await ownerOf(said.serverPid)).toBe(NOBODY);
  await leave();
  await untilGone(said.serverPid);
});

asNobody('root goes on with the data of an ordinary user as that user, and the user after root', async () => {
  const home = await newHome();
  await chown(home, NOBODY, NOBODY);
  const first = await runProgram<Attached>('use-embedded', [home], { uid: NOBODY });
  await first.leave();
  const root = await runProgram<Attached>('use-embedded', [home]);
  expect(await ownerOf(root.said.serverPid)).toBe(NOBODY);
  expect(root.said.notices).toEqual([expect.stringContaining('refuses to run as root')]);
  const together = await runProgram<Attached>('use-embedded', [home], { uid: NOBODY });
  expect(together.said.serverPid).toBe(root.said.serverPid);
  await root.leave();
  await together.leave();
  await untilGone(root.said.serverPid);
  const last = await runProgram<Attached>('use-embedded', [home], { uid: NOBODY });
  await last.leave();
});

withPostgres(
  'root whom user namespaces are refused runs it as postgres in the home, and says so',
  async () => {
    const home = await newHome();
    await chmod(home, 0o755);
    const env = await pathWithout('unshare');
    const { said, leave } = await runProgram<Attached>('use-embedded', [home], { env });
    expect(said.notices).toEqual([expect.stringContaining(`as the user postgres, its data are in ${home}`)]);
    expect(await ownerOf(said.serverPid)).not.toBe(0);
    await leave();
    await untilGone(said.serverPid);
    // With namespaces again, the data still belong to postgres.
    const next = await runProgram<Attached>('use-embedded', [home]);
    expect(await ownerOf(next.said.serverPid)).not.toBe(0);
    await next.leave();
    await untilGone(next.said.serverPid);
  },
);

withPostgres(
  'in a home that only root can enter, the data lie elsewhere, and the home knows where',
  async () => {
    const home = await newHome();
    const env = await pathWithout('unshare');
    const first = await runProgram<Attached>('use-embedded', [home], { env });
    const place = await readFile(join(home, 'postgres', 'place'), 'utf8');
    expect(place.startsWith(home)).toBe(false);
    expect(first.said.notices).toEqual([expect.stringContaining(place)]);
    await first.kill();
    const next = await runProgram<Attached>('use-embedded', [home], { env });
    expect(next.said).toEqual(first.said);
    await next.leave();
    await untilGone(next.said.serverPid);
  },
);

asRoot('root with neither way open is told what to do', async () => {
  const home = await newHome();
  const env = await pathWithout('unshare', 'id');
  const { said } = await runProgram<Refused>('use-embedded', [home], { env });
  expect(said).toEqual({
    code: 'database_broken',
    message: expect.stringContaining('refuses to run as root'),
    next: expect.stringContaining('DATABASE_URL'),
  });
});

asNobody('a home of another user is refused with what to do', async () => {
  const home = await newHome();
  await chmod(home, 0o755);
  await mkdir(join(home, 'postgres'), { mode: 0o700 });
  const { said } = await runProgram<Refused>('use-embedded', [home], { uid: NOBODY });
  expect(said).toMatchObject({
    code: 'database_broken',
    next: expect.stringContaining('PARTNERSHIP_HOME'),
  });
});
