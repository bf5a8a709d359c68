import { ByteIds, bytesOfId, type ByteIdColumns } from './byte-ids.js';
import { digitsOf } from './byte-values.js';
import { DigitNumbers } from './digit-ids.js';
import { shared } from './shared-column.js';

/** Ids as columns that another thread can read. */
export interface IdColumns {
  /** By number: the value of digits, or −1 − the number among the texts. */
  readonly keys: Float64Array;
  readonly texts: ByteIdColumns;
}

/** The bytes of an id that is not of digits; not to be written to. */
export const textBytes = ({ keys, texts }: IdColumns, number: number): Uint8Array =>
  bytesOfId(texts, -1 - keys[number]!);

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
  #keys = shared(Float64Array, 1024);
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
    if (text === this.#numberOfText.length) {
      const numbers = this.#numberOfText;
      this.#numberOfText = new Uint32Array(2 * text);
      this.#numberOfText.set(numbers);
    }
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

  /** The ids that there are, for others to read. */
  columns(): IdColumns {
    return { keys: this.#keys, texts: this.#texts.columns() };
  }

  text(number: number): string {
    const key = this.#keys[number]!;
    return key >= 0 ? String(key) : this.#texts.text(-1 - key);
  }

  #add(key: number): number {
    const number = this.#length;
    if (number === this.#keys.length) {
      const keys = this.#keys;
      this.#keys = shared(Float64Array, 2 * keys.length);
      this.#keys.set(keys);
    }
    this.#keys[number] = key;
    this.#length += 1;
    return number;
  }
}
