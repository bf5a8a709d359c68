import { chmod, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from '@jest/globals';

import { identityOf } from '../../../src/store/embedded/process-identity.js';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.js';
import { query } from '../database.js';
import { killPrograms, runProgram, startProgram } from '../program.js';
import { newHome, processesOf, removeHomes, until, untilGone } from './home.js';

interface Attached {
  connectionString: string;
  notices: string[];
  serverPid: number;
}

const use = (home: string) => runProgram<Attached>('use-embedded', [home]);
const answers = async (url: string) => (await query<{ one: number }>(url, 'select 1 as one'))[0]?.one === 1;

async function serverPid(home: string): Promise<number> {
  return Number.parseInt(await readFile(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
}

afterEach(async () => {
  await killPrograms();
  await removeHomes();
});

describe('within one process', () => {
  test('the first creates and starts, the second attaches, the last stops', async () => {
    const home = await newHome();
    const first = await openEmbedded({ home });
    const second = await openEmbedded({ home });
    expect(second.connectionString).toBe(first.connectionString);
    const pid = await serverPid(home);
    await first.close();
    expect(await answers(second.connectionString)).toBe(true);
    await second.close();
    await untilGone(pid);
    expect(processesOf(home)).toEqual([]);
  });

  test('closing twice leaves once', async () => {
    const home = await newHome();
    const first = await openEmbedded({ home });
    const second = await openEmbedded({ home });
    await first.close();
    await first.close();
    expect(await answers(second.connectionString)).toBe(true);
    await second.close();
  });

  test('what was committed is there at the next start', async () => {
    const home = await newHome();
    const first = await openEmbedded({ home });
    await query(first.connectionString, 'create table kept as select 7 as n');
    await first.close();
    const second = await openEmbedded({ home });
    expect(await query(second.connectionString, 'select n from kept')).toEqual([{ n: 7 }]);
    await second.close();
  });

  test('listens on 127.0.0.1 alone, durably, for the bearer of the password', async () => {
    const home = await newHome();
    const { connectionString, notices, close } = await openEmbedded({ home });
    const [settings] = await query(
      connectionString,
      `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
        current_setting('fsync') as fsync, current_setting('full_page_writes') as pages`,
    );
    expect(settings).toEqual({ addresses: '127.0.0.1', sockets: '', fsync: 'on', pages: 'on' });
    expect((await stat(join(home, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'postgres'))).mode & 0o777).toBe(0o700);
    const stranger = new URL(connectionString);
    stranger.password = 'guessed';
    await expect(query(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(notices).toEqual([]);
    await close();
  });
});

describe('among processes', () => {
  test('two share a server; one killed with -9, the other goes on and, as the last, stops it', async () => {
    const home = await newHome();
    const [killed, stays] = await Promise.all([use(home), use(home)]);
    expect(stays.said).toEqual(killed.said);
    await killed.kill();
    expect(await answers(stays.said.connectionString)).toBe(true);
    await stays.leave();
    await untilGone(stays.said.serverPid);
    expect(processesOf(home)).toEqual([]);
  });

  test('the only one killed with -9 leaves the server running; the next attaches to it and stops it', async () => {
    const home = await newHome();
    const killed = await use(home);
    await killed.kill();
    expect(await answers(killed.said.connectionString)).toBe(true);
    const next = await use(home);
    expect(next.said).toEqual(killed.said);
    await next.leave();
    await untilGone(killed.said.serverPid);
  });

  test('Ctrl-C in the terminal of its starter does not reach the server, which others use', async () => {
    const home = await newHome();
    const starter = await runProgram<Attached>('use-embedded', [home], { detached: true });
    const other = await use(home);
    await starter.pressCtrlC();
    expect(await answers(other.said.connectionString)).toBe(true);
    await other.leave();
    await untilGone(other.said.serverPid);
  });

  test('a server killed with -9 is started anew, on its port, with every committed row', async () => {
    const home = await newHome();
    const survivor = await use(home);
    const url = survivor.said.connectionString;
    await query(url, 'create table kept as select generate_series(1, 1000) as n');
    process.kill(survivor.said.serverPid, 'SIGKILL');
    await untilGone(survivor.said.serverPid);
    const next = await use(home);
    expect(next.said.serverPid).not.toBe(survivor.said.serverPid);
    expect(next.said.connectionString).toBe(url);
    expect(await query(url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
    await survivor.leave();
    expect(await answers(url)).toBe(true);
    await next.leave();
    await untilGone(next.said.serverPid);
  });

  test('four that come first together create it once', async () => {
    const home = await newHome();
    const all = await Promise.all([use(home), use(home), use(home), use(home)]);
    expect(new Set(all.map(({ said }) => said.serverPid)).size).toBe(1);
    for (const { said } of all) expect(await answers(said.connectionString)).toBe(true);
    await Promise.all(all.map((one) => one.leave()));
    await untilGone(all[0].said.serverPid);
    const log = await readFile(join(home, 'postgres', 'server.log'), 'utf8');
    expect(log.match(/The files belonging to this database system/g)).toHaveLength(1);
    expect(log.match(/database system is ready/g)).toHaveLength(1);
  });

  test('killed with -9 in the middle of creating it, the next creates it whole', async () => {
    const home = await newHome();
    const child = await startProgram('use-embedded', [home]);
    const folder = join(home, 'postgres');
    const names = () => readdir(folder).catch(() => []);
    await until(async () => (await names()).some((name) => name.startsWith('data.new-')));
    child.kill('SIGKILL');
    expect(await names()).not.toContain('data');
    const next = await use(home);
    expect(await answers(next.said.connectionString)).toBe(true);
    await next.leave();
    await untilGone(next.said.serverPid);
  });

  test('killed with -9 while the server starts, the next has one server and stops it', async () => {
    const home = await newHome();
    await (await use(home)).leave();
    const child = await startProgram('use-embedded', [home]);
    await until(async () => (await serverPid(home).catch(() => 0)) > 0);
    child.kill('SIGKILL');
    const next = await use(home);
    expect(await answers(next.said.connectionString)).toBe(true);
    await next.leave();
    await untilGone(next.said.serverPid);
    await until(() => processesOf(home).length === 0);
  });
});

describe('what others left behind', () => {
  test('a postmaster.pid whose number belongs to another process by now is taken over', async () => {
    const home = await newHome();
    await (await openEmbedded({ home })).close();
    const data = join(home, 'postgres', 'data');
    await writeFile(
      join(data, 'postmaster.pid'),
      [process.pid, data, 0, 5432, '', '127.0.0.1', ''].join('\n'),
    );
    const { connectionString, close } = await openEmbedded({ home });
    expect(await answers(connectionString)).toBe(true);
    await close();
  });

  test('a home that was copied while its server ran gets a server of its own', async () => {
    const home = await newHome();
    const copy = await newHome();
    const original = await openEmbedded({ home });
    await query(original.connectionString, 'checkpoint');
    await cp(home, copy, { recursive: true });
    const copied = await openEmbedded({ home: copy });
    expect(await serverPid(copy)).not.toBe(await serverPid(home));
    expect(copied.connectionString).not.toBe(original.connectionString);
    await copied.close();
    expect(processesOf(copy)).toEqual([]);
    expect(await answers(original.connectionString)).toBe(true);
    await original.close();
  });

  test('an attachment of a process that ended does not keep the server', async () => {
    const home = await newHome();
    const { close } = await openEmbedded({ home });
    const pid = await serverPid(home);
    const me = await identityOf(process.pid);
    const attached = join(home, 'postgres', 'attached');
    await writeFile(
      join(attached, 'reused'),
      JSON.stringify({ ...me, folder: attached, begun: 'another day' }),
    );
    await writeFile(join(attached, 'cut-off'), '');
    await close();
    await untilGone(pid);
  });
});

describe('refusals say what to do', () => {
  test('a home that cannot be made', async () => {
    const home = await newHome();
    await writeFile(join(home, 'file'), '');
    await expect(openEmbedded({ home: join(home, 'file') })).rejects.toMatchObject({
      code: 'database_broken',
      next: expect.stringContaining('PARTNERSHIP_HOME'),
    });
  });

  test('damaged data: the end of the log is shown and no server is left', async () => {
    const home = await newHome();
    await (await openEmbedded({ home })).close();
    await rm(join(home, 'postgres', 'data', 'global', 'pg_control'));
    await expect(openEmbedded({ home })).rejects.toMatchObject({
      code: 'database_broken',
      message: expect.stringContaining('pg_control'),
      next: expect.stringContaining('server.log'),
    });
    expect(processesOf(home)).toEqual([]);
    expect(await readdir(join(home, 'postgres', 'attached'))).toEqual([]);
  });

  test('data of another major version', async () => {
    const home = await newHome();
    await mkdir(join(home, 'postgres', 'data'), { recursive: true });
    await writeFile(join(home, 'postgres', 'data', 'PG_VERSION'), '9\n');
    await chmod(join(home, 'postgres', 'data'), 0o700);
    await expect(openEmbedded({ home })).rejects.toMatchObject({
      code: 'database_broken',
      message: expect.stringContaining('Postgres 9'),
    });
  });

  test('a lost password', async () => {
    const home = await newHome();
    await (await openEmbedded({ home })).close();
    await rm(join(home, 'postgres', 'password'));
    await expect(openEmbedded({ home })).rejects.toMatchObject({
      code: 'database_broken',
      message: expect.stringContaining('password'),
    });
  });
});
