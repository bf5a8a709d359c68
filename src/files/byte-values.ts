/**
 * Values of cells, read from bytes without a string: only the usual ways to write them. Everything else is NaN or −1
 * here, and is left to the readers of strings.
 */
const ZERO = 48;
const MINUS = 45;
const POINT = 46;
const COLON = 58;
const T = 84;
const Z = 90;
const DAY_MS = 86_400_000;

/** FNV-1a, mixed once more at the end, since tables take its low bits. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Below every number that digits can be, and an integer: with NaN the engine would compute in doubles. */
const NO_DIGITS = -10_000;

function digits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let at = start; at < start + count; at += 1) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return NO_DIGITS;
    value = 10 * value + digit;
  }
  return value;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM:SSZ` and `YYYY-MM-DDTHH:MM:SS.mmmZ`; NaN for anything else. */
export function instantOf(bytes: Uint8Array, start: number, end: number): number {
  const size = end - start;
  if (size !== 10 && size !== 20 && size !== 24) return Number.NaN;
  if (bytes[start + 4] !== MINUS || bytes[start + 7] !== MINUS) return Number.NaN;
  const year = digits(bytes, start, 4);
  const month = digits(bytes, start + 5, 2);
  const day = digits(bytes, start + 8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]!) return Number.NaN;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2 && day === 29 && !isLeap) return Number.NaN;
  const date = daysSince1970(year, month, day) * DAY_MS;
  return size === 10 ? date : date + timeOf(bytes, start + 10, end);
}

// Years that start in March, so that a leap day is the last (H. Hinnant, days_from_civil).
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  // Divisions of integers: year 0 alone lies in an era before.
  const era = shifted < 0 ? -1 : (shifted / 400) | 0;
  const ofEra = shifted - era * 400;
  const ofYear = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + day - 1;
  return era * 146_097 + ofEra * 365 + ((ofEra / 4) | 0) - ((ofEra / 100) | 0) + ofYear - 719_468;
}

/** `THH:MM:SSZ` or `THH:MM:SS.mmmZ`, up to `end`. */
function timeOf(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== T || bytes[start + 3] !== COLON || bytes[start + 6] !== COLON) return Number.NaN;
  if (bytes[end - 1] !== Z) return Number.NaN;
  const hour = digits(bytes, start + 1, 2);
  const minute = digits(bytes, start + 4, 2);
  const second = digits(bytes, start + 7, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return Number.NaN;
  const ms = (hour * 3600 + minute * 60 + second) * 1000;
  if (end - start === 10) return ms;
  const thousandths = digits(bytes, start + 10, 3);
  return bytes[start + 9] === POINT && thousandths >= 0 ? ms + thousandths : Number.NaN;
}

/** So many digits fit a double exactly, whatever they are. */
const MOST_DIGITS = 15;

/**
 * An amount with no more digits behind the point than its currency has, in minor units; NaN for anything else.
 * @param exponent digits of the currency's minor unit.
 */
export function amountOf(bytes: Uint8Array, start: number, end: number, exponent: number): number {
  const negative = bytes[start] === MINUS;
  let at = negative ? start + 1 : start;
  if (end - at > MOST_DIGITS - exponent) return Number.NaN;
  let value = 0;
  let behind = -1;
  for (const first = at; at < end; at += 1) {
    const digit = bytes[at]! - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = 10 * value + digit;
      if (behind >= 0) behind += 1;
    } else if (bytes[at] === POINT && behind === -1 && at > first && at + 1 < end) behind = 0;
    else return Number.NaN;
  }
  if (behind > exponent || start + Number(negative) === end) return Number.NaN;
  const minor = value * 10 ** (exponent - Math.max(behind, 0));
  return negative && minor !== 0 ? -minor : minor;
}

/** Few known texts, found by their bytes. */
export class Words {
  readonly #words: readonly Uint8Array[];

  constructor(words: readonly string[]) {
    this.#words = words.map((word) => new TextEncoder().encode(word));
  }

  /** The place of a cell among the words; −1 if it is none of them. */
  find(bytes: Uint8Array, start: number, end: number): number {
    for (let place = 0; place < this.#words.length; place += 1) {
      const word = this.#words[place]!;
      if (word.length !== end - start || word[0] !== bytes[start]) continue;
      let at = 1;
      while (at < word.length && word[at] === bytes[start + at]) at += 1;
      if (at >= word.length) return place;
    }
    return -1;
  }
}
