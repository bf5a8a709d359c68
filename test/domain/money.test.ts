import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currencyExponent } from '../../src/domain/currencies.js';
import {
  displayMoney,
  formatAmount,
  MinorSum,
  parseAmount,
  splitByIntegers,
  splitByReals,
} from '../../src/domain/money.js';

const MAX = Number.MAX_SAFE_INTEGER;
const exact = (minor: number) => ({ kind: 'amount', minor, rounded: false });
const rounded = (minor: number) => ({ kind: 'amount', minor, rounded: true });
const INVALID = { kind: 'invalid' };

describe('parseAmount', () => {
  it.each([
    ['0', 2, exact(0)],
    ['-0', 2, exact(0)],
    ['-0.00', 2, exact(0)],
    ['12', 2, exact(1200)],
    ['12.5', 2, exact(1250)],
    ['-12.50', 2, exact(-1250)],
    ['1.000', 2, exact(100)],
    ['007.10', 2, exact(710)],
    ['5', 0, exact(5)],
    ['5.000', 0, exact(5)],
    ['1.234', 3, exact(1234)],
    ['1.2', 3, exact(1200)],
    ['1.2345', 4, exact(12345)],
  ])('reads %s with exponent %d exactly', (text, exponent, parsed) => {
    const amount = parseAmount(text, exponent);
    expect(amount).toEqual(parsed);
    // toEqual tells −0 from 0 already; JSON and Postgres would not.
    if (amount.kind === 'amount') expect(Object.is(amount.minor, -0)).toBe(false);
  });

  it.each([
    ['0.125', 2, rounded(12)],
    ['0.135', 2, rounded(14)],
    ['0.1250000001', 2, rounded(13)],
    ['0.1249999999', 2, rounded(12)],
    ['0.1250', 2, rounded(12)],
    ['0.126', 2, rounded(13)],
    ['-0.125', 2, rounded(-12)],
    ['-0.135', 2, rounded(-14)],
    ['-0.001', 2, rounded(0)],
    ['0.5', 0, rounded(0)],
    ['1.5', 0, rounded(2)],
    ['2.5', 0, rounded(2)],
    ['1.0005', 3, rounded(1000)],
    ['1.0015', 3, rounded(1002)],
    ['9.995', 2, rounded(1000)],
  ])('rounds %s with exponent %d half to even', (text, exponent, parsed) => {
    const amount = parseAmount(text, exponent);
    expect(amount).toEqual(parsed);
    if (amount.kind === 'amount') expect(Object.is(amount.minor, -0)).toBe(false);
  });

  it.each([
    ['90071992547409.91', 2, exact(MAX)],
    ['-90071992547409.91', 2, exact(-MAX)],
    ['90071992547409.914', 2, rounded(MAX)],
    ['90071992547409.915', 2, INVALID],
    ['90071992547409.92', 2, INVALID],
    ['-90071992547409.92', 2, INVALID],
    ['9007199254740991', 0, exact(MAX)],
    ['9007199254740992', 0, INVALID],
    ['9'.repeat(400), 2, INVALID],
    [`0.${'0'.repeat(400)}1`, 2, rounded(0)],
  ])('holds the bounds ±(2^53−1): %s', (text, exponent, parsed) => {
    expect(parseAmount(text, exponent)).toEqual(parsed);
  });

  it.each([
    '',
    ' ',
    '+1',
    '--1',
    '-',
    '.5',
    '1.',
    '1,000.00',
    '1 000',
    ' 1',
    '1 ',
    '1\n',
    '1e3',
    '1e309',
    'NaN',
    'Infinity',
    '0x10',
    '１２',
    '1.2.3',
    '$5',
    '5 USD',
    '−5',
  ])('refuses %j', (text) => {
    expect(parseAmount(text, 2)).toEqual(INVALID);
  });

  it('law: what is formatted is read back', () => {
    const currency = fc.constantFrom('JPY', 'USD', 'KWD', 'CLF');
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (minor, code) => {
        const exponent = currencyExponent(code) ?? Number.NaN;
        expect(parseAmount(formatAmount(minor, code), exponent)).toEqual(exact(minor));
      }),
    );
  });
});

describe('formatAmount', () => {
  it.each([
    [-1250, 'USD', '-12.50'],
    [5, 'USD', '0.05'],
    [-5, 'USD', '-0.05'],
    [0, 'USD', '0.00'],
    [5, 'JPY', '5'],
    [1234, 'KWD', '1.234'],
    [MAX, 'USD', '90071992547409.91'],
  ])('%d %s → %s', (minor, currency, text) => expect(formatAmount(minor, currency)).toBe(text));

  it('refuses a currency that it does not know', () => {
    expect(() => formatAmount(1, 'XYZ')).toThrow(new RangeError('unknown currency XYZ'));
  });
});

describe('displayMoney', () => {
  it.each([
    [4_800_000, 'USD', '$48,000.00'],
    [-5, 'USD', '-$0.05'],
    [1500, 'JPY', '¥1,500'],
    [MAX, 'USD', '$90,071,992,547,409.91'],
  ])('%d %s → %s', (minor, currency, text) => expect(displayMoney(minor, currency)).toBe(text));

  it('shows every digit of a currency with three', () => {
    expect(displayMoney(1234, 'KWD')).toMatch(/1\.234$/);
    expect(displayMoney(1230, 'KWD')).toMatch(/1\.230$/);
  });
});

