/** A portal too large to be written down: computed when asked for, and changed like any other. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { computeProperties } from '../../../src/sandbox/computed-properties.js';
import { BULK_TYPES } from '../../../src/sandbox/story/bulk/bulk-ids.js';
import { DEMO_TERMS } from '../../../src/sandbox/portal-terms.js';
import { recordBody } from '../../../src/sandbox/record-body.js';
import { GENERATIONS } from '../generations.js';
import { type Item, type Listing, PortalUnderTest } from '../portal-under-test.js';

const DEALS = 25_000;
const FIRST = { deals: 41_000_000_001, companies: 21_000_000_001, meetings: 51_000_000_001 };
const objects = '/crm/objects/2026-09';
const sample = (count: number, of: number) =>
  Array.from({ length: count }, (_, index) => Math.floor((index * of) / count));

describe('a generated portal as it is found', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await PortalUnderTest.start({ deals: DEALS });
  });
  afterAll(() => portal.close());

  it('begins with the story, whose showcase is the first deal', async () => {
    const page = await portal.call<Listing>('GET', `${objects}/deals?limit=1&properties=amount`);
    expect(page.body.results[0]).toMatchObject({ id: '4100001', properties: { amount: '48000' } });
    expect(portal.sandbox.recordUrls.deal).toContain('/deals/4100001');
  });

  it('lists every deal once, by ascending id', async () => {
    const ids: number[] = [];
    for (let after: string | undefined, pages = 0; pages < 300; pages += 1) {
      const query = after === undefined ? '' : `&after=${after}`;
      const page = await portal.call<Listing>('GET', `${objects}/deals?limit=100${query}`);
      ids.push(...page.body.results.map(({ id }) => Number(id)));
      after = page.body.paging?.next?.after;
      if (after === undefined) break;
    }
    expect(ids).toHaveLength(DEALS);
    expect(ids.every((id, index) => index === 0 || id > ids[index - 1]!)).toBe(true);
  });

  it.each(BULK_TYPES)('%s read alike in a list, in a batch, alone, and as they are stored', async (type) => {
    const { records } = portal.sandbox.portal;
    const source = records.generated(type)!.source;
    const names = [...source.readers.keys(), 'hs_merged_object_ids', 'nonsense'];
    for (const n of sample(7, source.count)) {
      const id = String(source.firstId + n);
      const stored = recordBody(portal.sandbox.portal, type, records.getLive(type, id)!, names);
      const query = `properties=${names.join(',')}`;
      const alone = await portal.call('GET', `${objects}/${type}/${id}?${query}`);
      expect(alone.body).toEqual(stored);
      const list = await portal.call<Listing>(
        'GET',
        `${objects}/${type}?limit=1&after=${Number(id) - 1}&${query}`,
      );
      const batch = await portal.call<Listing>('POST', `${objects}/${type}/batch/read`, {
        inputs: [{ id }],
        properties: names,
      });
      // Only of the very first record the one before is a record of the story.
      expect(list.body.results).toEqual([stored]);
      expect(batch.body.results).toEqual([stored]);
    }
  });

  it('is found by search and by unique value', async () => {
    const found = await portal.call<Listing>('POST', `${objects}/contacts/search`, {
      filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'EQ', value: '31000000003' }] }],
      properties: ['email'],
    });
    const email = found.body.results[0]!.properties['email']!;
    const read = await portal.call<Listing>('POST', `${objects}/contacts/batch/read`, {
      idProperty: 'email',
      inputs: [{ id: email }],
    });
    expect(read.body.results[0]!.id).toBe('31000000003');
  });

  it('is the same for the same seed in whatever order it is asked, and another for another seed', async () => {
    const again = await PortalUnderTest.start({ deals: DEALS });
    const other = await PortalUnderTest.start({ deals: DEALS, seed: 8 });
    const query = `limit=3&after=${FIRST.deals + 900}&properties=dealname,amount,createdate`;
    const read = (one: PortalUnderTest) => one.call('GET', `${objects}/deals?${query}`);
    await again.call('GET', `${objects}/meetings?limit=5`);
    expect((await read(again)).body).toEqual((await read(portal)).body);
    expect((await read(other)).body).not.toEqual((await read(portal)).body);
    await Promise.all([again.close(), other.close()]);
  });

  it('values are free of what JSON would have to escape', () => {
    const escaped = BULK_TYPES.flatMap((type) => {
      const source = portal.sandbox.portal.records.generated(type)!.source;
      return sample(500, source.count).flatMap((n) =>
        [...source.readers.values()]
          .map((read) => read(n) ?? '')
          .filter((value) => JSON.stringify(value) !== `"${value}"`),
      );
    });
    expect(escaped).toEqual([]);
  });

  it('deals are as a write would leave them: computed properties follow from the others', () => {
    const { records } = portal.sandbox.portal;
    const before = sample(1_000, 24_600).map((n) => records.getLive('deals', String(FIRST.deals + n))!);
    const after = before.map((record) => {
      const properties = new Map(record.properties);
      computeProperties('deals', properties, record.properties, 0, DEMO_TERMS);
      return [...properties];
    });
    expect(after).toEqual(before.map(({ properties }) => [...properties]));
  });

  it('an association is seen from both ends alike', () => {
    const { links, labels, records } = portal.sandbox.portal;
    const wrong: string[] = [];
    for (const type of BULK_TYPES) {
      const { firstId, count } = records.generated(type)!.source;
      for (const [n, to] of sample(60, count).flatMap((one) => BULK_TYPES.map((to) => [one, to] as const))) {
        const from = { type, id: String(firstId + n) };
        const targets = links.targets(from, to);
        const sorted = [...targets].sort((a, b) => Number(a.id) - Number(b.id));
        if (sorted.some((one, index) => one !== targets[index])) wrong.push(`order of ${type} ${from.id}`);
        for (const { id, keys } of targets.slice(0, 5)) {
          const types = keys.map((key) => labels.get(key)!);
          const isRight = types.every((one) => one.from === type && one.to === to) && records.isLive(to, id);
          const back = links.keys({ type: to, id }, from).join();
          if (!isRight || back !== types.map(({ inverseKey }) => inverseKey).join()) {
            wrong.push(`${type} ${from.id} to ${to} ${id}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('has the shape of a real portal', () => {
    const { links, records } = portal.sandbox.portal;
    const count = { touched: 0, activities: 0, won: 0, open: 0, foreign: 0, lonely: 0 };
    const deals = records.generated('deals')!.source;
    for (let n = 0; n < 5_000; n += 1) {
      const from = { type: 'deals', id: String(deals.firstId + n) } as const;
      const companies = links.targets(from, 'companies');
      const activities = (['meetings', 'calls', 'emails'] as const).flatMap((to) => links.targets(from, to));
      const isTagged = companies.some(({ keys }) => keys.some((key) => key.startsWith('U')));
      if (isTagged || activities.length > 0) count.touched += 1;
      count.activities += activities.length;
      if (companies.length === 0) count.lonely += 1;
      if (deals.readers.get('hs_is_closed_won')!(n) === 'true') count.won += 1;
      if (deals.readers.get('hs_is_closed')!(n) === 'false') count.open += 1;
      if (deals.readers.get('deal_currency_code')!(n) !== 'USD') count.foreign += 1;
    }
    expect(count.touched).toBe(2_000);
    expect(count.activities).toBe(4_000);
    expect(count.won / 5_000).toBeCloseTo(0.38, 1);
    expect(count.open / 5_000).toBeCloseTo(0.15, 1);
    expect(count.foreign / 5_000).toBeCloseTo(0.075, 1);
    expect(count.lonely).toBeGreaterThan(0);
    const lonely = links.targets({ type: 'emails', id: '71000000003' }, 'deals');
    expect(lonely).toEqual([]);
  });
});

describe.each(GENERATIONS)('a generated portal as it is changed, $version', (generation) => {
  const { objects: base, associations } = generation;
  let portal: PortalUnderTest;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'bulk-'));
    portal = await PortalUnderTest.start({ deals: DEALS, stateFile: path.join(folder, 'kept.jsonl') });
  });
  afterAll(async () => {
    await portal.close();
    await rm(folder, { recursive: true });
  });

  const deal = (n: number) => String(FIRST.deals + n);
  const get = async (id: string, query = '') =>
    portal.call<Item>('GET', `${base}/deals/${id}?properties=dealname,amount,description${query}`);

  it('a write keeps what it does not name, clears what it empties, and is listed', async () => {
    const before = (await get(deal(5))).body.properties;
    const inputs = [{ id: deal(5), properties: { amount: '', description: 'with "quotes" and\nlines' } }];
    expect((await portal.call('POST', `${base}/deals/batch/update`, { inputs })).status).toBe(200);
    const expected = {
      dealname: before['dealname'],
      amount: null,
      description: 'with "quotes" and\nlines',
    };
    expect((await get(deal(5))).body.properties).toMatchObject(expected);
    const page = await portal.call<Listing>(
      'GET',
      `${base}/deals?limit=2&after=${deal(4)}&properties=dealname,amount,description`,
    );
    expect(page.body.results.map(({ id }) => id)).toEqual([deal(5), deal(6)]);
    expect(page.body.results[0]).toEqual((await get(deal(5))).body);
  });

  it('a write is what search finds by modification time', async () => {
    const { body } = await portal.call<{ now: string }>('POST', '/__sandbox__/clock', { advanceMs: 60_000 });
    await portal.call('PATCH', `${base}/deals/${deal(77)}`, { properties: { description: 'now' } });
    const filters = [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: body.now }];
    const found = await portal.call<Listing>('POST', `${base}/deals/search`, { filterGroups: [{ filters }] });
    expect(found.body.results.map(({ id }) => id)).toEqual([deal(77)]);
  });

  it('an archived deal leaves the list for the archived one', async () => {
    await portal.call('DELETE', `${base}/deals/${deal(9)}`);
    const ids = async (query: string) =>
      (await portal.call<Listing>('GET', `${base}/deals?${query}`)).body.results.map(({ id }) => id);
    expect(await ids(`limit=2&after=${deal(8)}`)).toEqual([deal(10), deal(11)]);
    expect(await ids('archived=true')).toEqual([deal(9)]);
    expect((await get(deal(9), '&archived=true')).status).toBe(200);
  });

  it('an association is taken away and another one made, its neighbours stay', async () => {
    const { links } = portal.sandbox.portal;
    const from = { type: 'deals', id: deal(20) } as const;
    const [target] = links.targets(from, 'companies');
    const others = links.targets({ type: 'companies', id: target!.id }, 'deals').length;
    await portal.call('POST', `${associations}/deals/companies/batch/archive`, {
      inputs: [{ from: { id: from.id }, to: [{ id: target!.id }] }],
    });
    expect(links.targets({ type: 'companies', id: target!.id }, 'deals')).toHaveLength(others - 1);
    await portal.call('POST', `${associations}/deals/companies/batch/associate/default`, {
      inputs: [{ from: { id: from.id }, to: { id: '2100001' } }],
    });
    const read = await portal.call<{ results: { to: { toObjectId: string }[] }[] }>(
      'POST',
      `${associations}/deals/companies/batch/read`,
      { inputs: [{ id: from.id }] },
    );
    const shown = read.body.results[0]!.to.map(({ toObjectId }) => toObjectId);
    expect(shown).toContain('2100001');
    expect(shown).not.toContain(target!.id);
  });

  it('two generated deals merge, and a new record’s id is beyond all of theirs', async () => {
    const merged = await portal.call<Item>('POST', `${base}/deals/merge`, {
      primaryObjectId: deal(30),
      objectIdToMerge: deal(31),
    });
    expect(Number(merged.body.id)).toBeGreaterThanOrEqual(FIRST.deals + DEALS - 400);
    expect((await get(deal(31))).body.id).toBe(merged.body.id);
    const page = await portal.call<Listing>('GET', `${base}/deals?limit=1&after=${deal(29)}`);
    expect(page.body.results[0]!.id).toBe(deal(32));
  });

  it('is kept as its changes alone', async () => {
    const state = [...portal.sandbox.portal.snapshot()];
    expect(state.length).toBeLessThan(12_000);
    await portal.close();
    const stateFile = path.join(folder, 'kept.jsonl');
    portal = await PortalUnderTest.start({ stateFile });
    expect([...portal.sandbox.portal.snapshot()]).toEqual(state);
    expect((await get(deal(5))).body.properties['amount']).toBeNull();
    expect((await get(deal(9))).status).toBe(404);
  });
});
