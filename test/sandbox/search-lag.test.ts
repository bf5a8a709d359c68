/** How long search does not see a change, on the portal's clock, which the test holds. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SEED_NOW } from '../../src/sandbox/clock.js';
import { MOST_TOLD } from '../../src/sandbox/story/bulk/told-deals.js';
import { HeldPortal } from './held-portal.js';
import type { Listing } from './portal-under-test.js';

const DEALS = '/crm/objects/2026-09/deals';
const LAG = 30_000;

let held: HeldPortal;
beforeEach(async () => {
  held = await HeldPortal.start({ empty: true });
  await held.faults({ limits: { searchPerSecond: 1_000 }, searchLagMs: 0 });
});
afterEach(() => held.close());

const create = async (dealname: string): Promise<string> =>
  (await held.portal.call<{ id: string }>('POST', DEALS, { properties: { dealname } })).body.id;
const rename = (id: string, dealname: string) =>
  held.status('PATCH', `${DEALS}/${id}`, { properties: { dealname } });
const archive = (id: string) => held.status('DELETE', `${DEALS}/${id}`);
const lag = (searchLagMs: number) => held.faults({ searchLagMs });

/** The names that a search for everything shows, by the generations of the API. */
async function names(body: object = {}): Promise<readonly (string | null | undefined)[]> {
  const reply = await held.portal.call<Listing>('POST', `${DEALS}/search`, {
    properties: ['dealname'],
    ...body,
  });
  expect(reply.body.total).toBe(reply.body.results.length);
  return reply.body.results.map(({ properties }) => properties['dealname']);
}

describe('search lag', () => {
  it('without one, search sees every change at once', async () => {
    const id = await create('A');
    expect(await names()).toEqual(['A']);
    await rename(id, 'B');
    expect(await names()).toEqual(['B']);
    await archive(id);
    expect(await names()).toEqual([]);
  });

  it('a new record is absent until it has passed', async () => {
    await lag(LAG);
    await create('A');
    expect(await names()).toEqual([]);
    await held.advance(LAG - 1);
    expect(await names()).toEqual([]);
    await held.advance(1);
    expect(await names()).toEqual(['A']);
  });

  it('a changed record is found, and shown, as it was before', async () => {
    const id = await create('A');
    await held.advance(1_000);
    await lag(LAG);
    await rename(id, 'B');
    const by = (value: string) => ({ filters: [{ propertyName: 'dealname', operator: 'EQ', value }] });
    expect([await names(by('A')), await names(by('B'))]).toEqual([['A'], []]);
    const late = {
      filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GT', value: String(SEED_NOW) }],
    };
    expect(await names(late)).toEqual([]);
    const read = await held.portal.call('GET', `${DEALS}/${id}?properties=dealname`);
    expect(read.body).toMatchObject({ properties: { dealname: 'B' } });
    await held.advance(LAG);
    expect([await names(by('A')), await names(by('B')), await names(late)]).toEqual([[], ['B'], ['B']]);
  });

  it('an archived record still shows', async () => {
    const id = await create('A');
    await lag(LAG);
    await archive(id);
    expect(await names()).toEqual(['A']);
    expect(await held.status('GET', `${DEALS}/${id}`)).toBe(404);
    await held.advance(LAG);
    expect(await names()).toEqual([]);
  });

  it('several changes become visible one after the other', async () => {
    await lag(LAG);
    const id = await create('A');
    await held.advance(10_000);
    await rename(id, 'B');
    await held.advance(10_000);
    await archive(id);
    const seen = [];
    for (let step = 0; step < 4; step += 1) {
      seen.push(await names());
      await held.advance(10_000);
    }
    expect(seen).toEqual([[], ['A'], ['B'], []]);
  });

  it('a record that comes and goes within it is never seen', async () => {
    await lag(LAG);
    await archive(await create('A'));
    expect(await names()).toEqual([]);
    await held.advance(LAG);
    expect(await names()).toEqual([]);
  });

  it('ends at once where it is lifted; what was seen stays seen where it is raised', async () => {
    await lag(LAG);
    await create('A');
    await held.advance(LAG);
    await create('B');
    await lag(10 * LAG);
    expect(await names()).toEqual(['A']);
    await lag(0);
    expect(await names()).toEqual(['A', 'B']);
    await create('C');
    await lag(LAG);
    expect(await names()).toEqual(['A', 'B', 'C']);
  });

  it('goes by a clock that is set back as well', async () => {
    await lag(LAG);
    await create('A');
    await held.setClock(SEED_NOW - 100_000);
    await create('B');
    expect(await names()).toEqual([]);
    await held.advance(LAG);
    expect(await names()).toEqual(['B']);
    await held.setClock(SEED_NOW + LAG);
    expect(await names()).toEqual(['A', 'B']);
  });

  it('is of each object type by itself, and a reset ends what is pending', async () => {
    await lag(LAG);
    await create('A');
    await held.portal.call('POST', '/crm/objects/2026-09/companies', { properties: { name: 'C' } });
    const companies = () => held.portal.call<Listing>('POST', '/crm/v3/objects/companies/search', {});
    expect((await companies()).body.total).toBe(0);
    await held.advance(LAG);
    expect((await companies()).body.total).toBe(1);
    await create('B');
    await held.control('POST', 'reset', { empty: true });
    held.hold();
    expect(await names()).toEqual([]);
    await held.advance(LAG);
    expect(await names()).toEqual([]);
  });

  it('does not hide the story that a reset tells', async () => {
    await lag(LAG);
    await held.control('POST', 'reset', { deals: 30 });
    const { body } = await held.portal.call<Listing>('POST', `${DEALS}/search`, { limit: 1 });
    expect(body.total).toBe(30);
  });

  it('holds for an index that was built before the change', async () => {
    await create('A');
    expect(await names()).toEqual(['A']);
    await lag(LAG);
    await held.advance(1);
    const id = await create('B');
    expect(await names({ sorts: ['-hs_lastmodifieddate'] })).toEqual(['A']);
    await held.advance(LAG);
    expect(await names({ sorts: ['-hs_lastmodifieddate'] })).toEqual(['B', 'A']);
    expect(await names({ filters: [{ propertyName: 'hs_object_id', operator: 'EQ', value: id }] })).toEqual([
      'B',
    ]);
  });
});

describe('in a portal that is computed', () => {
  it('generated records lag, change and go as written ones do', async () => {
    await held.close();
    held = await HeldPortal.start({ deals: MOST_TOLD + 1, faults: { limits: { searchPerSecond: 1_000 } } });
    const { records } = held.portal.sandbox.portal;
    const shelf = records.generated('deals');
    const [changed, gone] = [7, 11].map((n) => shelf!.idOf(n)) as [string, string];
    const find = async (id: string) =>
      (await names({ filters: [{ propertyName: 'hs_object_id', operator: 'EQ', value: id }] }))[0];
    const before = await find(changed);
    expect(before).toEqual(expect.any(String));
    await held.advance(1_000);
    await lag(LAG);
    await rename(changed, 'Renamed');
    await archive(gone);
    const late = {
      filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: String(SEED_NOW + 1_000) }],
    };
    expect([await find(changed), await find(gone)]).toEqual([before, expect.any(String)]);
    expect(await names(late)).toEqual([]);
    await held.advance(LAG);
    expect([await find(changed), await find(gone)]).toEqual(['Renamed', undefined]);
    expect(await names(late)).toEqual(['Renamed']);
  });
});
