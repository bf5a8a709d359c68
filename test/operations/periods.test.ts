/** Closing and bridging months, the lock, merges and runs that are stopped, on real Postgres. */
import { describe, expect, it } from '@jest/globals';
import type { DealFacts } from '../../src/domain/deal.js';
import { dealId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { bridgePeriod } from '../../src/operations/bridge-period.js';
import { aliasMerged } from '../../src/operations/follow-merges.js';
import { listPeriods, showPeriod } from '../../src/operations/show-period.js';
import { verifyLedger } from '../../src/operations/verify-ledger.js';
import type { OpenedStore } from '../../src/store/store.js';
import { month, utc } from '../domain/ledger-facts.js';
import { Books, codeOf } from './books.js';
import { factsOfVersion, postRun } from './ledger-run.js';
import { postedLedger } from '../store/read-store.js';

const books = Books.open('periods');

describe('a period', () => {
  it('closes in order, once, and only when it is over and a sync has seen it whole', async () => {
    expect(await codeOf(books.close('2026-06'))).toBe('ledger_empty');
    await books.sync(1);
    expect(await codeOf(books.close('2026-09'))).toBe('period_not_ready');
    expect(await codeOf(books.close('2026-07'))).toBe('period_not_ready');
    // Before the books begin: a slip of the finger would close empty months for ever.
    expect(await codeOf(books.close('0206-09'))).toBe('period_not_ready');
    expect((await books.close('2026-06')).closed).toHaveLength(1);
    expect((await books.close('2026-06')).closed).toEqual([]);
    expect((await books.close('2026-08', true)).closed.map(({ snapshot }) => snapshot.period)).toEqual([
      '2026-07',
      '2026-08',
    ]);
    books.now = utc('2026-10-02T00:00:00Z');
    expect(await codeOf(books.close('2026-09'))).toBe('period_not_ready');
    await books.sync(1);
    expect((await books.close('2026-09')).closed[0]?.snapshot.entries).toBe(0);
    const { closes } = await postedLedger(books.store, books.portal);
    expect(closes.map(({ snapshot }) => snapshot.previousHash)).toEqual([
      null,
      ...closes.slice(0, -1).map(({ hash }) => hash),
    ]);
    expect(await books.violations()).toEqual([]);
  });

  it('is cut in the portal’s time zone: September ends at 04:00 UTC in New York', async () => {
    await books.sync(1);
    await books.close('2026-08', true);
    books.now = utc('2026-10-01T03:59:59.999Z');
    await books.sync(1);
    expect(await codeOf(books.close('2026-09'))).toBe('period_not_ready');
    books.now = utc('2026-10-01T04:00:00Z');
    await books.sync(1);
    expect(await codeOf(books.close('2026-09'))).toBe('done');
  });

  it('that is closed stays as reported, and the bridge explains today entry by entry', async () => {
    await books.sync(1);
    await books.close('2026-08', true);
    const reported = await books.total('2026-06');
    books.now = utc('2026-09-12T00:00:00Z');
    expect((await books.sync(2)).entries).toBeGreaterThan(0);
    expect(await books.total('2026-06')).toBe(reported);
    const bridge = await bridgePeriod(books.deps(), books.portal, month('2026-06'), null);
    const current = bridge.current.at(-1)?.totalMinor ?? 0;
    const steps = bridge.steps.filter(({ entry }) => entry.pool === 'revenue');
    expect(steps.length).toBeGreaterThan(0);
    expect(current - (reported ?? 0)).toBe(steps.reduce((sum, step) => sum + (step.homeMinor ?? 0), 0));
    expect(current).not.toBe(reported);
    const reasons = new Set(steps.map(({ entry }) => `${entry.postedPeriod} ${entry.reason}`));
    expect([...reasons].toSorted()).toEqual(['2026-09 adjustment', '2026-09 left_won', '2026-09 refund']);
    expect(bridge.steps.every(({ entry }) => entry.adjustsId !== null)).toBe(true);
    expect(await codeOf(bridgePeriod(books.deps(), books.portal, month('2026-09'), null))).toBe(
      'period_not_closed',
    );
    expect(await books.violations()).toEqual([]);
  });

  it('shows as reported once it is closed, and its books so far while it is open', async () => {
    await books.sync(1);
    await books.close('2026-06');
    expect((await showPeriod(books.deps(), books.portal, month('2026-06'))).close?.snapshot.ordinal).toBe(1);
    expect((await showPeriod(books.deps(), books.portal, month('2026-07'))).close).toBeNull();
    expect((await showPeriod(books.deps(), books.portal, month('2031-01'))).entries).toBe(0);
    expect((await listPeriods(books.deps(), books.portal)).map(({ period }) => period)).toEqual([
      '2026-06',
      '2026-07',
      '2026-08',
    ]);
  });
});

describe('the lock', () => {
  const policy = (lockDays: number) => ({ ...DEFAULT_POLICY, version: `lock-${lockDays}`, lockDays });
  const syncUnder = (lockDays: number, version: number) => books.post(version, { policy: policy(lockDays) });
  const revenueOf = async (deal: string) =>
    (await books.entries())
      .filter((entry) => entry.dealId === deal && entry.pool === 'revenue')
      .map(({ postedPeriod, reason, amountMinor }) => `${postedPeriod} ${reason} ${amountMinor}`);

  it('stays when the policy gives more days later; what is still open gets them', async () => {
    books.now = utc('2026-06-10T00:00:00Z');
    await syncUnder(14, 1);
    // Deal 1 closed on 1 June: locked. Deal 13 closed on 27 June: open until 11 July.
    books.now = utc('2026-07-01T00:00:00Z');
    await syncUnder(14, 1);
    books.now = utc('2026-07-05T00:00:00Z');
    await syncUnder(400, 1);
    books.now = utc('2026-07-20T00:00:00Z');
    await syncUnder(400, 2);
    expect((await revenueOf('1')).slice(1)).toEqual([
      '2026-07 adjustment -10500',
      '2026-07 adjustment 11000',
    ]);
    expect((await revenueOf('13')).slice(-2)).toEqual([
      '2026-06 correction -12144',
      '2026-06 correction 12644',
    ]);
    expect(await books.violations()).toEqual([]);
  });
});

describe('a run that was stopped between its units', () => {
  it('leaves a ledger that verifies, and says how many deals are still to be posted', async () => {
    await books.sync(1);
    books.now = utc('2026-09-11T00:00:00Z');
    const policy = { ...DEFAULT_POLICY, version: 'other', model: 'last_touch' as const };
    const units = { n: 0 };
    const dying: OpenedStore = {
      ...books.store,
      writeLedger: (id, work) => {
        units.n += 1;
        if (units.n > 2) throw new Error('stopped');
        return books.store.writeLedger(id, work);
      },
    };
    const run = postRun(dying, books.portal, 1, { clock: books.clock, policy, unitSize: 10 });
    await expect(run).rejects.toThrow('stopped');
    const found = await verifyLedger(books.deps(), books.portal);
    expect(found.violations).toEqual([]);
    expect(found.pendingDeals).toBeGreaterThan(0);
    await books.post(1, { policy, unitSize: 10 });
    expect(await verifyLedger(books.deps(), books.portal)).toMatchObject({ violations: [], pendingDeals: 0 });
  });
});

describe('the home currency', () => {
  it('that changes is refused before anything is stored', async () => {
    await books.sync(1);
    const before = await postedLedger(books.store, books.portal);
    const journal = (await verifyLedger(books.deps(), books.portal)).journal;
    expect(await codeOf(books.post(2, { homeCurrency: 'EUR' }))).toBe('home_currency_changed');
    expect(await postedLedger(books.store, books.portal)).toEqual(before);
    expect((await verifyLedger(books.deps(), books.portal)).journal).toEqual(journal);
  });
});

describe('merged deals', () => {
  /** What a sync tells the ledger of merges, in the unit that posts the deals. */
  const merge = (...pairs: readonly (readonly [from: string, to: string])[]) =>
    books.store.writeLedger(books.portal, (unit) =>
      aliasMerged(unit, books.clock, new Map(pairs.map(([from, to]) => [dealId(from), dealId(to)]))),
    );
  const aliases = async () =>
    (await postedLedger(books.store, books.portal)).aliases.map(
      ({ oldDealId, newDealId }) => `${oldDealId} into ${newDealId}`,
    );
  /** Deal 4 has no touch of its own: it is direct until the touches of deal 1 are its. */
  const withoutDeal1 = (): readonly DealFacts[] => {
    const [first, ...rest] = factsOfVersion(1);
    const moved = first!.touches.map((touch) => ({ ...touch, dealId: dealId('4') }));
    return rest.map((facts) => (facts.deal.id === '4' ? { ...facts, touches: moved } : facts));
  };

  it('the old one is reversed, its evidence follows, and a second sync does nothing', async () => {
    await books.sync(1);
    await merge(['1', '4']);
    expect((await books.sync(1, withoutDeal1())).postedDeals).toBe(2);
    expect(await books.sync(1, withoutDeal1())).toEqual({ stored: 0, entries: 0, postedDeals: 0 });
    const entries = await books.entries();
    const old = entries.filter((entry) => entry.dealId === '1');
    expect(old.reduce((sum, entry) => sum + entry.amountMinor, 0)).toBe(0);
    expect(old.at(-1)?.reason).toBe('merged');
    const source = entries.find((entry) => entry.dealId === '4' && entry.pool === 'source');
    expect(source?.evidenceIds).toContain('referral-1-7');
    expect(await books.violations()).toEqual([]);
  });

  it('stay merged when the CRM lists the old one once more', async () => {
    await books.sync(1);
    await merge(['1', '4']);
    await books.sync(1);
    await books.sync(1);
    expect((await books.entries()).filter((entry) => entry.dealId === '1').at(-1)?.reason).toBe('merged');
    expect(await books.violations()).toEqual([]);
  });

  it.each([
    ['the same again', '1', '4'],
    ['into another than before', '1', '3'],
    ['into one that was merged itself', '3', '1'],
  ])('%s: what the ledger knows already stays', async (_name, from, to) => {
    await books.sync(1);
    await merge(['1', '4']);
    await merge([from, to]);
    expect(await aliases()).toEqual(['1 into 4']);
  });

  it('that each stand for the other are not told: nobody could say which is left', async () => {
    await books.sync(1);
    await merge(['2', '3'], ['3', '2']);
    expect(await aliases()).toEqual([]);
  });
});
