import {
  compareFractions,
  floorOf,
  fraction,
  fractionOfDecimal,
  minus,
  over,
  plus,
  times,
  ZERO,
  type Fraction,
} from './fraction.js';
import { comparePartnerIds } from './partner-order.js';

/** ISO 4217 exponents of the currencies that the generated portals use. */
const EXPONENTS: Readonly<Record<string, number>> = { USD: 2, EUR: 2, GBP: 2, JPY: 0, KWD: 3 };

/** Credits by partner, in minor units. */
export type Minor = ReadonlyMap<string, bigint>;

export const MAX_MINOR = 2n ** 53n - 1n;

export const isCurrency = (code: string): boolean => Object.hasOwn(EXPONENTS, code);

const isAmountText = (text: string): boolean => /^-?[0-9]+(\.[0-9]+)?$/.test(text);

/** An amount in minor units, rounded half-even, and whether that changed its value. */
export interface ParsedAmount {
  readonly minor: bigint;
  readonly rounded: boolean;
}

/** Reads an amount, or null if it is none or beyond ±(2^53−1) minor units. §4 Money. Unknown currency: exponent 0. */
export function readAmount(text: string, currency: string): ParsedAmount | null {
  if (!isAmountText(text)) return null;
  const exact = times(fractionOfDecimal(text), fraction(10n ** BigInt(EXPONENTS[currency] ?? 0)));
  const magnitude: Fraction = exact.n < 0n ? { n: -exact.n, d: exact.d } : exact;
  let units = floorOf(magnitude);
  const rest = minus(magnitude, fraction(units));
  const toHalf = compareFractions(rest, fraction(1n, 2n));
  if (toHalf > 0 || (toHalf === 0 && units % 2n === 1n)) units += 1n;
  if (units > MAX_MINOR) return null;
  return { minor: exact.n < 0n ? -units : units, rounded: rest.n !== 0n };
}

/** Each partner's exact share of the absolute amount, in minor units. */
export function exactShares(amount: bigint, weights: ReadonlyMap<string, Fraction>): Map<string, Fraction> {
  let sum = ZERO;
  for (const weight of weights.values()) sum = plus(sum, weight);
  const shares = new Map<string, Fraction>();
  if (sum.n === 0n) return shares;
  const whole = fraction(amount < 0n ? -amount : amount);
  for (const [partnerId, weight] of weights) shares.set(partnerId, times(whole, over(weight, sum)));
  return shares;
}

/**
 * Largest remainder: floor each share, hand the left-over units to the largest fractions, ties to the smaller
 * partner id. A negative amount is split as its absolute value, then negated.
 */
export function split(amount: bigint, weights: ReadonlyMap<string, Fraction>): Map<string, bigint> {
  const shares = exactShares(amount, weights);
  const parts = new Map<string, bigint>();
  if (shares.size === 0) return parts;
  let left = amount < 0n ? -amount : amount;
  const byFraction: { partnerId: string; rest: Fraction }[] = [];
  for (const [partnerId, share] of shares) {
    const whole = floorOf(share);
    parts.set(partnerId, whole);
    left -= whole;
    byFraction.push({ partnerId, rest: minus(share, fraction(whole)) });
  }
  byFraction.sort((a, b) => compareFractions(b.rest, a.rest) || comparePartnerIds(a.partnerId, b.partnerId));
  for (const { partnerId } of byFraction) {
    if (left === 0n) break;
    parts.set(partnerId, (parts.get(partnerId) ?? 0n) + 1n);
    left -= 1n;
  }
  if (amount < 0n) for (const [partnerId, part] of parts) parts.set(partnerId, -part);
  return parts;
}
