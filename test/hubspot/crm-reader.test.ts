/** Pages, changes and records by id, as the sync reads them: on an emulated portal, and on the wire. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { instant } from '../../src/domain/calendar.js';
import { fetchSend } from '../../src/hubspot/fetch-send.js';
import type { Crm, LinkedType, RawRecord } from '../../src/operations/crm-port.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { crmOf } from '../operations/portal.js';
import { errorOf } from './error-of.js';
import { guardWire, hubspot, openWire } from './wire.js';

const DEALS = '/crm/objects/2026-09/deals';
const record = (id: string, properties: Record<string, string | null> = {}) => ({ id, properties });
const idsOf = (records: readonly RawRecord[]): readonly string[] => records.map(({ id }) => id);

/** These tests are not about limits, which the portal of `crmOf` does not keep. */
const liftLimits = (url: string) =>
  fetch(`${url}/__sandbox__/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ limits: { per10s: 1_000_000, searchPerSecond: 1_000_000 } }),
  });

describe('on an emulated portal', () => {
  let sandbox: Sandbox;
  let crm: Crm;
  const send = (method: 'DELETE' | 'PATCH', id: string, body?: unknown) =>
    fetchSend(sandbox.url, sandbox.accessToken, 10_000)(method, `${DEALS}/${id}`, body);
  async function listed(type: LinkedType, archived = false): Promise<readonly RawRecord[]> {
    const records: RawRecord[] = [];
    for (let after: string | null = null; ;) {
      const page = await crm.listPage(type, after, archived);
      records.push(...page.records);
      if (page.next === null) return records;
      after = page.next;
    }
  }
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, deals: 230 });
    crm = crmOf(sandbox);
    await liftLimits(sandbox.url);
  });
  afterAll(() => sandbox.close());

  it('a list has every record once, by ascending id, and may begin beyond any id', async () => {
    const all = await listed('deals');
    expect(new Set(idsOf(all)).size).toBe(all.length);
    expect(idsOf(all)).toEqual(idsOf(all).toSorted((a, b) => Number(a) - Number(b)));
    const middle = all[120]?.id ?? '';
    const { records } = await crm.listPage('deals', middle, false);
    expect(idsOf(records)).toEqual(idsOf(all.slice(121, 221)));
    expect(all.every(({ archived }) => !archived)).toBe(true);
  });

  it('the highest id is that of the last record of the list', async () => {
    for (const type of ['deals', 'companies', 'contacts', 'meetings', 'calls', 'emails'] as const) {
      expect(await crm.highestId(type)).toBe((await listed(type)).at(-1)?.id ?? null);
    }
  });

  it('what was archived is in a list of its own, and by id it is not there', async () => {
    const [first] = await listed('deals');
    const id = first?.id ?? '';
    await send('DELETE', id);
    expect(idsOf(await listed('deals'))).not.toContain(id);
    expect(await listed('deals', true)).toMatchObject([{ id, archived: true }]);
    expect(await crm.recordsById('deals', [id])).toEqual([]);
  });

  it('changes of a window come once each, both ends included, and read as domain records', async () => {
    const at = sandbox.portal.now();
    const [one, two] = (await listed('deals')).slice(50, 52);
    const properties = { dealname: `changed ${at}` };
    for (const each of [two, one]) await send('PATCH', each?.id ?? '', { properties });
    const window = { from: instant(at), to: instant(sandbox.portal.now()) };
    const { records, next } = await crm.changedPage('deals', window, null);
    expect([idsOf(records), next]).toEqual([[one?.id, two?.id], null]);
    expect(idsOf((await crm.changedPage('deals', window, one?.id ?? '')).records)).toEqual([two?.id]);
    const read = crm.readDeal(records[0] as RawRecord, await crm.account());
    expect(read.records).toMatchObject([{ name: `changed ${at}`, deal: { id: one?.id } }]);
  });

  it.each(['deals', 'companies', 'contacts', 'meetings', 'calls', 'emails'] as const)(
    'more %s than a page hold: paged by id, whatever share a timestamp',
    async (type) => {
      const window = { from: instant(0), to: instant(sandbox.portal.now()) };
      const found: string[] = [];
      for (let after: string | null = null; ;) {
        const page = await crm.changedPage(type, window, after);
        found.push(...idsOf(page.records));
        if (page.next === null) break;
        after = page.next;
      }
      expect(found).toEqual(idsOf(await listed(type)));
    },
  );

  it('records by id come once each, more than a batch holds, and what is no id is not asked for', async () => {
    const ids = idsOf(await listed('deals'));
    const found = await crm.recordsById('deals', [...ids, ...ids, 'Northwind', '99999999999']);
    expect(idsOf(found).toSorted()).toEqual(ids.toSorted());
  });

  it('a company and an activity read as they do from the generators', async () => {
    const account = await crm.account();
    for await (const page of crm.companies()) {
      const ids = page.records.map(({ id }) => id);
      const raw = await crm.recordsById('companies', ids);
      const read = raw.flatMap((one) => crm.readCompany(one).records);
      expect(read.toSorted((a, b) => Number(a.id) - Number(b.id))).toEqual(page.records);
    }
    for await (const page of crm.deals(account)) {
      const raw = await crm.recordsById(
        'deals',
        page.records.map(({ deal }) => deal.id),
      );
      expect(raw.flatMap((one) => crm.readDeal(one, account).records)).toEqual(page.records);
    }
    const { records } = await crm.listPage('meetings', null, false);
    expect(records.flatMap((one) => crm.readActivity('meetings', one).records)).toHaveLength(records.length);
  });
});

describe('on the wire', () => {
  beforeAll(guardWire.start);
  afterEach(guardWire.check);
  afterAll(() => nock.restore());
  const { crm } = openWire('fetch');

  it.each([
    ['deals', 'hs_lastmodifieddate'],
    ['contacts', 'lastmodifieddate'],
  ] as const)('%s: filters on %s, by id, 200 at a time', async (type, modified) => {
    hubspot()
      .post(`/crm/objects/2026-09/${type}/search`, (body: Record<string, unknown>) => {
        const names = body.properties as readonly string[];
        expect(names).toEqual(expect.arrayContaining([modified, 'hs_merged_object_ids', 'hs_createdate']));
        expect(body).toMatchObject({
          filterGroups: [
            {
              filters: [
                { propertyName: modified, operator: 'GTE', value: '1000' },
                { propertyName: modified, operator: 'LTE', value: '2000' },
                { propertyName: 'hs_object_id', operator: 'GT', value: '7' },
              ],
            },
          ],
          sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
          limit: 200,
        });
        return true;
      })
      .reply(200, { total: 5, results: [record('8'), record('10')], paging: { next: { after: '2' } } });
    const page = await crm.changedPage(type, { from: instant(1000), to: instant(2000) }, '7');
    expect([idsOf(page.records), page.next]).toEqual([['8', '10'], '10']);
  });

  it.each([
    ['out of order', ['10', '8']],
    ['twice', ['8', '8']],
    ['not beyond the id that was asked for', ['7', '8']],
  ])('an answer with ids %s is refused: what lies between would be passed over', async (_name, ids) => {
    hubspot()
      .post(`${DEALS}/search`)
      .reply(200, { total: 2, results: ids.map((id) => record(id)) });
    const page = crm.changedPage('deals', { from: instant(1000), to: instant(2000) }, '7');
    expect((await errorOf(page)).code).toBe('crm_unexpected_answer');
  });

  it('a cursor is encoded, and the next is HubSpot’s', async () => {
    hubspot()
      .get(DEALS)
      .query(({ after, archived, limit }) => after === 'a&b' && archived === 'true' && limit === '100')
      .reply(200, { results: [{ ...record('1'), archived: true }], paging: { next: { after: 'c' } } });
    expect(await crm.listPage('deals', 'a&b', true)).toEqual({
      records: [{ id: '1', archived: true, properties: {} }],
      next: 'c',
    });
  });

  it('a merged record comes once, under its new id, and tells its old ones', async () => {
    const merged = record('5', { hs_merged_object_ids: '3;4' });
    hubspot()
      .post(`${DEALS}/batch/read`)
      .reply(200, { results: [merged, merged] });
    const found = await crm.recordsById('deals', ['3', '4']);
    expect(idsOf(found)).toEqual(['5']);
    expect(found.flatMap((one) => crm.mergedIds(one))).toEqual(['3', '4']);
    expect(crm.mergedIds({ id: '1', archived: false, properties: {} })).toEqual([]);
  });

  it('records that were refused for another reason are told', async () => {
    hubspot()
      .post(`${DEALS}/batch/read`)
      .reply(207, { results: [], numErrors: 1, errors: [{ category: 'INTERNAL_ERROR', message: 'later' }] });
    expect((await errorOf(crm.recordsById('deals', ['1']))).message).toContain('later');
  });

  it.each<[string, unknown]>([
    ['a record without an id', [{ properties: {} }]],
    ['an id that is a number', [{ id: 1, properties: {} }]],
    ['an empty id', [{ id: '', properties: {} }]],
    ['no properties', [{ id: '1' }]],
    ['properties that are a list', [{ id: '1', properties: [] }]],
    ['a value that is a number', [{ id: '1', properties: { amount: 5 } }]],
    ['a value that is an object', [{ id: '1', properties: { amount: {} } }]],
    ['null for a record', [null]],
    ['results that are no list', { 0: record('1') }],
    ['no results', undefined],
  ])('%s is no answer', async (_name, results) => {
    const wire = openWire('fetch', { attempts: 1 });
    hubspot().get(DEALS).query(true).reply(200, JSON.stringify({ results }));
    expect((await errorOf(wire.crm.listPage('deals', null, false))).code).toBe('crm_unexpected_answer');
  });

  it('what we publish is told apart from what counts', () => {
    expect(crm.publishedProperties('deals').has('partnership_class')).toBe(true);
    expect(crm.publishedProperties('deals').has('partnership_rulings')).toBe(false);
    expect(crm.publishedProperties('companies').has('partnership_won_deals')).toBe(true);
    expect(crm.publishedProperties('companies').has('partnership_tier')).toBe(false);
    expect(crm.publishedProperties('meetings').size).toBe(0);
  });
});
