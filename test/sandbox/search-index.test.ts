/** Search against a plain look at every record, and at sizes that a look at every record would not stand. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEED_NOW } from '../../src/sandbox/clock.js';
import { HeldPortal } from './held-portal.js';
import { type Listing, PortalUnderTest } from './portal-under-test.js';

const SEARCH = '/crm/objects/2026-09/deals/search';
const MODIFIED = 'hs_lastmodifieddate';
const iso = (millis: number) => new Date(millis).toISOString();

interface Filter {
  readonly propertyName: string;
  readonly operator: string;
  readonly value?: string;
  readonly highValue?: string;
}

const compare = (own: number, { operator, value, highValue }: Filter): boolean => {
  const wanted = Number(value);
  switch (operator) {
    case 'EQ':
      return own === wanted;
    case 'NEQ':
      return own !== wanted;
    case 'LT':
      return own < wanted;
    case 'LTE':
      return own <= wanted;
    case 'GT':
      return own > wanted;
    case 'GTE':
      return own >= wanted;
    default:
      return own >= wanted && own <= Number(highValue);
  }
};

describe('what a search finds', () => {
  let portal: PortalUnderTest;
  let numbers: readonly Readonly<Record<string, number>>[];
  beforeAll(async () => {
    portal = await PortalUnderTest.start({ deals: 60 });
    const { records } = portal.sandbox.portal;
    numbers = [...records.list('deals')].map(({ id, updatedAt, properties }) => ({
      hs_object_id: Number(id),
      [MODIFIED]: updatedAt,
      amount: Number(properties.get('amount') ?? NaN),
    }));
  });
  afterAll(() => portal.close());

  const valueOf = (name: string) =>
    fc.integer({ min: 0, max: 59 }).map((at) => String(numbers[at]?.[name] ?? 0));
  const filter = fc.constantFrom('hs_object_id', MODIFIED, 'amount').chain((propertyName) =>
    fc.record({
      propertyName: fc.constant(propertyName),
      operator: fc.constantFrom('EQ', 'NEQ', 'LT', 'LTE', 'GT', 'GTE', 'BETWEEN'),
      value: valueOf(propertyName).filter((value) => value !== 'NaN'),
      highValue: valueOf(propertyName).filter((value) => value !== 'NaN'),
    }),
  );
  const groups = fc.array(fc.record({ filters: fc.array(filter, { maxLength: 3 }) }), { maxLength: 3 });
  const sort = fc.option(
    fc.record({
      propertyName: fc.constantFrom('hs_object_id', MODIFIED, 'amount'),
      direction: fc.constantFrom('ASCENDING', 'DESCENDING'),
    }),
    { nil: undefined },
  );

  const holds = (record: Readonly<Record<string, number>>, one: Filter): boolean => {
    const own = record[one.propertyName]!;
    return Number.isNaN(own) ? one.operator === 'NEQ' : compare(own, one);
  };

  it('is what a look at every record finds, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(groups, sort, async (filterGroups, by) => {
        const expected = numbers
          .filter((record) =>
            filterGroups.length === 0
              ? true
              : filterGroups.some(({ filters }) => filters.every((one) => holds(record, one))),
          )
          .toSorted((a, b) => {
            const [x, y] = [a, b].map((record) => record[by?.propertyName ?? 'hs_object_id']!) as [
              number,
              number,
            ];
            const order =
              Number.isNaN(x) || Number.isNaN(y) ? Number(Number.isNaN(x)) - Number(Number.isNaN(y)) : x - y;
            const down = by?.direction === 'DESCENDING' && !Number.isNaN(x) && !Number.isNaN(y);
            return (down ? -order : order) || a['hs_object_id']! - b['hs_object_id']!;
          })
          .map((record) => String(record['hs_object_id']));
        const body = { filterGroups, limit: 200, ...(by !== undefined && { sorts: [by] }) };
        const reply = await portal.call<Listing>('POST', SEARCH, body);
        expect(reply.body.results.map(({ id }) => id)).toEqual(expected);
        expect(reply.body.total).toBe(expected.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('12,000 records on one instant', () => {
  const COUNT = 12_000;
  let held: HeldPortal;
  beforeAll(async () => {
    held = await HeldPortal.start({ empty: true });
    await held.faults({ limits: { per10s: 1_000_000, searchPerSecond: 1_000_000 } });
    const inputs = Array.from({ length: 100 }, (_, at) => ({ properties: { dealname: `Deal ${at}` } }));
    for (let made = 0; made < COUNT; made += 100) {
      await held.ask('POST', '/crm/objects/2026-09/deals/batch/create', { inputs });
    }
  });
  afterAll(() => held.close());

  const at = { propertyName: MODIFIED, operator: 'EQ', value: String(SEED_NOW) };
  const search = (body: object) => held.portal.call<Listing>('POST', SEARCH, { limit: 200, ...body });

  it('are all found by paging with the id, each once', async () => {
    const ids: string[] = [];
    for (;;) {
      const beyond = { propertyName: 'hs_object_id', operator: 'GT', value: ids.at(-1) ?? '0' };
      const filters = [at, beyond];
      const sorts = [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }];
      const { body } = await search({ filterGroups: [{ filters }], sorts });
      expect(body.total).toBe(COUNT - ids.length);
      if (body.results.length === 0) break;
      ids.push(...body.results.map(({ id }) => id));
    }
    expect(new Set(ids).size).toBe(COUNT);
    expect(ids).toEqual(ids.toSorted((a, b) => Number(a) - Number(b)));
  });

  it('cannot be paged beyond 10,000, though all are counted', async () => {
    const last = await search({ filterGroups: [{ filters: [at] }], after: '9800' });
    expect(last.body).toMatchObject({ total: COUNT, paging: { next: { after: '10000' } } });
    const beyond = await search({ filterGroups: [{ filters: [at] }], after: '10000' });
    expect(beyond).toMatchObject({ status: 400, body: { category: 'VALIDATION_ERROR' } });
    expect((await search({ after: '9801' })).status).toBe(400);
  });

  it('pages are of one piece while nothing changes, and see a change at once', async () => {
    const sorts = [{ propertyName: 'dealname', direction: 'DESCENDING' }];
    const first = await search({ sorts });
    const second = await search({ sorts, after: '200' });
    const ids = [...first.body.results, ...second.body.results].map(({ id }) => id);
    expect(new Set(ids).size).toBe(400);
    await held.status('PATCH', `/crm/objects/2026-09/deals/${ids[0]!}`, { properties: { dealname: 'A' } });
    const again = await search({ sorts });
    expect(again.body.results[0]!.id).toBe(ids[1]);
    await held.status('PATCH', `/crm/objects/2026-09/deals/${ids[0]!}`, {
      properties: { dealname: 'Deal 99' },
    });
  });

  it('what changes later is found by its window alone', async () => {
    await held.advance(1_000);
    await held.status('PATCH', '/crm/objects/2026-09/deals/4100777', { properties: { amount: '5' } });
    const filters = [{ propertyName: MODIFIED, operator: 'GTE', value: iso(SEED_NOW + 1) }];
    const { body } = await search({ filterGroups: [{ filters }], sorts: [{ propertyName: MODIFIED }] });
    expect(body.results.map(({ id }) => id)).toEqual(['4100777']);
    const others = await search({ filterGroups: [{ filters: [at] }] });
    expect(others.body.total).toBe(COUNT - 1);
  });
});

describe('the caps of a search', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await PortalUnderTest.start({ empty: true });
  });
  afterAll(() => portal.close());

  const filters = (count: number) =>
    Array.from({ length: count }, () => ({ propertyName: 'amount', operator: 'HAS_PROPERTY' }));
  const groups = (...sizes: readonly number[]) => ({
    filterGroups: sizes.map((size) => ({ filters: filters(size) })),
  });

  it.each([
    ['5 groups', groups(1, 1, 1, 1, 1), 200],
    ['6 groups', groups(1, 1, 1, 1, 1, 1), 400],
    ['6 filters in a group', groups(6), 200],
    ['7 filters in a group', groups(7), 400],
    ['18 filters in all', groups(6, 6, 6), 200],
    ['19 filters in all', groups(6, 6, 6, 1), 400],
    ['200 a page', { limit: 200 }, 200],
    ['201 a page', { limit: 201 }, 400],
    ['after + limit of 10,000', { limit: 200, after: '9800' }, 200],
    ['after + limit of 10,001', { limit: 200, after: '9801' }, 400],
    ['an after that is no number', { after: 'next' }, 400],
    ['two sorts', { sorts: ['amount', 'dealname'] }, 400],
    ['a sort by nothing that is there', { sorts: ['nonsense'] }, 400],
    ['a direction that is none', { sorts: [{ propertyName: 'amount', direction: 'UP' }] }, 400],
    [
      '101 values',
      { filters: [{ propertyName: 'amount', operator: 'IN', values: Array(101).fill('1') }] },
      400,
    ],
    [
      'a modification time that is none',
      { filters: [{ propertyName: MODIFIED, operator: 'GT', value: 'soon' }] },
      400,
    ],
    ['an id that is none', { filters: [{ propertyName: 'hs_object_id', operator: 'GT', value: 'x' }] }, 400],
    ['a comparison without a value', { filters: [{ propertyName: MODIFIED, operator: 'GTE' }] }, 400],
  ])('%s', async (_name, body, status) => {
    const reply = await portal.call('POST', SEARCH, body);
    expect(reply).toMatchObject({
      status,
      body: status === 400 ? { category: 'VALIDATION_ERROR' } : { total: 0 },
    });
  });
});
