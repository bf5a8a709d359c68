import { describe, expect, it } from '@jest/globals';
import type { CreditPools, DealResult } from '../../src/domain/credit.js';
import { dealId, partnerId } from '../../src/domain/ids.js';
import type { Partner } from '../../src/domain/partner.js';
import { parentsOf } from '../../src/domain/families.js';
import { TotalOverflowError } from '../../src/domain/portfolio.js';
import { at, directory, partner } from './facts.js';
import { monthsOfResults, totalsOfResults } from './sums.js';

const MAX = Number.MAX_SAFE_INTEGER;

interface Roles {
  readonly source?: readonly string[];
  readonly influence?: readonly string[];
}

/** A deal whose source has it all, and whose linear credit is all the first partner's. */
function result(minor: number, roles: Roles, changes: Partial<DealResult> = {}): DealResult {
  const { source = [], influence = [] } = roles;
  const all = (ids: readonly string[]) => new Map(ids.map((id) => [partnerId(id), minor]));
  const pools: CreditPools = {
    source: all(source),
    influence: all(influence),
    model: new Map([['linear', all([...source, ...influence].slice(0, 1))]]),
  };
  const lost = changes.status === 'lost';
  const none: CreditPools = { source: new Map(), influence: new Map(), model: new Map() };
  return {
    dealId: dealId('1'),
    policyVersion: 'default-1',
    status: 'won',
    class: source.length > 0 ? 'sourced' : influence.length > 0 ? 'influenced' : 'direct',
    bucket: 'new',
    currency: 'USD',
    amountMinor: minor,
    homeCurrency: 'USD',
    homeAmountMinor: minor,
    sourcingPartnerIds: source.map(partnerId),
    influencingPartnerIds: influence.map(partnerId),
    credits: lost ? none : pools,
    homeCredits: lost || changes.homeAmountMinor === null ? none : pools,
    flags: [],
    ...changes,
  };
}

const totalsOf = (results: readonly DealResult[], ...partners: readonly Partner[]) =>
  totalsOfResults(results, directory(...partners));

const open = { status: 'open' } as const;
const lost = { status: 'lost' } as const;

