/** Splits over columns: the same shares as those of lists, written where they belong and nowhere else. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitIntegers, splitReals } from '../../../src/domain/columns/split-columns.js';
import { splitByIntegers, splitByReals } from '../../../src/domain/money.js';

const MAX = Number.MAX_SAFE_INTEGER;
const UNTOUCHED = 77;

/** Splits into the middle of a column; what is before and behind must stay. */
function split(how: typeof splitReals, amount: number, weights: readonly number[]): readonly number[] {
  const shares = new Float64Array(weights.length + 4).fill(UNTOUCHED);
  const wider = Float64Array.from([...weights, 9, 9]);
  how(amount, wider, weights.length, shares, 2);
  expect([...shares.slice(0, 2), ...shares.slice(-2)]).toEqual(Array(4).fill(UNTOUCHED));
  expect([...wider]).toEqual([...weights, 9, 9]);
  return [...shares.slice(2, -2)];
}

describe('splitIntegers', () => {
  it.each<[string, number, readonly number[], readonly number[]]>([
    ['hands the left-over unit to the largest remainder', 100, [1, 2], [33, 67]],
    ['… also where that comes first', 100, [2, 1], [67, 33]],
    ['hands several to the largest remainders', 10, [1, 2, 4], [1, 3, 6]],
    ['breaks ties by the earlier row', 11, [1, 1, 1], [4, 4, 3]],
    ['hands each row one unit at most', 5, [1, 1, 1, 5], [1, 1, 0, 3]],
    ['negates the split of the absolute value', -100, [1, 1, 1], [-34, -33, -33]],
    ['gives a weight of 0 nothing', 101, [1, 0, 1], [51, 0, 50]],
    ['has no minus zero', -1, [1, 1, 0], [-1, 0, 0]],
    ['gives zeros where every weight is 0', 100, [0, 0], [0, 0]],
    ['has nobody to give to', 100, [], []],
    ['is exact at the bound', MAX, [1, 1], [(MAX + 1) / 2, (MAX - 1) / 2]],
    [
      'is exact with weights up to 2^26',
      MAX,
      [2 ** 25, 2 ** 25 - 1, 1],
      [4503599627370495, 4503599493152768, 134217728],
    ],
    ['is exact with weights beyond', MAX, [2 ** 26, 1], [9007199120523265, 134217726]],
    ['is exact with weights far beyond', -3, [2 ** 52, 2 ** 51], [-2, -1]],
  ])('%s', (_name, amount, weights, shares) => {
    expect(split(splitIntegers, amount, weights)).toEqual(shares);
    expect([...splitByIntegers(amount, weights.map(BigInt))]).toEqual(shares);
  });

  it('has room for any number of rows, also after a smaller split', () => {
    for (const rows of [3, 64, 65, 500, 2]) {
      const weights = Array.from({ length: rows }, (_, row) => (row * 31) % 17);
      expect(split(splitIntegers, 1_000_003, weights)).toEqual(
        splitByIntegers(1_000_003, weights.map(BigInt)),
      );
    }
  });

  it('law: is what lists give', () => {
    const weights = fc.array(fc.oneof(fc.nat(20), fc.nat(2 ** 26), fc.nat(2 ** 30)), { maxLength: 8 });
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (amount, parts) => {
        expect(split(splitIntegers, amount, parts)).toEqual(splitByIntegers(amount, parts.map(BigInt)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('splitReals', () => {
  it.each<[string, number, readonly number[], readonly number[]]>([
    ['proportionally', 300, [1, 0.5], [200, 100]],
    ['left-over units to the largest fractions', 10, [1, 2, 4], [1, 3, 6]],
    ['ties to the earlier row', 100, [0.1, 0.1, 0.1], [34, 33, 33]],
    ['negative amounts as their absolute value', -100, [1, 1, 1], [-34, -33, -33]],
    ['by weights that are almost nothing', 100, [Number.MIN_VALUE, 1], [0, 100]],
    ['zeros where every weight is 0', 100, [0, 0], [0, 0]],
    ['back what is too much', MAX - 1, [5, 3.1, 0], [5559999539963575, 3447199714777415, 0]],
    [
      'more units than there are rows',
      MAX,
      [7.1, 9, 1, 3],
      [3181647497943335, 4033074293167608, 448119365907512, 1344358097722536],
    ],
    ['as many units as there are rows', MAX, [7.1, 9], [3972118926003791, 5035080328737200]],
  ])('splits %s', (_name, amount, weights, shares) => {
    expect(split(splitReals, amount, weights)).toEqual(shares);
  });

  it('has room for any number of rows, also after a smaller split', () => {
    for (const rows of [3, 64, 65, 500, 2]) {
      const weights = Array.from({ length: rows }, (_, row) => ((row * 31) % 17) / 16);
      expect(split(splitReals, 1_000_003, weights)).toEqual(splitByReals(1_000_003, weights));
    }
  });

  it('law: is what lists give', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (amount, parts) => {
        expect(split(splitReals, amount, parts)).toEqual(splitByReals(amount, parts));
      }),
      { numRuns: 300 },
    );
  });
});
