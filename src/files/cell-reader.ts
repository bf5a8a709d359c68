import { instantOf } from './byte-values.js';
import { ROLE, type CellRoles } from './cell-roles.js';
import type { RowBlock } from './row-block.js';

const COMMA = 44;
const QUOTE = 34;
const CR = 13;
const LF = 10;
const ZERO = 48;
const T = 84;
const Z = 90;
/** So many digits are an integer of 32 bits. */
const DIGITS_32 = 9;
/** So many digits fit a double exactly, whatever they are. */
const MOST_DIGITS = 15;

/** Reads the cells of a row in one go over its bytes, where all are written in the usual way. */
export class CellReader {
  readonly #roles: CellRoles;
  readonly #block: RowBlock;
  readonly #bytes: Uint8Array;
  /** Behind the cell that was read last. */
  #at = 0;

  /** @param block with a fence behind its bytes. */
  constructor(roles: CellRoles, block: RowBlock) {
    this.#roles = roles;
    this.#block = block;
    this.#bytes = block.bytes;
  }

  /**
   * Reads a row into a row of the block.
   * @returns where it ends: at its line end or at the fence; −1 if it is not a row that can be read in this way.
   */
  read(start: number, row: number): number {
    const bytes = this.#bytes;
    const { width, role, slot } = this.#roles;
    const { room } = this.#block;
    const last = width - 1;
    this.#at = start;
    for (let cell = 0; cell < width; cell += 1) {
      const place = slot[cell]! * room + row;
      if (!this.#readCell(role[cell]!, cell, place)) return -1;
      const byte = bytes[this.#at]!;
      if (cell === last) return byte === LF || byte === CR ? this.#at : -1;
      if (byte !== COMMA) return -1;
      this.#at += 1;
    }
    return -1;
  }

  #readCell(role: number, cell: number, place: number): boolean {
    switch (role) {
      case ROLE.id:
        return this.#readId(place);
      case ROLE.instant:
        return this.#readInstant(place);
      case ROLE.instantIfAny:
        return this.#readInstant(place) || this.#toEnd();
      case ROLE.word:
        return this.#readWord(cell, place) >= 0;
      case ROLE.wordIfAny:
        return this.#readWord(cell, place) >= -1;
      case ROLE.span:
        return this.#readSpan(place);
      default:
        return this.#toEnd();
    }
  }

  /** Goes to the end of the cell. @returns false where it is quoted. */
  #toEnd(): boolean {
    const bytes = this.#bytes;
    let at = this.#at;
    if (bytes[at] === QUOTE) return false;
    for (;;) {
      const byte = bytes[at]!;
      if (byte === COMMA || byte === LF || byte === CR) break;
      at += 1;
    }
    this.#at = at;
    return true;
  }

  #readId(place: number): boolean {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    let value = 0;
    for (const stop = start + DIGITS_32; at < stop; at += 1) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      value = (Math.imul(value, 10) + digit) | 0;
    }
    let long = value;
    if (at === start + DIGITS_32) {
      for (const stop = start + MOST_DIGITS; at < stop; at += 1) {
        const digit = bytes[at]! - ZERO;
        if (digit < 0 || digit > 9) break;
        long = long * 10 + digit;
      }
    }
    const byte = bytes[at]!;
    const ends = byte === COMMA || byte === LF || byte === CR;
    // `007` and `7` are two ids: only one of them is the number.
    if (ends && at > start && (bytes[start] !== ZERO || at === start + 1)) {
      this.#at = at;
      this.#block.values[place] = long;
      return true;
    }
    return this.#readText(place, start);
  }

  #readText(place: number, start: number): boolean {
    if (!this.#toEnd() || this.#at === start) return false;
    this.#block.values[place] = -1 - start;
    this.#block.values[place + this.#block.room] = this.#at;
    return true;
  }

  #readSpan(place: number): boolean {
    this.#block.values[place] = this.#at;
    const isPlain = this.#toEnd();
    this.#block.values[place + this.#block.room] = this.#at;
    return isPlain;
  }

  /** @returns false, at the start of the cell, where it is none. */
  #readInstant(place: number): boolean {
    const bytes = this.#bytes;
    const start = this.#at;
    const end = start + (bytes[start + 10] !== T ? 10 : bytes[start + 19] === Z ? 20 : 24);
    const byte = bytes[end]!;
    const at = byte === COMMA || byte === LF || byte === CR ? instantOf(bytes, start, end) : Number.NaN;
    this.#block.values[place] = at;
    if (at !== at) return false;
    this.#at = end;
    return true;
  }

  /** @returns the place of the word; −1 for any other, −2 where the cell is quoted. */
  #readWord(cell: number, place: number): number {
    const start = this.#at;
    if (!this.#toEnd()) return -2;
    const word = this.#roles.words[cell]!.find(this.#bytes, start, this.#at);
    this.#block.values[place] = word;
    return word;
  }
}
