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

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const FIRST_YEAR = 1970;
const YEARS = 130;
const NO_DAY = -1;
/** By year, month and day, in the order of their digits: days since 1970, `NO_DAY` where the calendar has none. */
const DAY_NUMBERS = dayNumbers();

function dayNumbers(): Int32Array {
  const numbers = new Int32Array(YEARS * 16 * 32).fill(NO_DAY);
  for (let year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      for (let day = 1; day <= DAYS[month - 1]!; day += 1) {
        if (isDay(year, month, day)) {
          numbers[(((year - FIRST_YEAR) * 16 + month) << 5) + day] = daysSince1970(year, month, day);
        }
      }
    }
  }
  return numbers;
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]!) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month !== 2 || day < 29 || isLeap;
}

/** Below 0, at the bits of the sign, unless it is a digit: `digit | (9 - digit)`, or-ed over all that must be digits. */
const notDigit = (digit: number): number => digit | (9 - digit);

/** `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM:SSZ` and `YYYY-MM-DDTHH:MM:SS.mmmZ`; NaN for anything else. */
export function instantOf(bytes: Uint8Array, start: number, end: number): number {
  const size = end - start;
  if (size !== 10 && size !== 20 && size !== 24) return Number.NaN;
  if (bytes[start + 4] !== MINUS || bytes[start + 7] !== MINUS) return Number.NaN;
  const y0 = bytes[start]! - ZERO;
  const y1 = bytes[start + 1]! - ZERO;
  const y2 = bytes[start + 2]! - ZERO;
  const y3 = bytes[start + 3]! - ZERO;
  const m0 = bytes[start + 5]! - ZERO;
  const m1 = bytes[start + 6]! - ZERO;
  const d0 = bytes[start + 8]! - ZERO;
  const d1 = bytes[start + 9]! - ZERO;
  const century = notDigit(y0) | notDigit(y1) | notDigit(y2) | notDigit(y3);
  if ((century | notDigit(m0) | notDigit(m1) | notDigit(d0) | notDigit(d1)) < 0) return Number.NaN;
  const days = daysOf(y0 * 1000 + y1 * 100 + y2 * 10 + y3, m0 * 10 + m1, d0 * 10 + d1);
  return size === 10 ? days * DAY_MS : days * DAY_MS + timeOf(bytes, start + 10, end);
}

/** Days since 1970; NaN where the calendar has no such day. */
function daysOf(year: number, month: number, day: number): number {
  if (year >= FIRST_YEAR && year < FIRST_YEAR + YEARS && month < 16 && day < 32) {
    const days = DAY_NUMBERS[(((year - FIRST_YEAR) * 16 + month) << 5) + day]!;
    return days === NO_DAY ? Number.NaN : days;
  }
  return isDay(year, month, day) ? daysSince1970(year, month, day) : Number.NaN;
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
  const h0 = bytes[start + 1]! - ZERO;
  const h1 = bytes[start + 2]! - ZERO;
  const m0 = bytes[start + 4]! - ZERO;
  const m1 = bytes[start + 5]! - ZERO;
  const s0 = bytes[start + 7]! - ZERO;
  const s1 = bytes[start + 8]! - ZERO;
  const clock = notDigit(h0) | notDigit(h1) | notDigit(m0) | notDigit(m1) | notDigit(s0) | notDigit(s1);
  const hour = h0 * 10 + h1;
  const minute = m0 * 10 + m1;
  const second = s0 * 10 + s1;
  if (clock < 0 || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const ms = (hour * 3600 + minute * 60 + second) * 1000;
  if (end - start === 10) return ms;
  const t0 = bytes[start + 10]! - ZERO;
  const t1 = bytes[start + 11]! - ZERO;
  const t2 = bytes[start + 12]! - ZERO;
  if (bytes[start + 9] !== POINT || (notDigit(t0) | notDigit(t1) | notDigit(t2)) < 0) return Number.NaN;
  return ms + t0 * 100 + t1 * 10 + t2;
}

/** So many digits fit a double exactly, whatever they are. */
const MOST_DIGITS = 15;

/** The number that an id of digits is; −1 for any other, also for `007`, which is not the id `7`. */
export function digitsOf(bytes: Uint8Array, start: number, end: number): number {
  const size = end - start;
  if (size === 0 || size > MOST_DIGITS || (bytes[start] === ZERO && size > 1)) return -1;
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

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
  /** By first byte and length, the first word that has them, or `NONE`; by word, the next one. */
  readonly #first = new Int8Array(1024).fill(NONE);
  readonly #next: Int8Array;

  /** @param words shorter than 32 bytes, fewer than 128. */
  constructor(words: readonly string[]) {
    this.#words = words.map((word) => new TextEncoder().encode(word));
    this.#next = new Int8Array(words.length).fill(NONE);
    this.#words.forEach((word, place) => {
      const slot = slotOf(word[0]!, word.length);
      this.#next[place] = this.#first[slot]!;
      this.#first[slot] = place;
    });
  }

  /** The place of a cell among the words; −1 if it is none of them. */
  find(bytes: Uint8Array, start: number, end: number): number {
    let place = this.#first[slotOf(bytes[start]!, end - start)]!;
    while (place !== NONE && !isAt(this.#words[place]!, bytes, start, end)) place = this.#next[place]!;
    return place;
  }
}

const NONE = -1;

const slotOf = (first: number, length: number): number => ((first & 31) << 5) | (length & 31);

function isAt(word: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  let at = 0;
  while (at < word.length && word[at] === bytes[start + at]) at += 1;
  return at === word.length;
}
