/** Intervals against published values, and against the binomial distribution itself. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { medianInterval, newcombe, orderOfMedian, wilson } from '../../../src/domain/numbers/intervals.js';
import { median } from '../../../src/domain/numbers/median.js';

const rounded = (interval: { low: number; high: number } | null, digits = 4): readonly number[] | null =>
  interval === null ? null : [Number(interval.low.toFixed(digits)), Number(interval.high.toFixed(digits))];

describe('Wilson’s interval', () => {
  // Newcombe (1998), Statistics in Medicine 17:857–872, table I, method 3.
  it.each<[number, number, readonly number[] | null]>([
    [81, 263, [0.2553, 0.3662]],
    [15, 148, [0.0624, 0.1605]],
    [0, 20, [0, 0.1611]],
    [1, 29, [0.0061, 0.1718]],
    [29, 29, [0.883, 1]],
    [0, 0, null],
  ])('%d of %d', (won, trials, expected) => {
    expect(rounded(wilson(won, trials))).toEqual(expected);
  });

  it('holds the share itself, within 0 and 1', () => {
    const trials = fc
      .integer({ min: 1, max: 5000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(trials, ([won, n]) => {
        const { low, high } = wilson(won, n)!;
        expect(low >= 0 && low <= won / n && won / n <= high && high <= 1).toBe(true);
      }),
    );
  });
});

describe('Newcombe’s interval of a difference', () => {
  // Newcombe (1998), Statistics in Medicine 17:873–890, table II, method 10.
  it.each<[readonly [number, number], readonly [number, number], readonly number[] | null]>([
    [
      [56, 70],
      [48, 80],
      [0.0524, 0.3339],
    ],
    [
      [9, 10],
      [3, 10],
      [0.1705, 0.809],
    ],
    [
      [6, 7],
      [2, 7],
      [0.0582, 0.8062],
    ],
    [
      [5, 56],
      [0, 29],
      [-0.0381, 0.1926],
    ],
    [
      [0, 10],
      [0, 20],
      [-0.1611, 0.2775],
    ],
    [
      [10, 10],
      [0, 10],
      [0.6075, 1],
    ],
    [[1, 1], [0, 0], null],
  ])('%p less %p', (one, other, expected) => {
    expect(rounded(newcombe(one, other))).toEqual(expected);
  });
});

describe('the interval of a median', () => {
  // Usual tables of the sign test: places from either end for at least 95%.
  it.each([
    [1, 0],
    [5, 0],
    [6, 1],
    [8, 1],
    [9, 2],
    [10, 2],
    [12, 3],
    [20, 6],
    [25, 8],
    [50, 18],
    [100, 40],
    [1000, 469],
  ])('of %d values: %d from either end', (n, place) => {
    expect(orderOfMedian(n)).toBe(place);
  });

  it('goes on smoothly where the normal distribution takes over', () => {
    expect(orderOfMedian(1001) - orderOfMedian(1000)).toBeLessThanOrEqual(1);
    expect(orderOfMedian(1_000_000)).toBe(499_020);
  });

  it('is from the second to the ninth of ten values', () => {
    expect(medianInterval(Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 100]))).toEqual({
      value: 5.5,
      low: 2,
      high: 9,
    });
    expect(medianInterval(Float64Array.from([1, 2, 3]))).toEqual({ value: 2, low: null, high: null });
  });
});

it.each<[readonly number[], number | null]>([
  [[], null],
  [[7], 7],
  [[9, 3, 4], 4],
  [[1, 2], 1.5],
  [[-1, 10, 2, 3], 2.5],
])('the median of %p is %p', (values, expected) => {
  expect(median(values)).toBe(expected);
});
