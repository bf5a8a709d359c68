import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPositiveDecimal, multiplyDecimals, plainDecimal } from '../../src/domain/exact-decimal.js';

describe('a decimal without an exponent', () => {
  it.each([
    ['12', '12'],
    ['-0.50', '-0.50'],
    ['1.23E7', '12300000'],
    ['1.234567E+3', '1234.567'],
    ['5e-3', '0.005'],
    ['-12E-1', '-1.2'],
    ['1e309', null],
    ['', null],
    ['1,5', null],
    ['.5', null],
    ['NaN', null],
  ])('of %j is %j', (text, expected) => {
    expect(plainDecimal(text)).toBe(expected);
  });
});

describe('a product', () => {
  it.each([
    ['10.50', '0.1', '1.050'],
    ['0.1', '0.2', '0.02'],
    ['-3', '0.5', '-1.5'],
    ['90071992547409.91', '1.00000000000001', '90071992547410.8107199254740991'],
    ['1E3', '1.5', '1500.0'],
    ['', '1', null],
    ['1', 'a', null],
  ])('%j × %j = %j', (one, other, expected) => {
    expect(multiplyDecimals(one, other)).toBe(expected);
  });

  it('is that of whole numbers, wherever the points stand', () => {
    const part = fc.bigInt({ min: 0n, max: 10n ** 20n });
    const places = fc.integer({ min: 0, max: 12 });
    const text = (digits: bigint, point: number): string => {
      const padded = String(digits).padStart(point + 1, '0');
      return point === 0 ? padded : `${padded.slice(0, -point)}.${padded.slice(-point)}`;
    };
    fc.assert(
      fc.property(part, places, part, places, (a, p, b, q) => {
        expect(multiplyDecimals(text(a, p), text(b, q))).toBe(text(a * b, p + q));
      }),
    );
  });
});

it.each([
  ['0.001', true],
  ['1', true],
  ['0.000', false],
  ['-1', false],
  ['', false],
  ['much', false],
])('%j above zero: %s', (text, expected) => {
  expect(isPositiveDecimal(text)).toBe(expected);
});
