/** An exact fraction in lowest terms; `d` is above 0. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** n / d, in lowest terms. */
export function fraction(n: bigint, d = 1n): Fraction {
  if (d === 0n) throw new RangeError('A fraction has no denominator 0');
  let a = n < 0n ? -n : n;
  let b = d < 0n ? -d : d;
  while (b !== 0n) [a, b] = [b, a % b];
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / a, d: (sign * d) / a };
}

export const ZERO: Fraction = { n: 0n, d: 1n };
export const ONE: Fraction = { n: 1n, d: 1n };

export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);

/** Below 0 if a < b, 0 if they are equal, above 0 if a > b. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

/** The whole part of a fraction that is not negative. */
export const floorOf = (a: Fraction): bigint => a.n / a.d;

/** A decimal number as a person wrote it: "0.1" is one tenth, "1e-7" one ten-millionth. */
export function fractionOfDecimal(text: string): Fraction {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`Not a decimal number: ${text}`);
  const [, sign = '', whole = '', digits = '', exponent = '0'] = match;
  const power = Number(exponent) - digits.length;
  const value = BigInt(sign + whole + digits);
  return power >= 0 ? fraction(value * 10n ** BigInt(power)) : fraction(value, 10n ** BigInt(-power));
}

/** What a number of a policy file says: the shortest decimal that reads as it. */
export const fractionOfNumber = (value: number): Fraction => fractionOfDecimal(String(value));

/** The exact value of a double that is not negative. */
export function fractionOfDouble(value: number): Fraction {
  let d = 1n;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    d *= 2n;
  }
  return fraction(BigInt(scaled), d);
}

/** For a tolerance only. */
export const toDouble = (a: Fraction): number => Number((a.n * 10n ** 12n) / a.d) / 1e12;
