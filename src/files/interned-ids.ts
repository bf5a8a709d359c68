import { ByteIds } from './byte-ids.js';
import { digitsOf } from './byte-values.js';
import { DigitNumbers } from './digit-ids.js';

/**
 * Numbers distinct ids 0, 1, 2, … as they are met: ids of digits by their value (about 33 bytes an id), all others by
 * their bytes.
 */
export class InternedIds {
  readonly #digits = new DigitNumbers();
  readonly #texts = new ByteIds();
  /** By the number among the texts: the number among all. */
  #numberOfText = new Uint32Array(16);
  /** By number: the value of digits, or −1 − the number among the texts. */
  #keys = new Float64Array(1024);
  #length = 0;
  readonly #encoder = new TextEncoder();

  get length(): number {
    return this.#length;
  }

  /** The number of an id of digits; −1 if it was never met. */
  findDigits(value: number): number {
    return this.#digits.find(value);
  }

  /** The number of an id of digits, the next one if it is new. */
  numberDigits(value: number): number {
    const known = this.#digits.find(value);
    if (known !== -1) return known;
    const number = this.#add(value);
    this.#digits.set(value, number);
    return number;
  }

  /** The number of an id; −1 if it was never met. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const value = digitsOf(bytes, start, end);
    if (value !== -1) return this.findDigits(value);
    const text = this.#texts.find(bytes, start, end);
    return text === -1 ? -1 : this.#numberOfText[text]!;
  }

  /** The number of an id, the next one if it is new. */
  number(bytes: Uint8Array, start: number, end: number): number {
    const value = digitsOf(bytes, start, end);
    if (value !== -1) return this.numberDigits(value);
    const before = this.#texts.length;
    const text = this.#texts.number(bytes, start, end);
    if (text < before) return this.#numberOfText[text]!;
    const number = this.#add(-1 - text);
    if (text === this.#numberOfText.length) this.#numberOfText = doubled(this.#numberOfText, Uint32Array);
    this.#numberOfText[text] = number;
    return number;
  }

  findText(text: string): number {
    const bytes = this.#encoder.encode(text);
    return this.find(bytes, 0, bytes.length);
  }

  numberText(text: string): number {
    const bytes = this.#encoder.encode(text);
    return this.number(bytes, 0, bytes.length);
  }

  /** The value of an id of digits; −1 for any other. */
  digits(number: number): number {
    return Math.max(-1, this.#keys[number]!);
  }

  /** The bytes of an id that is not of digits; not to be written to. */
  bytes(number: number): Uint8Array {
    return this.#texts.bytes(-1 - this.#keys[number]!);
  }

  text(number: number): string {
    const key = this.#keys[number]!;
    return key >= 0 ? String(key) : this.#texts.text(-1 - key);
  }

  #add(key: number): number {
    const number = this.#length;
    if (number === this.#keys.length) this.#keys = doubled(this.#keys, Float64Array);
    this.#keys[number] = key;
    this.#length += 1;
    return number;
  }
}

function doubled<T extends Uint32Array | Float64Array>(column: T, type: new (length: number) => T): T {
  const larger = new type(2 * column.length);
  larger.set(column);
  return larger;
}
