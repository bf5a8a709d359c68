/** `partnership serve` as it is run: built, in a process of its own, on a portal and a database. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { asHubspot, EMAIL, PORTAL, SECRET, send } from '../server/server-under-test.js';
import { testDatabase, type TestDatabase } from '../store/database.js';
import { buildCommandLine, endAll, removeFolders, run, start, type Settings } from './command-line.js';

let sandbox: Sandbox;
let database: TestDatabase;
let settings: Settings;
beforeAll(async () => {
  [sandbox, database] = await Promise.all([startSandbox({ port: 0, deals: 5 }), testDatabase()]);
  settings = {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.accessToken,
    HUBSPOT_CLIENT_SECRET: SECRET,
    DATABASE_URL: database.databaseUrl,
  };
  await buildCommandLine();
}, 60_000);
afterEach(endAll);
afterAll(async () => {
  await Promise.all([sandbox.close(), database.close()]);
  await removeFolders();
});

const deal = () => JSON.stringify({ dealId: sandbox.recordUrls.deal.replace(/^.*\//, '') });

describe('serve', () => {
  it('answers cards and health until SIGTERM, for the origin that the settings name', async () => {
    const serverUrl = 'https://partnership.example.com';
    const server = await start(['serve', '--port', '0', '--json'], {
      ...settings,
      PARTNERSHIP_SERVER_URL: `${serverUrl}/`,
      PARTNERSHIP_MANAGERS: '7',
      PARTNERSHIP_OPS: ` someone@example.com, ${EMAIL.toUpperCase()} `,
      LOG_LEVEL: 'info',
    });
    const { url, portalId } = JSON.parse(await server.says('\n')) as { url: string; portalId: string };
    expect(portalId).toBe(PORTAL);
    // The process has the true clock.
    const timestamp = Date.now();
    const card = await send(url, asHubspot({ body: deal(), serverUrl, timestamp }));
    expect([card.status, (JSON.parse(card.text) as { ok: boolean }).ok]).toEqual([200, true]);
    expect(await send(url, asHubspot({ body: deal(), serverUrl: url, timestamp }))).toMatchObject({
      status: 401,
    });
    const saves = { path: '/api/save-settings', body: '{"tagging":"propose"}', serverUrl, timestamp };
    expect((await send(url, asHubspot(saves))).status).not.toBe(403);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('partnership_http_requests_total{route="deal-card",status="200"} 1\n');
    expect(metrics).toMatch(/partnership_crm_requests_total\{status="200"\} \d+\n/);
    const ended = await server.stop('SIGTERM');
    expect([ended.code, ended.signal, ended.stdout]).toEqual([
      130,
      null,
      `${JSON.stringify({ url, portalId })}\n`,
    ]);
    expect(
      ended.stderr
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { msg: string }).msg),
    ).toEqual(['answered', 'answered', 'answered']);
    for (const secret of [SECRET, sandbox.accessToken, 'ana.ruiz'])
      expect(ended.stderr).not.toContain(secret);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('without a public origin takes what is signed for where it listens, and says so', async () => {
    const server = await start(['serve', '--port', '0'], settings);
    const [, url = ''] =
      /signed by HubSpot for (\S+)/.exec(await server.says(/signed by HubSpot for \S+\n/)) ?? [];
    const sent = asHubspot({ body: deal(), serverUrl: url, timestamp: Date.now() });
    expect(await send(url, sent)).toMatchObject({ status: 200 });
    const { stderr } = await server.stop('SIGINT');
    for (const name of ['PARTNERSHIP_SERVER_URL', 'PARTNERSHIP_MANAGERS', 'PARTNERSHIP_OPS'])
      expect(stderr).toContain(`${name} is not set`);
  });

  it.each<[string, Settings, number, RegExp]>([
    [
      'no client secret',
      { HUBSPOT_CLIENT_SECRET: '' },
      2,
      /Error \(config_invalid\): HUBSPOT_CLIENT_SECRET .+\n {2}Next: .+\n$/,
    ],
    [
      'a public URL with a path',
      { PARTNERSHIP_SERVER_URL: 'https://a.example/b' },
      2,
      /config_invalid\): .*PARTNERSHIP_SERVER_URL/,
    ],
    [
      'a public URL with a secret in it',
      { PARTNERSHIP_SERVER_URL: 'https://u:p@a.example' },
      2,
      /PARTNERSHIP_SERVER_URL/,
    ],
    ['managers that are no people', { PARTNERSHIP_MANAGERS: 'sam lee' }, 2, /PARTNERSHIP_MANAGERS must be/],
    ['no token', { HUBSPOT_ACCESS_TOKEN: '', HUBSPOT_API_URL: '' }, 2, /token_missing/],
    ['a wrong token', { HUBSPOT_ACCESS_TOKEN: 'pat-wrong' }, 2, /token_invalid/],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://u:p@127.0.0.1:9/x' },
      3,
      /database_unreachable/,
    ],
  ])('refuses %s before it listens', async (_name, change, code, words) => {
    const ended = await run(['serve', '--port', '0'], { ...settings, ...change });
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).not.toContain(SECRET);
  });

  it('says that a port is taken', async () => {
    const ended = await run(['serve', '--port', new URL(sandbox.url).port], settings);
    expect([ended.code, ended.stdout]).toEqual([3, '']);
    expect(ended.stderr).toMatch(/Error \(port_in_use\): .+\n {2}Next: .+\n$/);
  });
});
