/** Revenue, revenue per partner and joint pipeline: worked by hand, in minor units. */
import { describe, expect, it } from '@jest/globals';
import { instant } from '../../../src/domain/calendar.js';
import type { KpiPeriod } from '../../../src/domain/kpi.js';
import { monthsPeriod } from '../../../src/domain/numbers/kpi-periods.js';
import type { NumberScope } from '../../../src/domain/numbers/number-scope.js';
import { parseMonth } from '../../../src/domain/period.js';
import { TotalOverflowError } from '../../../src/domain/portfolio.js';
import type { ProgrammeDeal } from '../../../src/domain/programme-facts.js';
import { A, at, B, besideOf, C, core, deal, factsOf, moves, number, of, partner, Q3 } from './programme.js';

const facts = factsOf({
  partners: [
    partner(A, { profile: { type: 'reseller_channel', tier: 'gold' } }),
    partner(B, { profile: { type: 'reseller_channel', tier: 'silver' } }),
    partner(C),
  ],
});
const ALL: NumberScope = { kind: 'all' };
const RESELLERS: NumberScope = { kind: 'type', type: 'reseller_channel' };

// A sources $1,000 of new business that B influences; A and B source a renewal of $200 together; C influences an expansion
// of $300; $500 is direct. What is open, lost, of another quarter or without home amount is in no revenue.
const DEALS: readonly ProgrammeDeal[] = [
  deal({
    minor: 100_000,
    sourcing: [A],
    influencing: [B],
    model: [
      [A, 60_000],
      [B, 40_000],
    ],
  }),
  deal({
    minor: 20_000,
    bucket: 'renewal',
    sourcing: [A, B],
    model: [
      [A, 10_000],
      [B, 10_000],
    ],
  }),
  deal({ minor: 30_000, bucket: 'expansion', influencing: [C], model: [[C, 30_000]] }),
  deal({ minor: 50_000 }),
  deal({ status: 'open', minor: 7_000, sourcing: [A] }),
  deal({ status: 'lost', minor: 7_000, sourcing: [A] }),
  deal({ minor: 7_000, sourcing: [A], closed: '2026-06-30T23:59:59.999Z' }),
  deal({ minor: 7_000, sourcing: [A], closed: '2026-10-01' }),
  deal({ minor: null, sourcing: [A] }),
  deal({ minor: 7_000, sourcing: [A], closed: null }),
];

describe('partner-sourced and partner-influenced revenue', () => {
  it.each<[string, 'sourced_revenue' | 'influenced_revenue', NumberScope, number, number]>([
    ['sourced, of all: 1,000 + 200', 'sourced_revenue', ALL, 120_000, 2],
    [
      'influenced, of all: the class, so not what B did on a sourced deal',
      'influenced_revenue',
      ALL,
      30_000,
      1,
    ],
    ['sourced by A: 1,000 + half of 200', 'sourced_revenue', of(A), 110_000, 2],
    ['sourced by B: half of 200', 'sourced_revenue', of(B), 10_000, 1],
    ['influenced by B: the whole sourced deal', 'influenced_revenue', of(B), 100_000, 1],
    ['influenced by C', 'influenced_revenue', of(C), 30_000, 1],
    ['sourced by resellers: A and B, 1,100 + 100', 'sourced_revenue', RESELLERS, 120_000, 2],
    ['influenced by resellers: once, beside what they source', 'influenced_revenue', RESELLERS, 100_000, 1],
    ['sourced by gold', 'sourced_revenue', { kind: 'tier', tier: 'gold' }, 110_000, 2],
    ['of nobody', 'sourced_revenue', { kind: 'tier', tier: 'platinum' }, 0, 0],
  ])('%s', (_, id, scope, value, n) => {
    expect(core(number(id, facts, DEALS, { scope }))).toEqual([value, null, null, n]);
  });

  it('says each line, the identity and what is in no total', () => {
    const sourced = number('sourced_revenue', facts, DEALS);
    expect(Object.fromEntries(sourced.beside.map(({ id, value }) => [id, value]))).toEqual({
      ...{ new: 100_000, expansion: 0, renewal: 20_000, share: 0.6 },
      ...{ influenced_revenue: 30_000, direct_revenue: 50_000, total_revenue: 200_000 },
      ...{ without_home_amount: 1, without_close_day: 1 },
    });
    expect(besideOf(sourced, 'share')).toEqual([0.6, 120_000, 200_000]);
    expect(sourced.notes).toEqual(['all_lines']);
  });

  it('says of partners that what they influenced is not additive, and of the whole it is not said', () => {
    expect(number('influenced_revenue', facts, DEALS, { scope: of(B) }).notes).toContain('not_additive');
    expect(number('influenced_revenue', facts, DEALS).notes).not.toContain('not_additive');
    expect(number('sourced_revenue', facts, DEALS, { scope: of(B) }).notes).not.toContain('not_additive');
  });

  it('is n/a where deals cannot be read, and 0 where there are none', () => {
    expect(number('sourced_revenue', factsOf({ missing: ['deals'] }))).toMatchObject({
      value: null,
      missing: ['deals'],
    });
    expect(number('sourced_revenue', factsOf())).toMatchObject({ value: 0, missing: [] });
    expect(besideOf(number('sourced_revenue', factsOf()), 'share')).toEqual([null, 0, 0]);
  });

  it('keeps the class of a deal whose partner nobody names', () => {
    expect(core(number('sourced_revenue', facts, [deal({ class: 'sourced', minor: 5 })]))[0]).toBe(5);
  });

  it('refuses a total beyond what is exact', () => {
    const large = deal({ minor: Number.MAX_SAFE_INTEGER, sourcing: [A] });
    expect(() => number('sourced_revenue', facts, [large, large])).toThrow(TotalOverflowError);
  });
});

