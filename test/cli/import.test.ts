/** `partnership import`, as people run it, on an emulated portal, with the example maps. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { crmOf } from '../operations/portal.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { testDatabase, type TestDatabase } from '../store/database.js';
import { endAll, files, removeFolders, run } from './command-line.js';

let sandbox: Sandbox;
let database: TestDatabase;
let home: string;
beforeAll(async () => {
  [sandbox, database] = await Promise.all([
    startSandbox({ port: 0, deals: 20, faults: WIDE_LIMITS }),
    testDatabase(),
  ]);
  await setUpPortal(crmOf(sandbox), { dryRun: false });
  home = await mkdtemp(path.join(tmpdir(), 'import-'));
}, 60_000);
afterAll(async () => {
  await endAll();
  await Promise.all([sandbox.close(), database.close(), rm(home, { recursive: true, force: true })]);
  await removeFolders();
});

const command = (...args: readonly string[]) =>
  run(args, {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.accessToken,
    DATABASE_URL: database.databaseUrl,
    PARTNERSHIP_HOME: home,
  });

const example = (name: string, ending: string) => path.resolve(`examples/imports/${name}.${ending}`);

const imported = (what: string, name: string, ...options: readonly string[]) =>
  command('import', what, '--file', example(name, 'csv'), '--columns', example(name, 'json'), ...options);

it('shows what would be done, does it with --yes, finds nothing to do the second time, and undo takes it back', async () => {
  const shown = await imported('partners', 'partnerstack-partners');
  expect([shown.code, shown.stdout]).toEqual([
    0,
    expect.stringContaining('Nothing is written. Do it: partnership import partners --file'),
  ]);
  expect(shown.stdout).toMatch(
    /change Contoso Partners \(\d+, found by domain\) {3}line 2\n {6}partnership_external_id: empty → "partnerstack:contosopartners"/,
  );
  expect(shown.stdout).toMatch(/line 4 unmatched: no company is “Woodgrove Advisors”: --create makes one/);

  const done = await imported('partners', 'partnerstack-partners', '--create', '--yes', '--json');
  expect(done.code).toBe(0);
  const { done: end } = JSON.parse(done.stdout) as {
    done: { runId: string; created: number; changed: number };
  };
  expect(end).toMatchObject({ created: 1, changed: 2 });

  const again = await imported('partners', 'partnerstack-partners', '--create', '--yes');
  expect([again.code, again.stdout]).toEqual([
    0,
    expect.stringMatching(/3 rows read, 0 records to write, 2 as they should be already/),
  ]);

  const runs = await command('runs');
  expect(runs.stdout).toMatch(/import/);
  const undone = await command('undo', end.runId);
  expect([undone.code, undone.stdout]).toEqual([
    0,
    expect.stringContaining('1 record that it made went to HubSpot’s bin'),
  ]);
}, 120_000);

it('imports registrations with the example map, and lists accounts of an overlap list that are nobody’s', async () => {
  const registrations = await imported('registrations', 'channeltivity-registrations', '--yes');
  expect([registrations.code, registrations.stdout]).toEqual([
    0,
    expect.stringMatching(/Done: 3 made or added.*\nTake it back: partnership undo/),
  ]);
  const overlaps = await imported('overlaps', 'crossbeam-overlaps', '--yes');
  expect([overlaps.code, overlaps.stdout]).toEqual([
    0,
    expect.stringContaining('line 2 account_unmatched: no company is the account “Alpine Ski House”'),
  ]);
}, 120_000);

it('refuses a map, a file or an encoding that does not hold before anything is asked, with the line to change', async () => {
  const { map, csv, latin } = await files({
    map: '{\n  "import": "partners",\n  "source": "x",\n  "columns": { "partnerName": "Partner Nme" }\n}\n',
    csv: 'Partner Name\nContoso\n',
    latin: 'not used',
  });
  const missing = await command('import', 'partners', '--file', csv, '--columns', map);
  expect([missing.code, missing.stderr]).toEqual([
    2,
    expect.stringMatching(
      /no column “Partner Nme” \(map line 4, partnerName\); the nearest is “Partner Name”/,
    ),
  ]);
  const other = await command('import', 'overlaps', '--file', latin, '--columns', map);
  expect([other.code, other.stderr]).toEqual([
    2,
    expect.stringContaining('it is a map for partners, and overlaps are to be imported'),
  ]);
}, 60_000);

it('sets bad rows aside, does the rest, and says so in its exit code', async () => {
  const { map, csv } = await files({
    map: '{"import":"partners","source":"x","columns":{"partnerName":"P","tier":"T"}}',
    csv: 'P,T\nContoso Partners,Diamond\nFabrikam Consulting,Gold\n',
  });
  const { code, stderr } = await command(
    'import',
    'partners',
    '--file',
    csv,
    '--columns',
    map,
    '--overwrite',
    '--yes',
  );
  expect([code, stderr]).toEqual([1, expect.stringContaining('csv line 2: T "Diamond": value_unknown')]);
  expect(stderr).toContain('1 row could not be read');
}, 60_000);
