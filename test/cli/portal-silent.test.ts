/** What the database knows is told also when the portal refuses, is down, or is not the one that was synced. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { portalId, runId } from '../../src/domain/ids.js';
import { openStore } from '../../src/store/store.js';
import { NOW, postRun } from '../operations/ledger-run.js';
import { testDatabase, type TestDatabase } from '../store/database.js';
import { buildCommandLine, endAll, removeFolders, run } from './command-line.js';

let database: TestDatabase;
let broken: Server;
let asked: string[] = [];
/** What the portal answers to everything. */
let status = 500;
const partnership = (...args: readonly string[]) =>
  run(args, {
    DATABASE_URL: database.databaseUrl,
    HUBSPOT_API_URL: `http://127.0.0.1:${(broken.address() as AddressInfo).port}`,
    HUBSPOT_ACCESS_TOKEN: 'pat-na1-test',
  });

beforeAll(async () => {
  broken = createServer((request, answer) => {
    asked.push(request.url ?? '');
    answer.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"no"}');
  });
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  [database] = await Promise.all([testDatabase(), buildCommandLine()]);
  const store = await openStore({ databaseUrl: database.databaseUrl, home: '' });
  await postRun(store, portalId('4711'), 1, { clock: { now: () => NOW } });
  await store.close();
}, 60_000);
afterAll(async () => {
  await endAll();
  await new Promise((resolve) => broken.close(resolve));
  await database.close();
  await removeFolders();
});

describe('a portal that answers nothing but errors', () => {
  it.each(['status', 'runs', 'report', 'verify', 'doctor', 'period show'])(
    '%s: shown from the database, and the CRM is asked for nothing',
    async (command) => {
      asked = [];
      const { code, stdout, stderr } = await partnership(...command.split(' '));
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).not.toBe('');
      expect(asked.filter((url) => !url.startsWith('/__sandbox__/'))).toEqual([]);
    },
    60_000,
  );
});

describe('with several portals in the database', () => {
  beforeAll(async () => {
    const store = await openStore({ databaseUrl: database.databaseUrl, home: '' });
    await store.startRun({
      portalId: portalId('4712'),
      runId: runId('other'),
      kind: 'sync',
      startedAt: NOW,
      policyVersion: 'default-1',
      asOf: NOW,
    });
    await store.close();
  });

  it('--portal needs no answer of the CRM', async () => {
    asked = [];
    const { code, stdout } = await partnership('runs', '--portal', '4712');
    expect(code).toBe(0);
    expect(stdout).toContain('other');
    expect(asked.filter((url) => !url.startsWith('/__sandbox__/'))).toEqual([]);
  }, 60_000);

  it.each([401, 403, 404])(
    'a refusal of the CRM (%i) leaves the only ledger there is',
    async (refusal) => {
      status = refusal;
      const { code, stdout } = await partnership('status');
      expect(code).toBe(0);
      expect(stdout).toContain('Portal 4711');
    },
    60_000,
  );
});