describe('totals', () => {
  it('sourced + influenced + direct is won; pipeline is apart; lost is in nothing', () => {
    const { totals } = totalsOf([
      result(100, { source: ['7'], influence: ['9'] }),
      result(20, { influence: ['9'] }),
      result(3, {}),
      result(-1, { source: ['7'] }),
      result(1000, { source: ['7'] }, open),
      result(2000, { influence: ['7'] }, open),
      result(4000, {}, open),
      result(9999, { source: ['7'] }, lost),
    ]);
    expect(totals).toEqual({
      wonMinor: 122,
      sourcedMinor: 99,
      influencedMinor: 20,
      directMinor: 3,
      pipelineMinor: 7000,
      sourcedPipelineMinor: 1000,
      influencedPipelineMinor: 2000,
    });
  });

  it('counts won and open deals without a home amount, and has them in no total', () => {
    const foreign = { homeAmountMinor: null, currency: 'EUR' };
    const { totals, dealsWithoutHomeAmount, partners } = totalsOf([
      result(100, { source: ['7'] }, foreign),
      result(100, { source: ['7'] }, { ...foreign, ...open }),
      result(100, { source: ['7'] }, { ...foreign, ...lost }),
    ]);
    expect(dealsWithoutHomeAmount).toBe(2);
    expect(totals.wonMinor + totals.pipelineMinor).toBe(0);
    expect(partners).toEqual([
      {
        partnerId: '7',
        sourcedMinor: 0,
        influencedGrossMinor: 0,
        modelMinor: new Map([['linear', 0]]),
        wonDeals: 1,
        sourcedPipelineMinor: 0,
        withChildren: null,
      },
    ]);
  });

  it('refuses a total beyond 2^53−1, and takes one at it', () => {
    expect(totalsOf([result(MAX - 1, {}), result(1, {})]).totals.wonMinor).toBe(MAX);
    expect(() => totalsOf([result(MAX, {}), result(1, {})])).toThrow(TotalOverflowError);
    expect(() => totalsOf([result(-MAX, {}), result(-1, {})])).toThrow(/the total won is beyond/);
  });

  const none: CreditPools = { source: new Map(), influence: new Map(), model: new Map() };
  const credited = { ...none, model: new Map([['linear', new Map([[partnerId('7'), MAX]])]]) };
  const twice = (roles: Roles, changes?: Partial<DealResult>) => [
    result(MAX, roles, changes),
    result(MAX, roles, changes),
  ];

  it.each<[string, readonly DealResult[]]>([
    ['won', twice({})],
    ['open', twice({}, open)],
    ['won direct', [...twice({}), result(-MAX, { source: ['7'] })]],
    ['won sourced', [result(MAX, { source: ['7'] }), result(MAX, { source: ['8'] }), result(-MAX, {})]],
    [
      'won influenced',
      [result(MAX, { influence: ['7'] }), result(MAX, { influence: ['8'] }), result(-MAX, {})],
    ],
    [
      'open sourced',
      [result(MAX, { source: ['7'] }, open), result(MAX, { source: ['8'] }, open), result(-MAX, {}, open)],
    ],
    ['open influenced', [...twice({ influence: ['7'] }, open), result(-MAX, {}, open)]],
    ['sourced of 7', twice({ source: ['7'] })],
    ['influenced of 7', twice({ influence: ['7'] })],
    ['sourced pipeline of 7', twice({ source: ['7'] }, open)],
    ['linear of 7', twice({ influence: ['7'] }, { homeAmountMinor: 0, homeCredits: credited })],
  ])('says that the total “%s” is beyond', (total, deals) => {
    const error = new TotalOverflowError(total);
    expect(() => totalsOf(deals)).toThrow(error);
    expect(error).toMatchObject({ name: 'TotalOverflowError', total });
    expect(error.message).toBe(`the total ${total} is beyond 2^53−1 minor units`);
  });

  it('says so of a parent with its children', () => {
    const deals = [result(MAX, { source: ['1'] }), result(MAX, { source: ['2'] })];
    const family = [partner('1'), partner('2', { parentId: '1' })];
    expect(() => totalsOf(deals, ...family)).toThrow('the total sourced of 1 with children is beyond');
  });

  it.each<[string, readonly DealResult[]]>([
    ['of a partner’s month', twice({ source: ['7'] })],
    [
      'linear of a partner’s month',
      twice({ influence: ['7'] }, { homeAmountMinor: 0, homeCredits: credited }),
    ],
  ])('says so of a month: %s', (total, deals) => {
    const closed = deals.map((one) => ({ result: one, closedAt: at('2026-03-05') }));
    expect(() => monthsOfResults(closed, 'UTC')).toThrow(`the total ${total.replace('’', "'")} is beyond`);
  });

  it('refuses a partner’s total that is beyond, though the portfolio’s is not', () => {
    const deals = [
      result(MAX, { influence: ['7'] }),
      result(MAX, { influence: ['7'] }),
      result(-MAX, {}),
      result(-MAX, { source: ['8'] }),
    ];
    expect(() => totalsOf(deals)).toThrow(/influenced of 7/);
  });
});

describe('partners', () => {
  it('lists those with a role on any deal, also a lost one, in the order of ids', () => {
    const { partners } = totalsOf([
      result(5, { source: ['10'], influence: ['a'] }),
      result(7, { influence: ['9'] }, lost),
    ]);
    expect(partners.map(({ partnerId: id, wonDeals }) => [id, wonDeals])).toEqual([
      ['9', 0],
      ['10', 1],
      ['a', 1],
    ]);
  });

  it('adds up its sourced, influenced and model credit on won deals, and its sourced pipeline', () => {
    const { partners } = totalsOf([
      result(100, { source: ['7'] }),
      result(20, { influence: ['7'] }),
      result(3, { source: ['8'], influence: ['7'] }),
      result(1000, { source: ['7'] }, open),
      result(2000, { influence: ['7'] }, open),
    ]);
    expect(partners[0]).toEqual({
      partnerId: '7',
      sourcedMinor: 100,
      influencedGrossMinor: 23,
      modelMinor: new Map([['linear', 120]]),
      wonDeals: 3,
      sourcedPipelineMinor: 1000,
      withChildren: null,
    });
  });
});

