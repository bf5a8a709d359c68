/** A clear message with the next step, a documented exit code, nothing half-done. */
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ERROR_CODES, type ErrorCode } from '../../src/errors.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { endAll, files, newFolder, removeFolders, run, type Ended } from './command-line.js';

const DEALS = 'deal_id,created_at,status\n1,2026-01-01,open\n';
const TOUCHES = 'touch_id,deal_id,partner_id,occurred_at,kind\n';

let sandbox: Sandbox;
let taken: Server;
let takenPort: string;
let portal: Record<string, string>;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, empty: true });
  portal = { HUBSPOT_API_URL: sandbox.url, HUBSPOT_ACCESS_TOKEN: sandbox.accessToken };
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  takenPort = String((taken.address() as AddressInfo).port);
});
afterEach(endAll);
afterAll(async () => {
  await new Promise((resolve) => taken.close(resolve));
  await sandbox.close();
  await removeFolders();
});

/** It ended with the code's exit code, said what and what next, and nothing else. */
function refused(ended: Ended, code: ErrorCode, message: string | RegExp): void {
  expect(ended.stderr).toMatch(new RegExp(`Error \\(${code}\\): .+\\n  Next: .+\\n$`, 's'));
  expect(ended.stderr).toMatch(message);
  expect(ended.stderr).not.toMatch(/\n\s+at /);
  expect(ended.code).toBe(ERROR_CODES[code]);
  expect(ended.stdout).toBe('');
}

describe('the token', () => {
  it.each(['setup', 'sync'])('%s without one', async (command) => {
    refused(await run([command]), 'token_missing', 'HUBSPOT_ACCESS_TOKEN');
  });

  it.each(['setup', 'sync --dry-run'])('%s with a wrong one, which is not repeated', async (command) => {
    const token = 'pat-na1-wrong-5ec8e7';
    const ended = await run(command.split(' '), { ...portal, HUBSPOT_ACCESS_TOKEN: token });
    expect(ended.stderr).toContain('Error (token_invalid)');
    expect(ended.stderr).toContain('  Next: ');
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).not.toContain(token);
  });
});

