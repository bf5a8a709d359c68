/** The scheduling examples, each run as far as a machine without a portal allows. */
import { execFile } from 'node:child_process';
import { access, mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { portalId, runId } from '../../src/domain/ids.js';
import { openStore } from '../../src/store/store.js';

const EXAMPLES = path.resolve('examples/schedule');
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((one) => rm(one, { recursive: true, force: true }))));

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'schedule-'));
  folders.push(made);
  return made;
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> =>
  new Promise((resolve) => {
    const all = { PATH: process.env['PATH'] ?? '', ...env };
    execFile(command, args, { env: all }, (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1,
        stdout,
        stderr,
      });
    });
  });

/** A folder of programs that go before those of the machine. */
async function programs(scripts: Readonly<Record<string, string>>): Promise<string> {
  const bin = await folder();
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(path.join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return `${bin}:${process.env['PATH'] ?? ''}`;
}

describe('run.sh', () => {
  it.each([
    [0, null],
    [1, /exit code 1: refused/],
    [2, /exit code 2: wrong use/],
    [3, /exit code 3: HubSpot or the database/],
    [4, /exit code 4: the daily limit/],
    [130, /exit code 130: it was stopped/],
  ])('a sync that ends with %d is told of as such, and its exit code kept', async (code, alert) => {
    const home = await folder();
    await mkdir(path.join(home, 'postgres'));
    const alerts = path.join(home, 'alerts');
    const ended = await run(path.join(EXAMPLES, 'run.sh'), [], {
      PATH: await programs({ npx: `echo "$@" >>'${home}/asked'; exit ${code}` }),
      PARTNERSHIP_DIR: home,
      PARTNERSHIP_HOME: home,
      ALERT_COMMAND: `cat >'${alerts}'`,
    });
    expect(ended.code).toBe(code);
    expect(await readFile(path.join(home, 'asked'), 'utf8')).toBe(
      code === 0 ? 'partnership sync\npartnership alerts\n' : 'partnership sync\n',
    );
    const told = await readFile(alerts, 'utf8').catch(() => null);
    if (alert === null)
      expect([told, ended.stdout]).toEqual([null, expect.stringMatching(/ledger-.*\.tar\.gz/)]);
    else expect(told).toMatch(alert);
  });

  it('backs up, tells, and keeps the exit code where alerts could not be sent; leaves them out where told', async () => {
    const home = await folder();
    await mkdir(path.join(home, 'postgres'));
    const alerts = path.join(home, 'alerts');
    const settings = {
      PATH: await programs({ npx: 'if [ "$2" = alerts ]; then exit 3; fi; exit 0' }),
      ...{ PARTNERSHIP_DIR: home, PARTNERSHIP_HOME: home, ALERT_COMMAND: `cat >'${alerts}'` },
    };
    const { code, stdout } = await run(path.join(EXAMPLES, 'run.sh'), [], settings);
    expect([code, stdout]).toEqual([3, expect.stringMatching(/ledger-.*\.tar\.gz/)]);
    expect(await readFile(alerts, 'utf8')).toContain('partnership alerts ended with exit code 3');
    const without = await run(path.join(EXAMPLES, 'run.sh'), [], { ...settings, SEND_ALERTS: 'no' });
    expect(without.code).toBe(0);
  });

  it('tells of a backup that fails after a sync that did not', async () => {
    const home = await folder();
    const alerts = path.join(home, 'alerts');
    const { code } = await run(path.join(EXAMPLES, 'run.sh'), [], {
      PATH: await programs({ npx: 'exit 0' }),
      PARTNERSHIP_DIR: home,
      PARTNERSHIP_HOME: home,
      ALERT_COMMAND: `cat >'${alerts}'`,
    });
    expect(code).toBe(2);
    expect(await readFile(alerts, 'utf8')).toContain('The ledger was not backed up');
  });
});

describe('back-up.sh', () => {
  it('copies the embedded database while nobody has it open, and the copy opens with all that was in it', async () => {
    const [home, other] = [await folder(), await folder()];
    const portal = portalId('1');
    const store = await openStore({ home });
    await store.startRun({
      ...{ portalId: portal, runId: runId('kept'), kind: 'sync', policyVersion: 'default-1' },
      ...{ startedAt: instant(0), asOf: instant(0) },
    });
    const open = await run(path.join(EXAMPLES, 'back-up.sh'), [], { PARTNERSHIP_HOME: home });
    expect([open.code, open.stderr]).toEqual([3, expect.stringContaining('is open')]);
    await store.close();

    const { code, stdout } = await run(path.join(EXAMPLES, 'back-up.sh'), [], { PARTNERSHIP_HOME: home });
    expect(code).toBe(0);
    expect((await run('tar', ['-C', other, '-xzf', stdout.trim()], {})).code).toBe(0);
    const copy = await openStore({ home: other });
    expect((await copy.listRuns(portal, 5)).map((one) => one.runId)).toEqual(['kept']);
    await copy.close();
  }, 120_000);

  it('dumps the schema of DATABASE_URL, leaves nothing half done, and keeps as many as it is told', async () => {
    const home = await folder();
    const env = { PARTNERSHIP_HOME: home, DATABASE_URL: 'postgres://db/x', KEEP: '2' };
    const PATH = await programs({
      pg_dump: `for one; do case $one in --file=*) echo "$*" >"\${one#--file=}";; esac; done`,
    });
    await mkdir(path.join(home, 'backups'));
    for (const day of ['01', '02'])
      await writeFile(path.join(home, `backups/ledger-2020-01-${day}T000000Z.dump`), '');
    const { code, stdout } = await run(path.join(EXAMPLES, 'back-up.sh'), [], { ...env, PATH });
    expect([code, await readFile(stdout.trim(), 'utf8')]).toEqual([
      0,
      expect.stringMatching(/--format=custom --schema=partnership .*postgres:\/\/db\/x/),
    ]);
    expect(await readdir(path.join(home, 'backups'))).toEqual([
      'ledger-2020-01-02T000000Z.dump',
      path.basename(stdout.trim()),
    ]);

    const failing = await run(path.join(EXAMPLES, 'back-up.sh'), [], {
      ...env,
      PATH: await programs({ pg_dump: 'exit 1' }),
    });
    expect(failing.code).not.toBe(0);
    expect(await readdir(path.join(home, 'backups'))).toHaveLength(2);
  });
});

it('the line for cron has five times and a command that a shell runs', async () => {
  const text = await readFile(path.join(EXAMPLES, 'crontab'), 'utf8');
  const [line = ''] = text.split('\n').filter((one) => one !== '' && !one.startsWith('#'));
  const [, times = '', command = ''] = /^((?:[\d*,/-]+ ){5})(.+)$/.exec(line) ?? [];
  expect(times).toBe('17 * * * * ');
  // In a crontab, % would end the command.
  expect(command).not.toContain('%');
  const home = await folder();
  const here = command
    .replaceAll('/opt/partnership', home)
    .replaceAll('/var/log/partnership', home)
    .replace('/tmp/partnership.lock', `${home}/lock`);
  await mkdir(path.join(home, 'examples/schedule'), { recursive: true });
  await writeFile(path.join(home, 'examples/schedule/run.sh'), '#!/bin/sh\necho "$ALERT_COMMAND"\n', {
    mode: 0o755,
  });
  expect((await run('/bin/sh', ['-c', here], {})).code).toBe(0);
  expect(await readFile(path.join(home, 'sync.log'), 'utf8')).toBe(
    "mail -s 'Partnership Manager' ops@example.com\n",
  );
});

it('systemd takes the units, where this machine has systemd', async () => {
  const found = await access('/usr/bin/systemd-analyze').then(
    () => true,
    () => false,
  );
  if (!found) return;
  const units = await folder();
  for (const name of ['partnership.service', 'partnership.timer', 'partnership-alert@.service']) {
    const text = await readFile(path.join(EXAMPLES, name), 'utf8');
    await writeFile(path.join(units, name), text.replaceAll('/opt/partnership', path.resolve('.')));
  }
  const files = ['partnership.service', 'partnership.timer'].map((name) => path.join(units, name));
  const { code, stderr } = await run('/usr/bin/systemd-analyze', ['verify', ...files], {});
  const own = stderr
    .split('\n')
    .filter((line) => line.includes('partnership') && !line.includes('user partnership'));
  expect([code, own]).toEqual([0, []]);
});