describe('a period is cut in the time zone of the portal', () => {
  const february = (timeZone: string): KpiPeriod =>
    monthsPeriod('2028-02', parseMonth('2028-02')!, parseMonth('2028-02')!, timeZone);
  it.each<[string, string, string, number]>([
    ['29 February of a leap year is in February', 'UTC', '2028-02-29T23:59:59.999Z', 10_000],
    ['1 March is not', 'UTC', '2028-03-01T00:00:00.000Z', 0],
    ['in New York February goes on for five hours', 'America/New_York', '2028-03-01T04:59:59.999Z', 10_000],
    ['and no longer', 'America/New_York', '2028-03-01T05:00:00.000Z', 0],
    ['in Auckland it has begun the day before', 'Pacific/Auckland', '2028-01-31T11:00:00.000Z', 10_000],
    ['and ended eleven in the morning', 'Pacific/Auckland', '2028-02-29T11:00:00.000Z', 0],
  ])('%s', (_, timeZone, closed, value) => {
    const all = factsOf({ timeZone, asOf: at('2028-06-01') });
    const won = [deal({ sourcing: [A], closed })];
    expect(number('sourced_revenue', all, won, { period: february(timeZone) }).value).toBe(value);
  });

  it('that is not over says so, and holds what happened up to now, this moment too', () => {
    const now = factsOf({ asOf: at('2026-08-15') });
    const won = [
      deal({ sourcing: [A], closed: '2026-08-15' }),
      deal({ sourcing: [A], closed: '2026-08-16' }),
    ];
    const value = number('sourced_revenue', now, won);
    expect([value.value, value.notes]).toEqual([10_000, ['all_lines', 'in_progress']]);
    const over = factsOf({ asOf: instant(Q3.to - 1) });
    expect(number('sourced_revenue', over, won).notes).toEqual(['all_lines']);
  });

  it('that has not begun holds nothing', () => {
    const now = factsOf({ asOf: at('2026-06-01'), partners: [partner(A)] });
    expect(number('sourced_revenue', now, [deal({ sourcing: [A] })]).value).toBe(0);
    expect(core(number('revenue_per_partner', now))).toEqual([null, 0, 0, 0]);
  });
});

