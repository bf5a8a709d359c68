/** Closing, bridging, reporting as of then, merging and verifying, on real Postgres. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { formatInstant, instant, type Instant } from '../../src/domain/calendar.js';
import type { DealFacts } from '../../src/domain/deal.js';
import { dealId, partnerId, portalId, runId, type PortalId } from '../../src/domain/ids.js';
import { INVARIANTS } from '../../src/domain/invariants.js';
import type { Cut } from '../../src/domain/ledger-report.js';
import { isAppError } from '../../src/errors.js';
import { aliasDeal } from '../../src/operations/alias-deal.js';
import { bridgePeriod } from '../../src/operations/bridge-period.js';
import { closePeriod } from '../../src/operations/close-period.js';
import { diagnose } from '../../src/operations/doctor.js';
import { reportLedger } from '../../src/operations/report-ledger.js';
import { listPeriods, showPeriod } from '../../src/operations/show-period.js';
import { verifyLedger } from '../../src/operations/verify-ledger.js';
import { openStore, type OpenedStore } from '../../src/store/store.js';
import { month, utc } from '../domain/ledger-facts.js';
import { query, testDatabase, type TestDatabase } from '../store/database.js';
import { factsOfVersion, postRun } from './ledger-run.js';

let database: TestDatabase;
let store: OpenedStore;
let portals = 0;
let portal: PortalId;
let now: Instant;
const clock = { now: () => now };
const deps = () => ({ store, clock });

beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ databaseUrl: database.databaseUrl, home: '' });
});
beforeEach(() => {
  portals += 1;
  portal = portalId(`periods-${portals}`);
  now = utc('2026-09-10T00:00:00Z');
});
afterAll(async () => {
  await store.close();
  await database.close();
});

const sync = (version: number, facts?: readonly DealFacts[]) =>
  postRun(store, portal, version, { clock, ...(facts === undefined ? {} : { facts }) });
const close = (period: string, through = false) =>
  closePeriod(deps(), { portalId: portal, period: month(period), through });
const violations = async () => (await verifyLedger(deps(), portal)).violations;
const report = (period: string, by: Cut = 'partner', knownAt: Instant | null = null) =>
  reportLedger(deps(), { portalId: portal, period, by, basis: 'posted', knownAt });
const total = async (period: string, knownAt: Instant | null = null) =>
  (await report(period, 'bucket', knownAt)).revenue.at(-1)?.totalMinor;

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
  return 'done';
}

describe('a period', () => {
  it('closes in order, once, and only when it is over and a sync has seen it whole', async () => {
    expect(await codeOf(close('2026-06'))).toBe('ledger_empty');
    await sync(1);
    expect(await codeOf(close('2026-09'))).toBe('period_not_ready');
    expect(await codeOf(close('2026-07'))).toBe('period_not_ready');
    // Before the books begin: a slip of the finger would close empty months for ever.
    expect(await codeOf(close('0206-09'))).toBe('period_not_ready');
    expect((await close('2026-06')).closed).toHaveLength(1);
    expect((await close('2026-06')).closed).toEqual([]);
    expect((await close('2026-08', true)).closed.map(({ snapshot }) => snapshot.period)).toEqual([
      '2026-07',
      '2026-08',
    ]);
    now = utc('2026-10-02T00:00:00Z');
    expect(await codeOf(close('2026-09'))).toBe('period_not_ready');
    await sync(1);
    expect((await close('2026-09')).closed[0]?.snapshot.entries).toBe(0);
    const { closes } = await store.postedLedger(portal, null);
    expect(closes.map(({ snapshot }) => snapshot.previousHash)).toEqual([
      null,
      ...closes.slice(0, -1).map(({ hash }) => hash),
    ]);
    expect(await violations()).toEqual([]);
  });

  it('is cut in the portal’s time zone: September ends at 04:00 UTC in New York', async () => {
    await sync(1);
    await close('2026-08', true);
    now = utc('2026-10-01T03:59:59.999Z');
    await sync(1);
    expect(await codeOf(close('2026-09'))).toBe('period_not_ready');
    now = utc('2026-10-01T04:00:00Z');
    await sync(1);
    expect(await codeOf(close('2026-09'))).toBe('done');
  });

  it('that is closed stays as reported, and the bridge explains today entry by entry', async () => {
    await sync(1);
    await close('2026-08', true);
    const reported = await total('2026-06');
    now = utc('2026-09-12T00:00:00Z');
    expect((await sync(2)).entries).toBeGreaterThan(0);
    expect(await total('2026-06')).toBe(reported);
    const bridge = await bridgePeriod(store, portal, month('2026-06'), null);
    const current = bridge.current.at(-1)?.totalMinor ?? 0;
    const steps = bridge.steps.filter(({ entry }) => entry.pool === 'revenue');
    expect(steps.length).toBeGreaterThan(0);
    expect(current - (reported ?? 0)).toBe(steps.reduce((sum, step) => sum + (step.homeMinor ?? 0), 0));
    expect(current).not.toBe(reported);
    const reasons = new Set(steps.map(({ entry }) => `${entry.postedPeriod} ${entry.reason}`));
    expect([...reasons].toSorted()).toEqual(['2026-09 adjustment', '2026-09 left_won', '2026-09 refund']);
    expect(bridge.steps.every(({ entry }) => entry.adjustsId !== null)).toBe(true);
    expect(await codeOf(bridgePeriod(store, portal, month('2026-09'), null))).toBe('period_not_closed');
    expect(await violations()).toEqual([]);
  });

  it('shows as reported once it is closed, and its books so far while it is open', async () => {
    await sync(1);
    await close('2026-06');
    expect((await showPeriod(store, portal, month('2026-06'))).close?.snapshot.ordinal).toBe(1);
    expect((await showPeriod(store, portal, month('2026-07'))).close).toBeNull();
    expect((await showPeriod(store, portal, month('2031-01'))).entries).toBe(0);
    expect((await listPeriods(store, portal)).map(({ period }) => period)).toEqual([
      '2026-06',
      '2026-07',
      '2026-08',
    ]);
  });
});

describe('a report', () => {
  it('as of any past instant says what it said then', async () => {
    const said: { readonly at: Instant; readonly text: string }[] = [];
    const cuts: readonly Cut[] = ['partner', 'month', 'quarter', 'tier', 'type', 'bucket'];
    const all = async (knownAt: Instant | null) => {
      const reports = await Promise.all(cuts.map((cut) => report('all', cut, knownAt)));
      return JSON.stringify(reports.map((one) => ({ ...one, asOf: 'then' })));
    };
    for (const version of [1, 2, 3, 2, 1]) {
      now = instant(now + 3_600_000);
      await sync(version);
      // A run is posted in several units, each a millisecond later at least; the report says as of when it knows.
      said.push({ at: utc((await report('all')).asOf), text: await all(null) });
    }
    expect(new Set(said.map(({ text }) => text)).size).toBeGreaterThan(3);
    for (const { at, text } of said) expect(await all(at)).toBe(text);
    expect(await codeOf(report('all', 'partner', utc('2020-01-01')))).toBe('ledger_empty');
  });

  it('adds up: the identity on every line, every cut, and the parts of every cut to the whole', async () => {
    await sync(1);
    const whole = (await report('all')).revenue.at(-1);
    for (const by of ['month', 'quarter', 'bucket'] as const) {
      const { rows, revenue } = await report('all', by);
      let sum = 0;
      for (const row of [...rows, ...revenue]) {
        if (!('totalMinor' in row)) throw new Error('a row of credit');
        expect(row.sourcedMinor + row.influencedMinor + row.directMinor).toBe(row.totalMinor);
      }
      for (const row of rows) if ('totalMinor' in row && row.bucket !== 'all') sum += row.totalMinor;
      expect(sum).toBe(whole?.totalMinor);
    }
    expect((await report('all')).dealsWithoutHomeAmount).toBe(3);
  });

  it('counts the influence of a tier once a deal, also when one of its partners leaves the deal', async () => {
    const one = factsOfVersion(1)
      .slice(0, 1)
      .map((facts) => ({
        ...facts,
        touches: [],
        tags: (['7', '9'] as const).map((id) => ({ ...influenced(facts), partnerId: partnerId(id) })),
      }));
    await sync(1, one);
    const amount = one[0]!.deal.amountMinor;
    const influence = async (period: string) =>
      (await report(period, 'tier')).rows.map((row) => ('totalMinor' in row ? 0 : row.influencedMinor));
    expect(await influence('2026-06')).toEqual([amount]);
    await sync(
      1,
      one.map((facts) => ({ ...facts, tags: facts.tags.slice(0, 1) })),
    );
    expect(await influence('all')).toEqual([amount]);
    expect(await influence('2026-09')).toEqual([0]);
  });

  it('refuses a period that it cannot read', async () => {
    await sync(1);
    expect(await codeOf(report('September'))).toBe('option_invalid');
  });
});

const influenced = ({ deal }: DealFacts) => ({
  dealId: deal.id,
  role: 'influenced' as const,
  state: 'confirmed' as const,
  motion: null,
});

describe('merged deals', () => {
  const merge = (from: string, to: string) =>
    aliasDeal(deps(), { portalId: portal, oldDealId: dealId(from), newDealId: dealId(to) });

  it('the old one is reversed, its evidence follows, and the same alias again does nothing', async () => {
    await sync(1);
    // Deal 4 has no touch of its own: it is direct until the touches of deal 1 are its.
    expect((await merge('1', '4')).postedDeals).toBe(2);
    expect(await merge('1', '4')).toEqual({ entries: 0, postedDeals: 0 });
    const { entries } = await store.postedLedger(portal, null);
    const old = entries.filter((entry) => entry.dealId === '1');
    expect(old.reduce((sum, entry) => sum + entry.amountMinor, 0)).toBe(0);
    const source = entries.find((entry) => entry.dealId === '4' && entry.pool === 'source');
    expect(source?.evidenceIds).toContain('referral-1-7');
    expect(await violations()).toEqual([]);
  });

  it('stay merged when the CRM lists the old one once more', async () => {
    await sync(1);
    await merge('1', '4');
    await sync(1);
    const { entries } = await store.postedLedger(portal, null);
    expect(entries.filter((entry) => entry.dealId === '1').at(-1)?.reason).toBe('merged');
    expect(await violations()).toEqual([]);
  });

  it.each([
    ['into itself', '2', '2'],
    ['into another than before', '1', '3'],
    ['into one that was merged itself', '3', '1'],
  ])('%s: refused', async (_name, from, to) => {
    await sync(1);
    await merge('1', '4');
    expect(await codeOf(merge(from, to))).toBe('alias_refused');
  });
});

describe('verify', () => {
  /** As a damaged disk or a superuser with the triggers off would. */
  const tamper = (statement: string) =>
    query(
      database.databaseUrl,
      `alter table partnership.ledger_entries disable trigger all;
       alter table partnership.ledger_facts disable trigger all;
       alter table partnership.period_closes disable trigger all;
       ${statement.replaceAll('$portal', `'${portal}'`)};
       alter table partnership.ledger_entries enable always trigger append_only;
       alter table partnership.ledger_facts enable always trigger append_only;
       alter table partnership.period_closes enable always trigger append_only;`,
    );

  it.each([
    [
      'an amount',
      `update partnership.ledger_entries set amount_minor = amount_minor + 1 where portal_id = $portal and deal_id = '1' and pool = 'source'`,
      ['pools_sum', 'balances_match_facts', 'entries_are_whole'],
    ],
    [
      'an entry removed',
      `delete from partnership.ledger_entries where portal_id = $portal and deal_id = '4'`,
      ['balances_match_facts', 'chain_holds'],
    ],
    [
      'evidence',
      `update partnership.ledger_entries set evidence_ids = '{x}' where portal_id = $portal and deal_id = '1' and pool = 'source'`,
      ['evidence_exists', 'entries_are_whole'],
    ],
    [
      'a fact',
      `update partnership.ledger_facts set content = replace(content, 'referral', 'meeting') where portal_id = $portal and kind = 'deal' and subject_id = '1'`,
      ['evidence_exists', 'balances_match_facts', 'rerun_posts_nothing', 'entries_are_whole'],
    ],
    [
      'a snapshot',
      `update partnership.period_closes set snapshot = replace(snapshot, '"deals":', '"deals":1') where portal_id = $portal and period = '2026-06'`,
      ['chain_holds'],
    ],
    [
      'a hash',
      `update partnership.period_closes set hash = 'x' where portal_id = $portal and period = '2026-06'`,
      ['chain_holds'],
    ],
  ])('finds %s that was altered', async (_name, statement, broken) => {
    await sync(1);
    await close('2026-06');
    expect(await violations()).toEqual([]);
    await tamper(statement);
    const found = new Set((await violations()).map(({ invariant }) => invariant));
    expect(INVARIANTS.map(({ name }) => name).filter((name) => found.has(name))).toEqual(broken);
  });

  it('is part of the doctor, beside the flags of deals', async () => {
    const [first, ...others] = factsOfVersion(1);
    const proposed = { ...influenced(first!), partnerId: partnerId('7'), state: 'proposed' as const };
    await sync(1, [{ ...first!, tags: [proposed] }, ...others]);
    const found = await diagnose(deps(), portal);
    expect(found.verification.violations).toEqual([]);
    expect(found.lastSync).toEqual({ asOf: formatInstant(now), state: 'done' });
    expect(found.flags).toContainEqual({ flag: 'tag_proposed', deals: 1 });
  });

  it('says so before the first sync', async () => {
    await store.startRun({
      portalId: portal,
      runId: runId('a'),
      kind: 'sync',
      startedAt: now,
      policyVersion: 'x',
      asOf: now,
    });
    expect(await codeOf(violations())).toBe('ledger_empty');
  });
});