describe('the portal', () => {
  it('a property that is taken by another type: nothing is made', async () => {
    const theirs = await startSandbox({ port: 0, empty: true });
    const settings = { HUBSPOT_API_URL: theirs.url, HUBSPOT_ACCESS_TOKEN: theirs.accessToken };
    const call = (method: string, rest: string, body?: unknown) =>
      fetch(`${theirs.url}/crm/properties/2026-09/deals${rest}`, {
        method,
        headers: { authorization: `Bearer ${theirs.accessToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    try {
      await call('POST', '/groups', { name: 'theirs', label: 'Theirs' });
      const property = { name: 'partnership_class', label: 'Theirs', type: 'string', fieldType: 'text' };
      expect((await call('POST', '', { ...property, groupName: 'theirs' })).status).toBeLessThan(300);
      const before = await (await call('GET', '')).text();
      const ended = await run(['setup'], settings);
      expect(ended.stderr).toMatch(
        /Error \(preflight_stopped\): .*\n.*deals\.partnership_class has the type string/,
      );
      expect([ended.code, ended.stdout]).toEqual([1, '']);
      expect(await (await call('GET', '')).text()).toBe(before);
    } finally {
      await theirs.close();
    }
  });

  it('one that was not set up: sync says which command makes it', async () => {
    const ended = await run(['sync', '--dry-run'], { ...portal, DATABASE_URL: 'postgres://u@127.0.0.1:1/x' });
    // Without a database a dry run has nothing to say either.
    expect(ended.stderr).toMatch(/database_unreachable|setup_missing/);
    expect(ended.stdout).toBe('');
  });
});

describe('the database', () => {
  it.each(['sync', 'start --once --port 0'])(
    '%s: one that does not answer; its password is not said',
    async (command) => {
      const settings = { ...portal, DATABASE_URL: 'postgres://user:5ec8e7@127.0.0.1:1/partners' };
      const ended = await run(command.split(' '), settings);
      expect(ended.stderr).toMatch(/Error \(database_unreachable\): .*127\.0\.0\.1.*\n  Next: .+\n$/);
      expect([ended.code, ended.stdout]).toEqual([3, '']);
      expect(ended.stderr).not.toContain('5ec8e7');
    },
  );
});

describe('the port', () => {
  it.each(['sandbox', 'start'])('%s: one that is in use', async (command) => {
    const home = path.join(await newFolder(), 'home');
    const ended = await run([...command.split(' '), '--port', takenPort], { PARTNERSHIP_HOME: home });
    refused(ended, 'port_in_use', `Port ${takenPort} is in use`);
    // Nothing was started that would have to be ended.
    expect(existsSync(path.join(home, 'postgres'))).toBe(false);
  });

  it('by PORT too', async () => {
    refused(await run(['sandbox'], { PORT: takenPort }), 'port_in_use', takenPort);
  });
});

describe('settings', () => {
  it.each([
    ['PORT', '65536'],
    ['DATABASE_URL', 'mysql://user:5ec8e7@host/db'],
    ['HUBSPOT_API_URL', 'api.hubapi.com'],
  ])('%s=%s is refused, by name', async (name, value) => {
    const ended = await run(['setup'], { ...portal, [name]: value });
    refused(ended, 'config_invalid', name);
    expect(ended.stderr).not.toContain('5ec8e7');
  });

  it('all that are wrong are named at once', async () => {
    const { stderr } = await run(['setup'], { PORT: 'x', DATABASE_URL: 'y', HUBSPOT_API_URL: 'z' });
    for (const name of ['PORT', 'DATABASE_URL', 'HUBSPOT_API_URL']) expect(stderr).toContain(name);
  });

  it('a home that is a file', async () => {
    const { home } = await files({ home: 'not a folder' });
    const ended = await run(['start', '--once', '--port', '0'], { PARTNERSHIP_HOME: home });
    expect(ended.stderr).not.toContain('A defect of Partnership Manager');
    expect(ended.stderr).toMatch(/Error \(\w+\): .+\n  Next: .+\n$/);
    expect(ended.code).not.toBe(0);
  });
});

describe('files', () => {
  const attribute = (paths: Readonly<Record<string, string>>, ...more: readonly string[]): Promise<Ended> =>
    run(['attribute', '--deals', paths.deals ?? '', '--touches', paths.touches ?? '', ...more]);

  it('a malformed CSV file', async () => {
    const paths = await files({ deals: `${DEALS}2,"2026`, touches: TOUCHES });
    refused(await attribute(paths), 'file_malformed', 'line 3');
  });

  it('a missing column', async () => {
    const paths = await files({ deals: 'deal_id,status\n', touches: TOUCHES });
    refused(await attribute(paths), 'column_missing', 'created_at');
  });

  it('one that is not there', async () => {
    const paths = await files({ deals: DEALS });
    refused(
      await attribute({ ...paths, touches: '/nowhere/touches.csv' }),
      'file_unreadable',
      '/nowhere/touches.csv',
    );
  });

  it('one that is a folder', async () => {
    const paths = await files({ touches: TOUCHES });
    refused(await attribute({ ...paths, deals: await newFolder() }), 'file_unreadable', /cannot be read/);
  });

  it('one that is not UTF-8', async () => {
    const paths = await files({ touches: TOUCHES, deals: DEALS });
    const { writeFile } = await import('node:fs/promises');
    await writeFile(paths.deals, Buffer.from([0x64, 0xe9, 0xff, 0x0a]));
    refused(await attribute(paths), 'file_unreadable', 'not UTF-8');
  });

  it('an --out that cannot be a folder', async () => {
    const paths = await files({ deals: DEALS, touches: TOUCHES, out: 'a file' });
    const ended = await attribute(paths, '--out', paths.out);
    expect(ended.stderr).toMatch(/Error \(\w+\): .+\n  Next: .+\n$/);
    expect(ended.code).toBe(2);
  });

  it('a bad row is set aside and reported, and the command is done', async () => {
    const paths = await files({ deals: `${DEALS}2,x,open\n`, touches: TOUCHES });
    const ended = await attribute(paths);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('line 3: created_at "x": instant_invalid');
  });
});

describe('the policy', () => {
  const bad = () => files({ deals: DEALS, touches: TOUCHES, policy: '{"modle":"linear","lockDays":-1}' });

  it('an unknown key, with the nearest, and every violation', async () => {
    const { deals, touches, policy } = await bad();
    const ended = await run(['attribute', '--deals', deals, '--touches', touches, '--policy', policy]);
    refused(ended, 'policy_invalid', /unknown key modle; .*\bmodel\b/);
    expect(ended.stderr).toContain('lockDays is -1');
  });

  it.each(['sync', 'start --once --port 0', 'sandbox --port 0'])(
    '%s: by PARTNERSHIP_POLICY, before anything is started',
    async (command) => {
      const { policy } = await bad();
      const home = path.join(await newFolder(), 'home');
      const ended = await run(command.split(' '), {
        ...portal,
        PARTNERSHIP_POLICY: policy,
        PARTNERSHIP_HOME: home,
      });
      refused(ended, 'policy_invalid', 'modle');
      expect(existsSync(path.join(home, 'postgres'))).toBe(false);
    },
  );
});

describe('options', () => {
  it.each([
    ['an unknown command', 'synk', /unknown command 'synk'/],
    ['an unknown option', 'sync --everything', /unknown option '--everything'/],
    ['one that must be there', 'attribute --touches x', /--deals <file>/],
    ['a port that is none', 'sandbox --port x', /port number from 0 to 65535/],
    ['a time zone that is none', 'attribute --deals a --touches b --time-zone Mars', /IANA time zone/],
    ['a model for analysis', 'attribute --deals a --touches b --model markov', /never for credit on a deal/],
    ['two that exclude each other', 'attribute --deals a --touches b --json --out c', /cannot be used with/],
  ])('%s', async (_name, command, message) => {
    const ended = await run(command.split(' '));
    expect(ended.stderr).toMatch(message);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
  });
});