describe('revenue per partner', () => {
  it('is credit under the model over active partners, with the median', () => {
    // A 60,000 + 10,000; B 40,000 + 10,000; C 30,000: 150,000 of 3; in the middle B.
    const value = number('revenue_per_partner', facts, DEALS);
    expect(core(value)).toEqual([50_000, 150_000, 3, 3]);
    expect(besideOf(value, 'median')).toEqual([50_000]);
    expect(besideOf(value, 'credited_not_active')).toBeNull();
  });

  it('is rounded to a whole minor unit', () => {
    const two = factsOf({ partners: [partner(A), partner(B), partner(C)] });
    expect(core(number('revenue_per_partner', two, [deal({ model: [[A, 100]], sourcing: [A] })]))).toEqual([
      33, 100, 3, 3,
    ]);
  });

  it.each<[string, readonly string[], readonly (number | null)[], number | null]>([
    [
      'one that ended inside the period was active in it',
      ['activation_growth 2026-01-01', 'ended 2026-08-01'],
      [50, 100, 2, 2],
      null,
    ],
    [
      'one that ended before is not, but what it is credited counts',
      ['activation_growth 2026-01-01', 'ended 2026-06-30'],
      [100, 100, 1, 1],
      100,
    ],
    [
      'one that ended with the very first moment is not',
      ['activation_growth 2026-01-01', 'ended 2026-07-01'],
      [100, 100, 1, 1],
      100,
    ],
    [
      'one that signs within the period is',
      ['negotiation_agreement 2026-01-01', 'onboarding_enablement 2026-09-30'],
      [50, 100, 2, 2],
      null,
    ],
    [
      'one that signs after it is not',
      ['negotiation_agreement 2026-01-01', 'onboarding_enablement 2026-10-01'],
      [100, 100, 1, 1],
      100,
    ],
  ])('%s', (_, written, expected, notActive) => {
    const two = factsOf({ partners: [partner(A, { programme: { moves: moves(...written) } }), partner(B)] });
    const value = number('revenue_per_partner', two, [deal({ sourcing: [A], model: [[A, 100]] })]);
    expect(core(value)).toEqual(expected);
    expect(besideOf(value, 'credited_not_active')).toEqual(notActive === null ? null : [notActive]);
  });

  it('counts every partner as active where the portal keeps no stages, and says so', () => {
    const plain = factsOf({ partners: [partner(A, { programme: { moves: [] } })], missing: ['stages'] });
    const value = number('revenue_per_partner', plain);
    expect(core(value)).toEqual([0, 0, 1, 1]);
    expect([value.missing, value.notes]).toEqual([['stages'], ['all_lines', 'all_count_as_active']]);
  });

  it('is n/a without an active partner', () => {
    expect(core(number('revenue_per_partner', factsOf()))).toEqual([null, 0, 0, 0]);
  });
});

describe('joint pipeline created', () => {
  const created = (changes: Parameters<typeof deal>[0]): ProgrammeDeal =>
    deal({ created: '2026-07-01', ...changes });
  const pipeline = [
    created({ status: 'open', minor: 10_000, influencing: [A] }),
    created({ status: 'lost', minor: 5_000, sourcing: [A], influencing: [B], bucket: 'expansion' }),
    created({ status: 'open', minor: 7_000 }),
    created({ status: 'open', minor: null, sourcing: [A] }),
    created({ minor: 9_000, sourcing: [A], created: '2026-06-30T23:59:59Z' }),
  ];
  it.each<[string, NumberScope, number, number]>([
    ['of all: open or lost, each once; direct and earlier ones are not in it', ALL, 15_000, 3],
    ['of A: all three', of(A), 15_000, 3],
    ['of B: the whole lost deal', of(B), 5_000, 1],
    ['of A and B together: each deal once', RESELLERS, 15_000, 3],
  ])('%s', (_, scope, value, n) => {
    expect(core(number('joint_pipeline', facts, pipeline, { scope }))).toEqual([value, null, null, n]);
  });

  it('says its lines and deals without home amount', () => {
    const value = number('joint_pipeline', facts, pipeline);
    expect(Object.fromEntries(value.beside.map((one) => [one.id, one.value]))).toEqual({
      ...{ new: 10_000, expansion: 5_000, renewal: 0, deals: 3, without_home_amount: 1 },
    });
    expect(number('joint_pipeline', facts, pipeline, { scope: of(A) }).notes).toEqual([
      'all_lines',
      'not_additive',
    ]);
  });
});