describe('families', () => {
  const parent = partner('1', { companyId: 'c1' });
  const byPartnerId = partner('2', { parentId: '1' });
  const byCompanyId = partner('3', { parentId: 'c1' });
  const grandchild = partner('4', { parentId: '2' });
  const family = [parent, byPartnerId, byCompanyId, grandchild] as const;

  const numbersOf = (results: readonly DealResult[], partners: readonly Partner[] = family) =>
    new Map(totalsOf(results, ...partners).partners.map((one) => [String(one.partnerId), one]));

  it('finds parents by partner id first, else by company id', () => {
    expect(parentsOf(directory(...family))).toEqual(
      new Map([
        ['2', '1'],
        ['3', '1'],
        ['4', '2'],
      ]),
    );
    const taken = [partner('5', { companyId: 'x' }), partner('x'), partner('6', { parentId: 'x' })];
    expect(parentsOf(directory(...taken)).get(partnerId('6'))).toBe('x');
  });

  it('a parent that nobody is, and oneself, are no parents', () => {
    const odd = [partner('5', { parentId: 'nobody' }), partner('6', { parentId: '6' })];
    expect(parentsOf(directory(...odd))).toEqual(new Map());
  });

  it('credit stays with the child; the parent shows its own, and beside it all descendants', () => {
    const numbers = numbersOf([
      result(1, { source: ['1'] }),
      result(20, { source: ['2'] }),
      result(300, { source: ['4'] }),
      result(4000, { source: ['9'] }),
    ]);
    expect(numbers.get('1')).toMatchObject({
      sourcedMinor: 1,
      withChildren: { sourcedMinor: 321, wonDeals: 3 },
    });
    expect(numbers.get('2')).toMatchObject({ sourcedMinor: 20, withChildren: { sourcedMinor: 320 } });
    expect(numbers.get('4')).toMatchObject({ sourcedMinor: 300, withChildren: null });
    expect(numbers.get('9')).toMatchObject({ sourcedMinor: 4000, withChildren: null });
  });

  it('counts a deal once, however many of the family influenced it', () => {
    const numbers = numbersOf([result(50, { influence: ['1', '2', '3'] })]);
    expect(numbers.get('1')?.withChildren).toMatchObject({ influencedGrossMinor: 50, wonDeals: 1 });
  });

  it('a parent has withChildren from its children alone, once it has a role itself', () => {
    const numbers = numbersOf([result(50, { source: ['2'] })]);
    expect([...numbers.keys()]).toEqual(['2']);
  });

  it('ends at a circle of parents, and counts a deal once in it', () => {
    const circle = [
      partner('1', { parentId: '2' }),
      partner('2', { parentId: '3' }),
      partner('3', { parentId: '1' }),
    ];
    const numbers = numbersOf([result(10, { source: ['1'] }), result(5, { influence: ['2', '3'] })], circle);
    for (const id of ['1', '2', '3']) {
      expect(numbers.get(id)?.withChildren).toMatchObject({
        sourcedMinor: 10,
        influencedGrossMinor: 5,
        wonDeals: 2,
      });
    }
  });

  it('adds the descendants’ pipeline', () => {
    const numbers = numbersOf([result(10, { source: ['1'] }, open), result(5, { source: ['4'] }, open)]);
    expect(numbers.get('1')).toMatchObject({
      sourcedPipelineMinor: 10,
      withChildren: { sourcedPipelineMinor: 15 },
    });
  });
});

describe('partnerMonths', () => {
  const won = (minor: number, roles: Roles, closed: string, changes: Partial<DealResult> = {}) => ({
    result: result(minor, roles, changes),
    closedAt: at(closed),
  });

  it('cuts months in the time zone, in the order of partner ids and months', () => {
    const deals = [
      won(1, { source: ['10'] }, '2026-02-01T03:00Z'),
      won(2, { source: ['10'], influence: ['9'] }, '2026-01-15'),
      won(4, { source: ['10'] }, '2026-02-01T06:00Z'),
    ];
    const months = monthsOfResults(deals, 'America/New_York');
    expect(months).toEqual([
      {
        partnerId: '9',
        month: '2026-01',
        deals: 1,
        sourcedMinor: 0,
        influenceGrossMinor: 2,
        modelMinor: new Map([['linear', 0]]),
      },
      {
        partnerId: '10',
        month: '2026-01',
        deals: 2,
        sourcedMinor: 3,
        influenceGrossMinor: 0,
        modelMinor: new Map([['linear', 3]]),
      },
      {
        partnerId: '10',
        month: '2026-02',
        deals: 1,
        sourcedMinor: 4,
        influenceGrossMinor: 0,
        modelMinor: new Map([['linear', 4]]),
      },
    ]);
  });

  it('counts a deal without a home amount, and sums nothing of it', () => {
    const deals = [won(9, { source: ['7'] }, '2026-01-15', { homeAmountMinor: null })];
    expect(monthsOfResults(deals, 'UTC')).toMatchObject([{ deals: 1, sourcedMinor: 0 }]);
  });

  it('refuses a month beyond 2^53−1', () => {
    const deals = [won(MAX, { source: ['7'] }, '2026-01-15'), won(1, { source: ['7'] }, '2026-01-16')];
    expect(() => monthsOfResults(deals, 'UTC')).toThrow(RangeError);
  });
});
