/**
 * Money is integer minor units with an ISO 4217 code. Parsing and splitting are exact; nothing here uses floats,
 * but for weights that are floats themselves (`splitByReals`).
 */
import { currencyExponent } from './currencies.js';

export type ParsedAmount =
  | { readonly kind: 'amount'; readonly minor: number; readonly rounded: boolean }
  | { readonly kind: 'invalid' };

const AMOUNT = /^(-?)([0-9]+)(?:\.([0-9]+))?$/;

/**
 * Reads a decimal amount into minor units. Digits beyond the exponent are rounded half-even.
 * Examples with exponent 2: "12.5" → 1250; "0.125" → 12, rounded; "0.135" → 14, rounded; "1.000" → 100, not rounded.
 * @param exponent digits of the currency's minor unit.
 * @returns invalid for anything but `-?digits(.digits)?`, and beyond ±(2^53−1) minor units.
 */
export function parseAmount(text: string, exponent: number): ParsedAmount {
  const match = AMOUNT.exec(text);
  if (match === null) return { kind: 'invalid' };
  const [, sign, whole = '', fraction = ''] = match;
  const kept = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  const dropped = fraction.slice(exponent);
  const magnitude = kept + (roundsUpHalfEven(kept, dropped) ? 1n : 0n);
  if (magnitude > BigInt(Number.MAX_SAFE_INTEGER)) return { kind: 'invalid' };
  const minor = sign === '-' && magnitude !== 0n ? -Number(magnitude) : Number(magnitude);
  return { kind: 'amount', minor, rounded: /[1-9]/.test(dropped) };
}

function roundsUpHalfEven(kept: bigint, dropped: string): boolean {
  const first = dropped.charAt(0);
  if (first < '5') return false;
  if (first > '5' || /[1-9]/.test(dropped.slice(1))) return true;
  return kept % 2n === 1n;
}

/**
 * Minor units as a plain decimal, as CSV files and HubSpot take it. Example: −1250 USD → "-12.50"; 5 JPY → "5".
 * @throws RangeError for an unknown currency: amounts are parsed before they are printed.
 */
export function formatAmount(minor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  if (exponent === null) throw new RangeError(`unknown currency ${currency}`);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * Splits an amount by integer weights, exactly, by largest remainder: every share is floored, then the left-over
 * units go to the largest fractions, ties to the earlier place. A negative amount is split as its absolute value,
 * then negated. Example: 100000 by [2, 1] → [66667, 33333].
 * @param weights not negative; their order is the order of ids, since ties go by it.
 * @returns shares in the order of the weights, which sum to the amount; all 0 where every weight is 0.
 */
export function splitByIntegers(amountMinor: number, weights: readonly bigint[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) return weights.map(() => 0);
  const amount = BigInt(Math.abs(amountMinor));
  const floors = weights.map((weight) => (amount * weight) / total);
  const remainders = weights.map((weight) => (amount * weight) % total);
  const left = Number(amount - floors.reduce((sum, share) => sum + share, 0n));
  // Ties stay in the order of places: sorting is stable.
  const winners = [...weights.keys()]
    .sort((a, b) => Number((remainders[b] ?? 0n) - (remainders[a] ?? 0n)))
    .slice(0, left);
  return handOut(floors.map(Number), winners, amountMinor < 0);
}

/**
 * Splits an amount by real weights, by largest remainder. Doubles carry the weights, so a share can be a unit off
 * the exact one; the shares still sum to the amount.
 * @param weights not negative, finite; in the order of ids.
 */
export function splitByReals(amountMinor: number, weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const amount = Math.abs(amountMinor);
  const exact = weights.map((weight) => amount * (weight / total));
  const floors = exact.map(Math.floor);
  const fractions = exact.map((share, index) => share - (floors[index] ?? 0));
  const left = amount - floors.reduce((sum, share) => sum + share, 0);
  const byFraction = [...weights.keys()].sort((a, b) => (fractions[b] ?? 0) - (fractions[a] ?? 0));
  if (left < 0) return takeBack(floors, byFraction, -left, amountMinor < 0);
  const winners = Array.from({ length: left }, (_, unit) => byFraction[unit % byFraction.length] ?? 0);
  return handOut(floors, winners, amountMinor < 0);
}

/** Rounding of doubles can leave the floors a unit above the amount; the smallest fractions give it back. */
function takeBack(
  floors: readonly number[],
  byFraction: readonly number[],
  excess: number,
  negate: boolean,
): readonly number[] {
  const shares = [...floors];
  let open = excess;
  for (const index of [...byFraction].reverse()) {
    const taken = Math.min(open, shares[index] ?? 0);
    shares[index] = (shares[index] ?? 0) - taken;
    open -= taken;
  }
  return handOut(shares, [], negate);
}

function handOut(floors: readonly number[], winners: readonly number[], negate: boolean): readonly number[] {
  const shares = [...floors];
  for (const index of winners) shares[index] = (shares[index] ?? 0) + 1;
  return negate ? shares.map((share) => (share === 0 ? 0 : -share)) : shares;
}

/** A sum of minor units that notices when it leaves ±(2^53−1); it never wraps or rounds. */
export class MinorSum {
  // Two halves keep every addition exact in doubles, without a bigint a deal.
  #high = 0;
  #low = 0;

  /** Adds minor units. */
  add(minor: number): void {
    const high = Math.trunc(minor / HALF);
    this.#high += high;
    this.#low += minor - high * HALF;
  }

  /** The sum; null beyond ±(2^53−1). */
  total(): number | null {
    const total = Number(BigInt(this.#high) * BigInt(HALF) + BigInt(this.#low));
    return Number.isSafeInteger(total) ? total : null;
  }
}

const HALF = 2 ** 26;

/** An amount as cards write it, with the currency's own sign. Example: 4800000 USD → "$48,000.00". */
export function displayMoney(minor: number, currency: string): string {
  const decimal = formatAmount(minor, currency) as `${number}`;
  let formatter = formatters.get(currency);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency,
      minimumFractionDigits: currencyExponent(currency) ?? 2,
    });
    formatters.set(currency, formatter);
  }
  return formatter.format(decimal);
}

// A formatter takes longer to make than to use by far, and a card has dozens of amounts.
const formatters = new Map<string, Intl.NumberFormat>();
