import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { instant } from '../../src/domain/calendar.js';
import type { CreditPools, DealResult } from '../../src/domain/credit.js';
import { dealId, partnerId, runId, type RunId } from '../../src/domain/ids.js';
import { openStore } from '../../src/store/store.js';
import { query } from './database.js';
import { OwnStore } from './own-store.js';
import { OTHER_PORTAL, POOLS, result, run, started } from './sample.js';
import { currentResults } from './read-store.js';

const own = OwnStore.open('results');

const save = (run: RunId, results: readonly DealResult[], of = own.portal) =>
  own.store.writeLedger(of, (unit) => unit.saveResults(run, results));
const retire = (run: RunId, ...deals: readonly string[]) =>
  own.store.writeLedger(own.portal, (unit) => unit.retireDeals(run, deals.map(dealId)));
/** Without the close dates, which no result here has. */
const current = async (of = own.portal) =>
  (await currentResults(own.store, of)).map((one) => ({ ...one, closedAt: undefined }));
const ids = async (of = own.portal) => (await currentResults(own.store, of)).map((one) => one.dealId);
const versions = (deal: string) =>
  query<{ version: number; run_id: string; recorded_at: Date; retired: boolean; class: string }>(
    own.database.databaseUrl,
    `select version, run_id, recorded_at, retired, class from partnership.deal_results
      where portal_id = $1 and deal_id = $2 order by version`,
    [own.portal, deal],
  );

test('gives back what was saved, in the order of ids', async () => {
  const first = await started(own.store, 'a', own.portal);
  const direct = result('10', {
    class: 'direct',
    status: 'open',
    bucket: 'renewal',
    amountMinor: -5,
    homeAmountMinor: null,
    sourcingPartnerIds: [],
    influencingPartnerIds: [],
    homeCredits: { source: new Map(), influence: new Map(), model: new Map() },
    flags: [],
  });
  expect(await save(first, [result('x'), direct, result('9')])).toBe(3);
  expect(await current()).toEqual([result('9'), direct, result('x')]);
});

test('an identical rerun stores nothing', async () => {
  await save(await started(own.store, 'a', own.portal), [result('1'), result('2')]);
  expect(await save(await started(own.store, 'b', own.portal), [result('2'), result('1')])).toBe(0);
  expect(await versions('1')).toHaveLength(1);
});

test('the order in which credits were added makes no difference', async () => {
  const reversed = (pools: CreditPools): CreditPools => ({
    source: new Map([...pools.source].reverse()),
    influence: new Map([...pools.influence].reverse()),
    model: new Map(
      [...pools.model].reverse().map(([name, credits]) => [name, new Map([...credits].reverse())]),
    ),
  });
  await save(await started(own.store, 'a', own.portal), [result('1')]);
  const again = result('1', { credits: reversed(POOLS), homeCredits: reversed(POOLS) });
  expect(await save(await started(own.store, 'b', own.portal), [again])).toBe(0);
});

test('a changed deal gets a version, dated by its run; the others and earlier versions stay', async () => {
  const later = instant(Date.UTC(2026, 8, 13));
  await save(await started(own.store, 'a', own.portal), [result('1'), result('2')]);
  await own.store.startRun(run({ portalId: own.portal, runId: runId('b'), startedAt: later }));
  const changed = result('2', { class: 'influenced' });
  expect(await save(runId('b'), [result('1'), changed])).toBe(1);
  expect(await current()).toEqual([result('1'), changed]);
  expect(await versions('2')).toEqual([
    { version: 1, run_id: 'a', recorded_at: new Date(run().startedAt), retired: false, class: 'sourced' },
    { version: 2, run_id: 'b', recorded_at: new Date(later), retired: false, class: 'influenced' },
  ]);
  expect(await versions('1')).toHaveLength(1);
});

test.each([
  ['policy version', { policyVersion: 'default-2' }],
  ['amount', { amountMinor: 100_001 }],
  ['home amount', { homeAmountMinor: null }],
  ['flags', { flags: [] }],
  ['credit', { credits: { ...POOLS, source: new Map([[partnerId('8'), 100_000]]) } }],
  ['model', { credits: { ...POOLS, model: new Map() } }],
  ['home credit', { homeCredits: { ...POOLS, influence: new Map() } }],
])('another %s is another version', async (_name, change) => {
  await save(await started(own.store, 'a', own.portal), [result('1')]);
  expect(await save(await started(own.store, 'b', own.portal), [result('1', change)])).toBe(1);
});

