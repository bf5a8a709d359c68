import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysToMs, toCommonIntegers } from '../../src/domain/decimal.js';

describe('toCommonIntegers', () => {
  it.each<[number[], bigint[]]>([
    [
      [0.5, 1, 0.25],
      [50n, 100n, 25n],
    ],
    [
      [0.1, 1],
      [1n, 10n],
    ],
    [
      [1e-7, 1],
      [1n, 10_000_000n],
    ],
    [
      [1e21, 0.5],
      [10n * 10n ** 21n, 5n],
    ],
    [
      [1.5e-7, 0],
      [15n, 0n],
    ],
    [
      [-0.5, 2],
      [-5n, 20n],
    ],
    [
      [1e21, 1e22],
      [10n ** 21n, 10n ** 22n],
    ],
    [[0], [0n]],
    [[], []],
  ])('%j in proportion', (values, integers) => expect(toCommonIntegers(values)).toEqual(integers));

  it('makes ten tenths one', () => {
    const [one = 0n, tenth = 0n] = toCommonIntegers([1, 0.1]);
    expect(tenth * 10n).toBe(one);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (value) => {
    expect(() => toCommonIntegers([value])).toThrow(new RangeError(`not a finite number: ${value}`));
  });

  it('law: keeps the order and the signs of the values', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(values, ([a = 0, b = 0, ...rest]) => {
        const [x = 0n, y = 0n] = toCommonIntegers([a, b, ...rest]);
        expect(x < y).toBe(a < b);
        expect(x > 0n).toBe(a > 0);
      }),
    );
  });
});

describe('daysToMs', () => {
  it.each([
    [0, 0],
    [1, 86_400_000],
    [0.5, 43_200_000],
    [180, 15_552_000_000],
    [0.1, 8_640_000],
    [1 / 3, 28_799_999],
    [1e-9, 0],
    [1e-7, 8],
    [-1.5, -129_600_000],
    [1e21, 8.64e28],
  ])('%d days are %d ms', (days, ms) => expect(daysToMs(days)).toBe(ms));
});
