/**
 * Settings such as `0.1` points or `0.5` days are decimals that people typed; doubles would make ten tenths less
 * than one. They are read as exact integers over a common scale.
 */

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

interface Decimal {
  readonly digits: bigint;
  /** Digits after the point; the value is digits × 10^−scale. */
  readonly scale: number;
}

function toDecimal(value: number): Decimal {
  const match = NUMBER.exec(String(value));
  if (match === null) throw new RangeError(`not a finite number: ${value}`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(sign + whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/**
 * Turns decimals into integers in the same proportion. Example: [0.5, 1, 0.25] → [50n, 100n, 25n].
 * @param values finite numbers, taken at their shortest decimal form.
 */
export function toCommonIntegers(values: readonly number[]): readonly bigint[] {
  const decimals = values.map(toDecimal);
  const scale = decimals.reduce((most, decimal) => Math.max(most, decimal.scale), 0);
  return decimals.map((decimal) => decimal.digits * 10n ** BigInt(scale - decimal.scale));
}

/**
 * Days as whole milliseconds, a day being exactly 86,400,000 of them. What is less than a millisecond is cut, which
 * no comparison of instants can see. Example: 0.5 → 43,200,000.
 */
export function daysToMs(days: number): number {
  const { digits, scale } = toDecimal(days);
  return Number((digits * 86_400_000n) / 10n ** BigInt(scale));
}
