/** What goes where: results and JSON on stdout, words on stderr, help with an example. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { testDatabase, type TestDatabase } from '../store/database.js';
import { endAll, files, removeFolders, run, start } from './command-line.js';

afterEach(endAll);
afterAll(removeFolders);

/** Exactly one line of JSON. */
function json(stdout: string): Record<string, unknown> {
  expect(stdout.endsWith('\n')).toBe(true);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('--json', () => {
  let sandbox: Sandbox;
  let database: TestDatabase;
  let settings: Record<string, string>;
  beforeAll(async () => {
    [sandbox, database] = await Promise.all([startSandbox({ port: 0, deals: 10 }), testDatabase()]);
    settings = {
      HUBSPOT_API_URL: sandbox.url,
      HUBSPOT_ACCESS_TOKEN: sandbox.accessToken,
      DATABASE_URL: database.databaseUrl,
    };
  });
  afterAll(() => Promise.all([sandbox.close(), database.close()]));

  it('of setup is what was made; of a second one, nothing', async () => {
    const first = await run(['setup', '--json'], settings);
    expect(first.code).toBe(0);
    const made = json(first.stdout);
    const second = json((await run(['setup', '--json'], settings)).stdout);
    expect(second).toMatchObject({ dryRun: false, created: [] });
    expect(second.present).toHaveLength(
      (made.created as unknown[]).length + (made.present as unknown[]).length,
    );
  });

  it('of sync is its summary; words and progress are on stderr, and the second run writes nothing', async () => {
    const first = await run(['sync', '--json'], settings);
    expect([first.code, first.stderr]).toEqual([0, expect.stringContaining('compute')]);
    const summary = json(first.stdout);
    const totals = summary.totals as Record<string, number>;
    expect(totals.sourcedMinor! + totals.influencedMinor! + totals.directMinor!).toBe(totals.wonMinor);
    const second = await run(['sync', '--json'], settings);
    expect(json(second.stdout)).toMatchObject({ writes: { deals: 0, partners: 0 }, results: { stored: 0 } });
    expect(second.stderr).toContain('nothing: the portal is up to date');
  });

  it('of attribute is its contract', async () => {
    const { deals, touches } = await files({
      deals: 'deal_id,created_at,status\n1,2026-01-01,open\n2,x,open\n',
      touches: 'touch_id,deal_id,partner_id,occurred_at,kind\n',
    });
    const { stdout, code } = await run(['attribute', '--deals', deals, '--touches', touches, '--json']);
    expect(code).toBe(0);
    expect(Object.keys(json(stdout))).toEqual([
      'policyVersion',
      'asOf',
      'homeCurrency',
      'deals',
      'partners',
      'totals',
      'rejected',
    ]);
  });

  it('of sandbox is one line, once it is ready', async () => {
    const portal = await start(['sandbox', '--port', '0', '--deals', '5', '--json']);
    const ready = json(await portal.says('\n'));
    expect(ready).toMatchObject({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      accessToken: expect.stringMatching(/^pat-/),
      portalId: expect.any(Number),
      recordUrls: {
        deal: expect.stringContaining('/record/deals/'),
        partner: expect.any(String),
        customer: expect.any(String),
        home: expect.any(String),
        settings: expect.any(String),
      },
    });
    const answer = await fetch(`${String(ready.url)}/crm/objects/2026-09/deals?limit=1`, {
      headers: { authorization: `Bearer ${String(ready.accessToken)}` },
    });
    expect(answer.status).toBe(200);
    const ended = await portal.stop('SIGTERM');
    json(ended.stdout);
  });
});

describe('help', () => {
  it('lists every command', async () => {
    const { stdout, code } = await run(['--help']);
    expect(code).toBe(0);
    for (const command of ['start', 'setup', 'sync', 'attribute', 'sandbox'])
      expect(stdout).toContain(`  ${command} `);
  });

  it('the version is the package’s', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: '1.2.3\n' });
  });
});