describe('currencies', () => {
  it.each([
    ['JPY', 0],
    ['USD', 2],
    ['EUR', 2],
    ['KWD', 3],
    ['CLF', 4],
    ['usd', null],
    ['XYZ', null],
    ['', null],
    ['toString', null],
  ])('%s has the exponent %j', (code, exponent) => expect(currencyExponent(code)).toBe(exponent));
});

describe('splitByIntegers', () => {
  it.each<[string, number, bigint[], number[]]>([
    ['hands the left-over unit to the largest fraction', 100_000, [2n, 1n], [66_667, 33_333]],
    ['… also where that comes later', 100, [1n, 2n], [33, 67]],
    ['breaks ties by the earlier place', 100, [1n, 1n, 1n], [34, 33, 33]],
    ['breaks several ties by the earlier places', 11, [1n, 1n, 1n], [4, 4, 3]],
    ['negates the split of the absolute value', -100, [1n, 1n, 1n], [-34, -33, -33]],
    ['gives a weight of 0 nothing', 101, [1n, 0n, 1n], [51, 0, 50]],
    ['splits nothing into zeros', 0, [1n, 2n], [0, 0]],
    ['gives zeros where every weight is 0', 100, [0n, 0n], [0, 0]],
    ['has nobody to give to', 100, [], []],
    ['is exact at the bound', MAX, [1n, 1n], [(MAX + 1) / 2, (MAX - 1) / 2]],
    ['is exact with weights beyond doubles', 3, [10n ** 40n, 2n * 10n ** 40n], [1, 2]],
    ['gives the only one all', -7, [3n], [-7]],
  ])('%s', (_name, amount, weights, shares) => {
    const split = splitByIntegers(amount, weights);
    expect(split).toEqual(shares);
    expect(split.some((share) => Object.is(share, -0))).toBe(false);
  });

  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 20n }), { minLength: 1, maxLength: 12 });

  it('law: shares sum to the amount, and each is less than a unit off', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (amount, parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0n);
        fc.pre(total > 0n);
        const shares = splitByIntegers(amount, parts);
        expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(amount));
        shares.forEach((share, index) => {
          const off = BigInt(share) * total - BigInt(amount) * (parts[index] ?? 0n);
          expect(off < total && off > -total).toBe(true);
        });
      }),
    );
  });

  it('law: a negated amount gives negated shares', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), weights, (amount, parts) => {
        const negated = splitByIntegers(amount, parts).map((share) => (share === 0 ? 0 : -share));
        expect(splitByIntegers(-amount, parts)).toEqual(negated);
      }),
    );
  });
});

describe('splitByReals', () => {
  it.each<[string, number, number[], number[]]>([
    ['proportionally', 300, [1, 0.5], [200, 100]],
    ['ties to the earlier place', 100, [0.1, 0.1, 0.1], [34, 33, 33]],
    ['negative amounts as their absolute value', -100, [1, 1, 1], [-34, -33, -33]],
    ['by weights that are almost nothing', 100, [Number.MIN_VALUE, 1], [0, 100]],
    ['zeros where every weight is 0', 100, [0, 0], [0, 0]],
    ['left-over units to the largest fractions', 10, [1, 2, 4], [1, 3, 6]],
    // Near 2^53 the floors of doubles add up to more than the amount.
    [
      'back what is too much, from the smallest fraction',
      MAX - 1,
      [2.1, 1],
      [6101651108050349, 2905548146690641],
    ],
    ['back two units', MAX - 1, [0, 1.1, 3], [0, 2416565653710998, 6590633601029992]],
    ['back nothing from a share of 0', MAX - 1, [5, 3.1, 0], [5559999539963575, 3447199714777415, 0]],
    ['a refund that is too much', 1 - MAX, [5, 3.1, 0], [-5559999539963575, -3447199714777415, 0]],
    ['more units than there are places', MAX, [7.1, 9], [3972118926003791, 5035080328737200]],
  ])('splits %s', (_name, amount, weights, shares) => {
    expect(splitByReals(amount, weights)).toEqual(shares);
  });

  const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });

  it('law: shares sum to the amount, whatever doubles do, and keep its sign', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (amount, parts) => {
        fc.pre(parts.some((part) => part > 0));
        const shares = splitByReals(amount, parts);
        expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(amount));
        expect(shares.every((share) => share === 0 || share > 0 === amount > 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('MinorSum', () => {
  const sumOf = (values: readonly number[]): number | null => {
    const sum = new MinorSum();
    values.forEach((value) => sum.add(value));
    return sum.total();
  };

  it.each<[string, number[], number | null]>([
    ['nothing', [], 0],
    ['the bound itself', [MAX - 1, 1], MAX],
    ['beyond the bound', [MAX, 1], null],
    ['beyond the lower bound', [-MAX, -1], null],
    ['far beyond and back', [MAX, MAX, MAX, -MAX, -MAX, -7], MAX - 7],
    ['parts that cancel', [5, -5], 0],
  ])('adds %s', (_name, values, total) => expect(sumOf(values)).toBe(total));

  it('law: it is the exact sum, or null', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger(), { maxLength: 50 }), (values) => {
        const total = values.reduce((sum, value) => sum + BigInt(value), 0n);
        const inside = total <= BigInt(MAX) && total >= -BigInt(MAX);
        expect(sumOf(values)).toBe(inside ? Number(total) : null);
      }),
    );
  });
});
