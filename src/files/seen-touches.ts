import { ByteIds } from './byte-ids.js';
import { digitsOf } from './byte-values.js';
import { DigitSet } from './digit-ids.js';

/** Ids of touches: no more than whether they were met. */
export class SeenTouches {
  readonly #digits = new DigitSet();
  readonly #texts = new ByteIds();
  readonly #encoder = new TextEncoder();

  /** @returns false where the id was met before. */
  addDigits(value: number): boolean {
    return this.#digits.add(value);
  }

  /** @returns false where the id was met before. @param bytes of an id that is not a number of digits. */
  addBytes(bytes: Uint8Array, start: number, end: number): boolean {
    const before = this.#texts.length;
    return this.#texts.number(bytes, start, end) === before;
  }

  has(text: string): boolean {
    const bytes = this.#encoder.encode(text);
    const value = digitsOf(bytes, 0, bytes.length);
    return value === -1 ? this.#texts.find(bytes, 0, bytes.length) !== -1 : this.#digits.has(value);
  }

  add(text: string): void {
    const bytes = this.#encoder.encode(text);
    const value = digitsOf(bytes, 0, bytes.length);
    if (value === -1) this.#texts.number(bytes, 0, bytes.length);
    else this.#digits.add(value);
  }
}
