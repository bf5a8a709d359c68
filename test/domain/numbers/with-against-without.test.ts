/** Deals with a partner against deals without: shares, medians, and when nothing is to be said. */
import { describe, expect, it } from '@jest/globals';
import type { Bucket } from '../../../src/domain/deal-class.js';
import { dealTally } from '../../../src/domain/numbers/deal-tally.js';
import type { NumberScope } from '../../../src/domain/numbers/number-scope.js';
import { withAgainstWithout } from '../../../src/domain/numbers/with-against-without.js';
import type { ProgrammeDeal } from '../../../src/domain/programme-facts.js';
import { A, at, B, deal, factsOf, of, partner, Q3 } from './programme.js';

const facts = factsOf({ partners: [partner(A), partner(B)] });
const many = (count: number, written: Parameters<typeof deal>[0]): readonly ProgrammeDeal[] =>
  Array.from({ length: count }, () => deal(written));
const compare = (
  deals: readonly ProgrammeDeal[],
  scope: NumberScope = { kind: 'all' },
  bucket: Bucket | null = null,
) => withAgainstWithout(facts, dealTally().add(deals), { period: Q3, scope, bucket });

describe('win rate', () => {
  // Newcombe (1998): 56 of 70 less 48 of 80 is 0.0524 to 0.3339, so higher; the other way lower.
  const one = [...many(56, { influencing: [A] }), ...many(14, { influencing: [A], status: 'lost' })];
  const other = [...many(48, {}), ...many(32, { status: 'lost' })];
  it('says that deals with a partner are won more often where the interval leaves out 0', () => {
    const { winRate } = compare([
      ...one,
      ...other,
      ...many(3, { status: 'open', sourcing: [A] }),
      ...many(9, { closed: '2026-10-01' }),
    ]);
    expect(winRate.withPartner).toMatchObject({ value: 0.8, n: 70 });
    expect(winRate.without).toMatchObject({ value: 0.6, n: 80 });
    expect(winRate.difference?.value).toBeCloseTo(0.2, 10);
    expect(winRate.difference?.low).toBeCloseTo(0.0524, 4);
    expect(winRate.verdict).toBe('higher');
  });

  it.each<[string, readonly ProgrammeDeal[], string]>([
    ['lower', [...many(30, { status: 'lost', sourcing: [A] }), ...many(30, {})], 'lower'],
    [
      'no clear difference',
      [...many(10, { sourcing: [A] }), ...many(9, {}), ...many(1, { status: 'lost' })],
      'no_clear_difference',
    ],
    [
      '3 of 3 against 100: too few to say',
      [...many(3, { sourcing: [A] }), ...many(100, { status: 'lost' })],
      'too_few',
    ],
    ['nothing without a partner', many(20, { sourcing: [A] }), 'too_few'],
    ['nothing', [], 'too_few'],
  ])('%s', (_, deals, verdict) => {
    expect(compare(deals).winRate.verdict).toBe(verdict);
  });

  it('has no share and no difference where a side is empty', () => {
    const { winRate } = compare(many(20, { sourcing: [A] }));
    expect([winRate.without, winRate.difference]).toEqual([
      { value: null, low: null, high: null, n: 0 },
      null,
    ]);
  });
});

describe('cycle time and deal size', () => {
  const spread = (partners: Parameters<typeof deal>[0], from: number): readonly ProgrammeDeal[] =>
    Array.from({ length: 10 }, (_, place) =>
      deal({
        ...partners,
        created: '2026-07-01',
        closed: new Date(at('2026-07-01') + (from + place) * 86_400_000).toISOString(),
        minor: (from + place) * 100,
      }),
    );

  it('are medians of won deals with intervals from the second to the ninth of ten', () => {
    const { cycleDays, dealSizeMinor } = compare([
      ...spread({ sourcing: [A] }, 40),
      ...spread({}, 20),
      ...many(50, { status: 'lost' }),
    ]);
    expect(cycleDays).toEqual({
      withPartner: { value: 44.5, low: 41, high: 48, n: 10 },
      without: { value: 24.5, low: 21, high: 28, n: 10 },
      verdict: 'higher',
    });
    expect(dealSizeMinor.withPartner).toEqual({ value: 4450, low: 4100, high: 4800, n: 10 });
  });

  it('are no clear difference where the intervals meet', () => {
    expect(compare([...spread({ sourcing: [A] }, 25), ...spread({}, 20)]).cycleDays.verdict).toBe(
      'no_clear_difference',
    );
    expect(compare([...spread({ sourcing: [A] }, 20), ...spread({}, 40)]).cycleDays.verdict).toBe('lower');
  });

  it('leave out deals won before they were created, and those without home amount', () => {
    const { cycleDays, dealSizeMinor, winRate } = compare([
      deal({ sourcing: [A], created: '2026-09-01' }),
      deal({ sourcing: [A], minor: null }),
    ]);
    expect([cycleDays.withPartner.n, dealSizeMinor.withPartner.n, winRate.withPartner.n]).toEqual([1, 1, 2]);
  });
});

it('compares a partner’s deals with direct ones, not with those of other partners', () => {
  const deals = [...many(2, { sourcing: [A] }), ...many(3, { influencing: [B] }), ...many(4, {})];
  const { winRate } = compare(deals, of(A));
  expect([winRate.withPartner.n, winRate.without.n]).toEqual([2, 4]);
});

it('compares one line of revenue, or says that it mixes them', () => {
  const deals = [...many(2, { sourcing: [A], bucket: 'renewal' }), ...many(3, { sourcing: [A] })];
  const fresh = compare(deals, { kind: 'all' }, 'new');
  expect([fresh.winRate.withPartner.n, fresh.notes]).toEqual([3, []]);
  expect([compare(deals).winRate.withPartner.n, compare(deals).notes]).toEqual([5, ['all_lines']]);
  const early = withAgainstWithout({ ...facts, asOf: at('2026-08-01') }, dealTally().add(deals), {
    period: Q3,
    scope: { kind: 'all' },
    bucket: 'new',
  });
  expect([early.winRate.withPartner.n, early.notes]).toEqual([0, ['in_progress']]);
});
