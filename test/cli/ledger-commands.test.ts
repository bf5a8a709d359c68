/** The commands of the books as people run them: built, against a ledger in Postgres, without a portal. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { portalId } from '../../src/domain/ids.js';
import { openStore } from '../../src/store/store.js';
import { NOW, postRun } from '../operations/ledger-run.js';
import { query, testDatabase, type TestDatabase } from '../store/database.js';
import { buildCommandLine, endAll, removeFolders, run } from './command-line.js';

const PORTAL = portalId('4711');
const DAY = 86_400_000;
let database: TestDatabase;
const partnership = (...args: readonly string[]) => run(args, { DATABASE_URL: database.databaseUrl });

/** Posts the next version of the portal, as a sync would. */
async function post(version: number, at: number): Promise<void> {
  const store = await openStore({ databaseUrl: database.databaseUrl, home: '' });
  try {
    await postRun(store, PORTAL, version, { clock: { now: () => instant(at) } });
  } finally {
    await store.close();
  }
}

beforeAll(async () => {
  [database] = await Promise.all([testDatabase(), buildCommandLine()]);
  await post(1, NOW);
}, 60_000);
afterAll(async () => {
  await endAll();
  await database.close();
  await removeFolders();
});

/** Exactly one line of JSON, and nothing else. */
function json(stdout: string): Record<string, unknown> {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout) as Record<string, unknown>;
}

