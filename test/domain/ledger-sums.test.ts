import { describe, expect, it } from '@jest/globals';
import {
  countDeals,
  dealsWithoutHomeAmount,
  homeSum,
  policyVersionsOf,
  revenueLines,
  sumMinor,
} from '../../src/domain/ledger-sums.js';
import { standingEntries, knownAt, lineKey, negated } from '../../src/domain/ledger.js';
import { TotalOverflowError } from '../../src/domain/portfolio.js';
import { credit, revenue, reversal } from './ledger-entry.js';
import { utc } from './ledger-facts.js';

const MAX = Number.MAX_SAFE_INTEGER;

describe('sums', () => {
  it('are exact, or refused by name', () => {
    expect(sumMinor([], 'x')).toBe(0);
    expect(sumMinor([MAX, 5, -5], 'x')).toBe(MAX);
    expect(() => sumMinor([MAX, 1], 'one thing')).toThrow(new TotalOverflowError('one thing'));
  });

  it('of a deal without a home amount have nothing of it', () => {
    expect(
      homeSum([revenue(), revenue({ homeAmountMinor: null }), revenue({ homeAmountMinor: -1 })], 'x'),
    ).toBe(999);
  });
});

describe('revenue', () => {
  const renewal = revenue({ deal: '2', bucket: 'renewal', class: 'influenced', homeAmountMinor: 70 });
  const entries = [
    revenue(),
    renewal,
    revenue({ deal: '3', class: 'direct', homeAmountMinor: 5 }),
    revenue({ deal: '4', class: 'direct', homeAmountMinor: null }),
    revenue({ deal: '5', bucket: 'expansion', homeAmountMinor: -30 }),
    credit('7', 'source'),
    credit('7', 'influence'),
    reversal(renewal),
  ];
  const none = { deals: 0, sourcedMinor: 0, influencedMinor: 0, directMinor: 0, totalMinor: 0 };

  it('is by class and bucket, and over all, from the pool revenue alone; a reversal takes its deal back', () => {
    expect(revenueLines(entries)).toEqual([
      { ...none, bucket: 'new', deals: 3, sourcedMinor: 1000, directMinor: 5, totalMinor: 1005 },
      { ...none, bucket: 'expansion', deals: 1, sourcedMinor: -30, totalMinor: -30 },
      { ...none, bucket: 'renewal' },
      { ...none, bucket: 'all', deals: 4, sourcedMinor: 970, directMinor: 5, totalMinor: 975 },
    ]);
    expect(revenueLines(entries.slice(0, 2))[2]).toEqual({
      ...none,
      bucket: 'renewal',
      deals: 1,
      influencedMinor: 70,
      totalMinor: 70,
    });
  });

  it.each([
    ['sourced revenue', 'sourced', 'direct'],
    ['influenced revenue', 'influenced', 'direct'],
    ['direct revenue', 'direct', 'sourced'],
  ] as const)('refuses %s beyond 2^53−1', (name, one, other) => {
    const most = { class: one, homeAmountMinor: MAX };
    const lines = [revenue(most), revenue(most), revenue({ class: other, homeAmountMinor: -MAX })];
    expect(() => revenueLines(lines)).toThrow(new TotalOverflowError(name));
  });

  it('refuses a total beyond 2^53−1', () => {
    const lines = (['sourced', 'direct'] as const).map((one) =>
      revenue({ class: one, homeAmountMinor: MAX }),
    );
    expect(() => revenueLines(lines)).toThrow(new TotalOverflowError('won revenue'));
  });

  it('counts deals, and those without a home amount apart', () => {
    const foreign = revenue({ deal: '6', homeAmountMinor: null });
    expect(countDeals([revenue(), foreign, reversal(foreign)])).toBe(1);
    expect(dealsWithoutHomeAmount(entries)).toBe(1);
    expect(
      dealsWithoutHomeAmount([...entries, foreign, credit('7', 'source', { homeAmountMinor: null })]),
    ).toBe(2);
    expect(dealsWithoutHomeAmount([...entries, foreign, reversal(foreign)])).toBe(1);
  });

  it('names each policy version once, sorted', () => {
    const versions = ['b', 'a', 'b', 'C'].map((policyVersion) => revenue({ policyVersion }));
    expect(policyVersionsOf(versions)).toEqual(['C', 'a', 'b']);
  });
});

describe('entries', () => {
  const first = revenue();
  const second = revenue({ ordinal: 3 });
  it('stand while nothing takes them back', () => {
    expect(standingEntries([first, second])).toEqual([first, second]);
    expect(standingEntries([first, reversal(first), second])).toEqual([second]);
  });
  it('are known from the instant on which they were recorded', () => {
    const late = revenue({ recordedAt: utc('2026-10-01T00:00:00Z') });
    expect(knownAt([first, late], utc('2026-09-05T23:59:59.999Z'))).toEqual([]);
    expect(knownAt([first, late], utc('2026-09-06T00:00:00Z'))).toEqual([first]);
    expect(knownAt([first, late], utc('2026-10-01T00:00:00Z'))).toEqual([first, late]);
  });
  it('are told apart by pool, model and partner', () => {
    const keys = [
      ...[revenue(), credit('7', 'source'), credit('8', 'source'), credit('7', 'influence')],
      ...[credit('7', 'model:linear'), credit('7', 'model:u_shaped')],
    ].map(lineKey);
    expect(new Set(keys).size).toBe(6);
    expect(lineKey(revenue({ amountMinor: 5 }))).toBe(keys[0]);
  });
  it('are negated without a minus zero', () => {
    expect([5, -5, 0].map(negated)).toEqual([-5, 5, 0]);
  });
});
