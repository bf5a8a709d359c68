/** Search: every operator, pages, sorts and words. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Listing, PortalUnderTest } from './portal-under-test.js';

const path = '/crm/objects/2026-09/deals/search';
const records = [
  {
    dealname: 'Harbor lights',
    amount: '100',
    closedate: '2026-01-10T00:00:00.000Z',
    dealtype: 'newbusiness',
  },
  { dealname: 'Harbor master', amount: '250.5', closedate: '2026-03-10T00:00:00.000Z', dealtype: 'renewal' },
  { dealname: 'Lighthouse', amount: '1000', closedate: '2026-05-10T00:00:00.000Z' },
  { dealname: 'Beacon' },
];

describe('POST search', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await PortalUnderTest.start({ empty: true });
    const inputs = records.map((properties) => ({ properties }));
    await portal.call('POST', '/crm/objects/2026-09/deals/batch/create', { inputs });
  });
  afterAll(() => portal.close());

  const names = async (body: object): Promise<readonly (string | null | undefined)[]> => {
    const reply = await portal.call<Listing>('POST', path, { properties: ['dealname'], ...body });
    expect(reply.status).toBe(200);
    return reply.body.results.map(({ properties }) => properties['dealname']);
  };

  it.each([
    ['EQ', { propertyName: 'amount', operator: 'EQ', value: '250.50' }, [1]],
    ['NEQ, also without a value', { propertyName: 'amount', operator: 'NEQ', value: '100' }, [1, 2, 3]],
    ['LT, as numbers', { propertyName: 'amount', operator: 'LT', value: '1000' }, [0, 1]],
    ['LTE', { propertyName: 'amount', operator: 'LTE', value: '1000' }, [0, 1, 2]],
    ['GT an ISO instant', { propertyName: 'closedate', operator: 'GT', value: '2026-03-10T00:00:00Z' }, [2]],
    [
      'GTE in milliseconds',
      { propertyName: 'closedate', operator: 'GTE', value: Date.UTC(2026, 2, 10) },
      [1, 2],
    ],
    ['BETWEEN', { propertyName: 'amount', operator: 'BETWEEN', value: '100', highValue: '300' }, [0, 1]],
    ['IN', { propertyName: 'dealtype', operator: 'IN', values: ['renewal'] }, [1]],
    ['NOT_IN', { propertyName: 'dealtype', operator: 'NOT_IN', values: ['renewal'] }, [0, 2, 3]],
    ['HAS_PROPERTY', { propertyName: 'dealtype', operator: 'HAS_PROPERTY' }, [0, 1]],
    ['NOT_HAS_PROPERTY', { propertyName: 'dealtype', operator: 'NOT_HAS_PROPERTY' }, [2, 3]],
    ['CONTAINS_TOKEN', { propertyName: 'dealname', operator: 'CONTAINS_TOKEN', value: 'harbor' }, [0, 1]],
    [
      'CONTAINS_TOKEN with *',
      { propertyName: 'dealname', operator: 'CONTAINS_TOKEN', value: 'light*' },
      [0, 2],
    ],
    [
      'NOT_CONTAINS_TOKEN',
      { propertyName: 'dealname', operator: 'NOT_CONTAINS_TOKEN', value: 'harbor' },
      [2, 3],
    ],
  ])('%s', async (_name, filter, expected) => {
    expect(await names({ filterGroups: [{ filters: [filter] }] })).toEqual(
      expected.map((index) => records[index]!.dealname),
    );
  });

  it('joins filters by and, groups by or', async () => {
    const amount = { propertyName: 'amount', operator: 'GT', value: '100' };
    const renewal = { propertyName: 'dealtype', operator: 'EQ', value: 'renewal' };
    const beacon = { propertyName: 'dealname', operator: 'EQ', value: 'Beacon' };
    const groups = [{ filters: [amount, renewal] }, { filters: [beacon] }];
    expect(await names({ filterGroups: groups })).toEqual(['Harbor master', 'Beacon']);
  });

  it('finds words of a query by how they begin', async () => {
    expect(await names({ query: 'harb mas' })).toEqual(['Harbor master']);
  });

  it('sorts, those without a value last', async () => {
    const sorts = [{ propertyName: 'amount', direction: 'DESCENDING' }];
    expect(await names({ sorts })).toEqual(['Lighthouse', 'Harbor master', 'Harbor lights', 'Beacon']);
  });

  it('pages by after', async () => {
    const first = await portal.call<Listing>('POST', path, { limit: 3 });
    expect(first.body).toMatchObject({ total: 4, paging: { next: { after: '3' } } });
    const rest = await portal.call<Listing>('POST', path, { limit: 3, after: '3' });
    expect(rest.body.results).toHaveLength(1);
    expect(rest.body.paging).toBeUndefined();
  });

  it('refuses a property that is not there, and an operator without its value', async () => {
    for (const filter of [
      { propertyName: 'nonsense', operator: 'EQ', value: '1' },
      { propertyName: 'amount', operator: 'BETWEEN', value: '1' },
      { propertyName: 'amount', operator: 'IN' },
      { propertyName: 'amount', operator: 'LIKE', value: '1' },
    ]) {
      const reply = await portal.call('POST', path, { filterGroups: [{ filters: [filter] }] });
      expect(reply.status).toBe(400);
    }
  });
});