test('what one portal saves or retires, another does not see', async () => {
  const mine = await started(own.store, 'a', own.portal);
  const theirs = await started(own.store, `other-${own.portal}`, OTHER_PORTAL);
  await save(theirs, [result('1', { class: 'direct' }), result('5')], OTHER_PORTAL);
  await save(mine, [result('1')]);
  await retire(mine, '1', '5');
  expect(await ids()).toEqual([]);
  expect(await current(OTHER_PORTAL)).toEqual([result('1', { class: 'direct' }), result('5')]);
});

test('a run of another portal is none of ours', async () => {
  await started(own.store, `foreign-${own.portal}`, OTHER_PORTAL);
  await expect(save(runId(`foreign-${own.portal}`), [result('1')])).rejects.toThrow('was never started');
  expect(await ids()).toEqual([]);
});

test('retires deals, once, and keeps their versions; what has no result is left out', async () => {
  await save(await started(own.store, 'a', own.portal), [result('1'), result('2'), result('3')]);
  const second = await started(own.store, 'b', own.portal);
  expect(await retire(second, '1', '3', '99')).toBe(2);
  expect(await retire(second, '1', '3', '99')).toBe(0);
  expect(await ids()).toEqual(['2']);
  expect(await versions('1')).toMatchObject([
    { version: 1, retired: false, run_id: 'a' },
    { version: 2, retired: true, run_id: 'b' },
  ]);
});

test('a retired deal that comes back is current again, with the same content too', async () => {
  await save(await started(own.store, 'a', own.portal), [result('1')]);
  await retire(await started(own.store, 'b', own.portal), '1');
  expect(await save(await started(own.store, 'c', own.portal), [result('1')])).toBe(1);
  expect(await current()).toEqual([result('1')]);
  expect((await versions('1')).map((version) => version.retired)).toEqual([false, true, false]);
});

test('two writers of one portal at a time keep every version', async () => {
  const [a, b] = [await started(own.store, 'a', own.portal), await started(own.store, 'b', own.portal)];
  // Within one store they wait for each other before they ask the database.
  const another = await openStore({ databaseUrl: own.database.databaseUrl, home: '' });
  try {
    const direct = [result('1', { class: 'direct' })];
    await Promise.all([
      save(a, [result('1')]),
      another.writeLedger(own.portal, (unit) => unit.saveResults(b, direct)),
    ]);
  } finally {
    await another.close();
  }
  expect(await versions('1')).toHaveLength(2);
});

test('a bad number or a deal given twice is a bug, and nothing of the call is stored', async () => {
  const first = await started(own.store, 'a', own.portal);
  await expect(save(first, [result('1'), result('1')])).rejects.toThrow('two results');
  const fraction = result('2', { amountMinor: 0.5 });
  await expect(save(first, [result('1'), fraction])).rejects.toThrow('minor units');
  expect(await ids()).toEqual([]);
});

test('amounts up to 2^53 - 1 come back exactly', async () => {
  const most = result('1', {
    amountMinor: Number.MAX_SAFE_INTEGER,
    homeAmountMinor: -Number.MAX_SAFE_INTEGER,
  });
  await save(await started(own.store, 'a', own.portal), [most]);
  expect(await current()).toEqual([most]);
});

test('any text survives: ids with NUL, half a surrogate pair, or the name of a prototype', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom('\0', '\ud800', '\udc00x', '\u001a', '\u001a0000', '__proto__', '\\u0000', "a'b", '😀'),
  );
  const first = await started(own.store, 'a', own.portal);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(text, { minLength: 1, maxLength: 4 }), async (texts) => {
      const partners = texts.map(partnerId);
      const credits = new Map(partners.map((id, index) => [id, index + 1]));
      const odd = result('d\0', {
        policyVersion: texts[0]!,
        sourcingPartnerIds: partners,
        credits: { source: credits, influence: new Map(), model: new Map([[texts[0]!, credits]]) },
      });
      await save(first, [odd]);
      expect(await current()).toEqual([odd]);
      expect(await save(first, [odd])).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test('ten thousand deals', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => result(String(index)));
  expect(await save(await started(own.store, 'a', own.portal), many)).toBe(10_000);
  expect(await save(await started(own.store, 'b', own.portal), many)).toBe(0);
  expect(await ids()).toEqual(many.map((one) => one.dealId));
});
