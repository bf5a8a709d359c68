/** Decimal numbers as text, exactly: what CRMs hold is no double. */

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/;

interface Decimal {
  /** All digits, with the sign. */
  readonly digits: bigint;
  /** How many of them stand behind the point. */
  readonly places: number;
}

function parseDecimal(text: string): Decimal | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = fraction.length - Number(exponent);
  const digits = BigInt(sign + whole + fraction + '0'.repeat(Math.max(0, -shift)));
  return { digits, places: Math.max(0, shift) };
}

function print({ digits, places }: Decimal): string {
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  const sign = digits < 0n ? '-' : '';
  return places === 0 ? sign + text : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
}

/**
 * A decimal without an exponent. HubSpot writes large numbers with one. Examples: "1.23E7" → "12300000"; "5e-3" → "0.005".
 * @returns null for what is no decimal, and for exponents beyond ±99.
 */
export function plainDecimal(text: string): string | null {
  const decimal = parseDecimal(text);
  return decimal === null ? null : print(decimal);
}

/** The exact product of two decimals. Example: "10.50" × "0.1" → "1.050". @returns null where one of them is none. */
export function multiplyDecimals(one: string, other: string): string | null {
  const [a, b] = [parseDecimal(one), parseDecimal(other)];
  if (a === null || b === null) return null;
  return print({ digits: a.digits * b.digits, places: a.places + b.places });
}

/** Whether a decimal is above zero. */
export const isPositiveDecimal = (text: string): boolean => (parseDecimal(text)?.digits ?? 0n) > 0n;
