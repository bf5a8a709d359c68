import { expect, test } from '@jest/globals';

import { dealId, partnerId, portalId, type DealId } from '../../src/domain/ids.js';
import type { Instant } from '../../src/domain/calendar.js';
import type { CurrentResult } from '../../src/operations/ports.js';
import { OwnStore } from './own-store.js';
import { result, started } from './sample.js';
import { at } from './sync-sample.js';

const own = OwnStore.open('current');

async function save(
  run: string,
  results: readonly ReturnType<typeof result>[],
  closed: Readonly<Record<string, Instant | null>> = {},
): Promise<number> {
  const runId = await started(own.store, run, own.portal);
  const dates = new Map<DealId, Instant | null>(
    Object.entries(closed).map(([id, date]) => [dealId(id), date]),
  );
  return own.store.writeLedger(own.portal, (unit) => unit.saveResults(runId, results, dates));
}

async function all(): Promise<readonly CurrentResult[]> {
  const results: CurrentResult[] = [];
  for await (const page of own.store.eachResult(own.portal)) results.push(...page);
  return results;
}

test('each comes with its close date, where one is kept', async () => {
  await save('a', [result('1'), result('2'), result('3')], { 1: at(1), 3: null });
  const expected = [
    { ...result('1'), closedAt: at(1) },
    { ...result('2'), closedAt: null },
    { ...result('3'), closedAt: null },
  ];
  expect(await all()).toEqual(expected);
  expect(await own.store.resultsOf(own.portal, ['3', '1', '9'].map(dealId))).toEqual(
    new Map([
      [dealId('1'), expected[0]],
      [dealId('3'), expected[2]],
    ]),
  );
  expect(await own.store.resultsOf(portalId(`${own.portal}-other`), [dealId('1')])).toEqual(new Map());
});

test('another close date is another version, the same is none, and a retired deal is left out', async () => {
  await save('a', [result('1'), result('2')], { 1: at(1) });
  expect(await save('b', [result('1'), result('2')], { 1: at(1) })).toBe(0);
  expect(await save('c', [result('1'), result('2')], { 1: at(2) })).toBe(1);
  expect((await all()).map(({ closedAt }) => closedAt)).toEqual([at(2), null]);
  const last = await started(own.store, 'd', own.portal);
  await own.store.writeLedger(own.portal, (unit) => unit.retireDeals(last, [dealId('2')]));
  expect((await all()).map((one) => one.dealId)).toEqual(['1']);
  expect((await own.store.resultsOf(own.portal, [dealId('2')])).size).toBe(0);
});

test('many come page by page, as of one moment, whatever is stored meanwhile', async () => {
  const many = Array.from({ length: 12_000 }, (_, index) => result(String(index)));
  await save('a', many);
  const sizes: number[] = [];
  for await (const page of own.store.eachResult(own.portal)) {
    sizes.push(page.length);
    if (sizes.length === 1) await save('b', [result('11999', { class: 'direct' }), result('x')]);
    expect(page.every((one) => one.class === 'sourced')).toBe(true);
  }
  expect(sizes).toEqual([5_000, 5_000, 2_000]);
});

test('a reader that has enough leaves nothing open', async () => {
  await save('a', [result('1')]);
  for (let times = 0; times < 20; times += 1) {
    for await (const page of own.store.eachResult(own.portal)) if (page.length > 0) break;
  }
  expect(await all()).toHaveLength(1);
});

test('deals are found by the partners that sourced or influenced them', async () => {
  const of = (id: string, sourcing: string[], influencing: string[]) =>
    result(id, {
      sourcingPartnerIds: sourcing.map(partnerId),
      influencingPartnerIds: influencing.map(partnerId),
    });
  await save('a', [of('10', ["7'"], []), of('9', [], ["7'", '8']), of('8', ['8'], []), of('7', [], [])]);
  expect(await own.store.dealsOfPartners(own.portal, [partnerId("7'")])).toEqual(['9', '10']);
  expect(await own.store.dealsOfPartners(own.portal, [partnerId('7'), partnerId('8')])).toEqual(['8', '9']);
  expect(await own.store.dealsOfPartners(own.portal, [])).toEqual([]);
  expect(await own.store.dealsOfPartners(portalId(`${own.portal}-other`), [partnerId('8')])).toEqual([]);
});