// In this order: what is closed stays closed.
describe('period', () => {
  it.each([
    ['show 2026-13', '2026-13'],
    ['show x --json', 'x'],
    ['close foo', 'foo'],
    ['close 2026-1', '2026-1'],
    ['bridge 2026-13 --json', '2026-13'],
  ])('%s says what a month is', async (command, month) => {
    const { code, stdout, stderr } = await partnership('period', ...command.split(' '));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      `Error (option_invalid): '${month}' is not a month. Give one such as 2026-09.\n  Next: Run the command with --help`,
    );
  });

  it('close: out of order is refused, and says what to do', async () => {
    const { code, stdout, stderr } = await partnership('period', 'close', '2026-08');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Error (period_not_ready): 2026-08 cannot be closed yet');
    expect(stderr).toContain('Next: Close 2026-06 first');
  });

  it('close --through closes the months, and prints the line to keep', async () => {
    const { code, stdout } = await partnership('period', 'close', '2026-07', '--through');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Closed 2026-06: \d+ entries, hash [0-9a-f]{12}\n/);
    expect(stdout).toMatch(/Closed 2026-07: \d+ entries, hash [0-9a-f]{12}\n/);
    const kept = /Keep this line elsewhere, .*: journal (\d+:[0-9a-f]{12})\n/.exec(stdout)?.[1] ?? '';
    expect((await partnership('verify', '--journal', kept)).code).toBe(0);
    const again = await partnership('period', 'close', '2026-07');
    expect([again.code, again.stdout]).toEqual([
      0,
      expect.stringContaining('2026-07 was closed already; nothing was posted.'),
    ]);
    expect(json((await partnership('period', 'close', '2026-07', '--json')).stdout)).toEqual({
      closed: [],
      journal: { ordinal: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('show lists the months, and shows one', async () => {
    const list = await partnership('period', 'show');
    expect(list.stdout).toMatch(/2026-06 .*closed/);
    expect(list.stdout).toMatch(/2026-08 .*open/);
    const one = await partnership('period', 'show', '2026-08');
    expect(one.stdout).toContain('2026-08 (America/New_York), USD, policy default-1: open');
    expect(one.stdout).toContain('Partner 7');
    expect(json((await partnership('period', 'show', '2026-06', '--json')).stdout)).toMatchObject({
      period: '2026-06',
      state: 'closed',
    });
  });

  it('bridge explains what changed since, entry by entry', async () => {
    const none = await partnership('period', 'bridge', '2026-06');
    expect([none.code, none.stdout]).toEqual([0, expect.stringContaining('Nothing has changed since.')]);
    await post(2, NOW + DAY);
    const { stdout } = await partnership('period', 'bridge', '2026-06');
    expect(stdout).toMatch(/│ revenue, sourced +│ adjustment │ \d{4}-\d{2} /);
    const found = json((await partnership('period', 'bridge', '2026-06', '--json')).stdout);
    expect(found.steps).toContainEqual(expect.objectContaining({ kind: 'restates', reason: 'refund' }));
    const open = await partnership('period', 'bridge', '2026-08');
    expect([open.code, open.stderr]).toEqual([1, expect.stringContaining('period_not_closed')]);
  });
});

describe('report', () => {
  const report = (...args: readonly string[]) => partnership('report', '--period', '2026-06', ...args);

  it('as a table, for people', async () => {
    const { code, stdout, stderr } = await report();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^2026-06 \(America\/New_York\), USD, policy default-1, by the books, as known at /,
    );
    expect(stdout).toMatch(/│ Partner 9 +│ New business +│/);
  });

  it('as CSV, for spreadsheets', async () => {
    const { stdout } = await report('--format', 'csv');
    const [head = '', total = ''] = stdout.split('\n');
    expect(head).toMatch(/^partner,bucket,deals,sourced_minor,/);
    expect(total).toMatch(/^total,new,14,/);
    expect(total.split(',')).toHaveLength(head.split(',').length);
  });

  it('as JSON, for machines, with --json too', async () => {
    const { stdout } = await report('--format', 'json', '--by', 'month');
    expect(json(stdout)).toMatchObject({ portalId: '4711', by: 'month', homeCurrency: 'USD' });
    const { asOf } = json(stdout);
    const same = await report('--json', '--by', 'month', '--as-of', String(asOf));
    expect(json(same.stdout)).toEqual(json(stdout));
  });

  it('as HTML, for print', async () => {
    const { stdout } = await report('--format', 'html');
    expect(stdout).toMatch(/^<!doctype html>[\s\S]*<svg[\s\S]*<\/html>\n$/);
  });

  it.each([
    [['--as-of', '2999-01-01'], 'as_of_in_future'],
    [['--period', 'September'], 'option_invalid'],
    [['--portal', '1'], 'option_invalid): There is no portal 1; this database has 4711.'],
  ])('%j is wrong use', async (args, code) => {
    const ended = await report(...args);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain(`Error (${code}`);
  });

  it('as of before the books says when they begin', async () => {
    const { code, stdout, stderr } = await report('--as-of', '2020-01-01');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /Error \(ledger_empty\): Nothing was known at 2020-01-01T[^:]+:00:00.000Z: the books begin on 2026-/,
    );
  });

  it('status of a portal that is not there is none', async () => {
    const { code, stdout, stderr } = await partnership('status', '--portal', '9');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('There is no portal 9; this database has 4711.');
  });
});

describe('verify and doctor', () => {
  it('hold on a sound ledger', async () => {
    const { code, stdout } = await partnership('verify');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Ledger: \d+ entries, 40 deals, 2 closed periods, journal \d+:[0-9a-f]{12}\n/);
    expect(stdout).not.toContain('BROKEN');
    const doctor = await partnership('doctor');
    expect([doctor.code, doctor.stdout]).toEqual([0, expect.stringContaining('Portal 4711: last sync done')]);
    expect(json((await partnership('doctor', '--json')).stdout)).toMatchObject({
      verification: { violations: [], pendingDeals: 0 },
    });
  });

  it('verify with a row that is not the one that was kept: exit 1; with none at all: wrong use', async () => {
    const other = await partnership('verify', '--journal', '2:000000000000');
    expect(other.code).toBe(1);
    expect(other.stdout).toContain('journal row 2: has another hash than the one that was kept');
    expect((await partnership('verify', '--journal', 'x')).code).toBe(2);
  });

  it('name the entry of a broken ledger, and end with 1', async () => {
    const [entry] = await query<{ id: string }>(
      database.databaseUrl,
      `select entry_id as id from partnership.ledger_entries where pool = 'revenue' order by seq limit 1`,
    );
    await query(
      database.databaseUrl,
      `alter table partnership.ledger_entries disable trigger all;
       update partnership.ledger_entries set amount_minor = amount_minor + 1 where entry_id = '${entry?.id}'`,
    );
    const { code, stdout, stderr } = await partnership('verify');
    expect(code).toBe(1);
    expect(stdout).toContain('BROKEN  no entry or fact was altered');
    expect(stdout).toContain(`entry ${entry?.id}: is not the digest of its content`);
    expect(stderr).toContain('Error (invariant_broken)');
    expect((await partnership('doctor')).code).toBe(1);
  });
});
