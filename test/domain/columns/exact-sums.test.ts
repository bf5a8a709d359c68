import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ExactSums } from '../../../src/domain/columns/exact-sums.js';

const MAX = BigInt(Number.MAX_SAFE_INTEGER);
const amounts = fc.array(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1000, max: 1000 })));

const sumOf = (all: readonly number[]): number | null => {
  const sum = all.reduce((total, one) => total + BigInt(one), 0n);
  return sum > MAX || sum < -MAX ? null : Number(sum);
};

describe('exact sums', () => {
  it('are exact or refused, whatever is added in whatever parts', () => {
    fc.assert(
      fc.property(amounts, amounts, (first, second) => {
        const [one, other] = [new ExactSums(2), new ExactSums(1)];
        for (const amount of first) one.add(1, amount);
        for (const amount of second) other.add(0, amount);
        expect(one.total(1)).toBe(sumOf(first));
        one.addSum(1, other, 0);
        expect(one.total(1)).toBe(sumOf([...first, ...second]));
        expect(one.total(0)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('keep their sums when there is room for more', () => {
    const sums = new ExactSums(1);
    sums.add(0, Number.MAX_SAFE_INTEGER);
    sums.add(0, Number.MAX_SAFE_INTEGER);
    sums.grow(3);
    expect(sums.total(0)).toBeNull();
    sums.add(0, -Number.MAX_SAFE_INTEGER);
    expect([0, 1, 2].map((place) => sums.total(place))).toEqual([Number.MAX_SAFE_INTEGER, 0, 0]);
  });
});
