import { digitsOf, instantOf } from './byte-values.js';
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

/** What a cell that is not written in the usual way gives instead of its end. */
const UNUSUAL = -1;

/** Reads the cells of a row in one go over its bytes, where all are written in the usual way. */
export class CellReader {
  readonly #roles: CellRoles;
  readonly #bytes: Uint8Array;
  readonly #values: Float64Array;
  readonly #room: number;

  /** @param block with a fence behind its bytes. */
  constructor(roles: CellRoles, { bytes, values, room }: RowBlock) {
    this.#roles = roles;
    this.#bytes = bytes;
    this.#values = values;
    this.#room = room;
  }

  /**
   * Reads a row into a row of the block.
   * @returns where it ends: at its line end or at the fence; −1 if it is not a row that can be read in this way.
   */
  read(start: number, row: number): number {
    const bytes = this.#bytes;
    const { width, role, slot } = this.#roles;
    const last = width - 1;
    let at = start;
    for (let cell = 0; cell < width; cell += 1) {
      at = this.#readCell(role[cell]!, at, slot[cell]! * this.#room + row, cell);
      if (at === UNUSUAL) return UNUSUAL;
      const byte = bytes[at]!;
      if (cell === last) return byte === LF || byte === CR ? at : UNUSUAL;
      if (byte !== COMMA) return UNUSUAL;
      at += 1;
    }
    return UNUSUAL;
  }

  /** Reads the cell that starts at a place. @returns its end, or `UNUSUAL`. */
  #readCell(role: number, start: number, place: number, cell: number): number {
    switch (role) {
      case ROLE.id:
        return this.#readId(start, place);
      case ROLE.instant:
        return this.#readInstant(start, place);
      case ROLE.instantIfAny: {
        const end = this.#readInstant(start, place);
        return end === UNUSUAL ? this.#endOf(start) : end;
      }
      case ROLE.word:
        return this.#readWord(start, place, cell, 0);
      case ROLE.wordIfAny:
        return this.#readWord(start, place, cell, -1);
      case ROLE.span: {
        const end = this.#endOf(start);
        this.#values[place] = start;
        this.#values[place + this.#room] = end;
        return end;
      }
      default:
        return this.#endOf(start);
    }
  }

  /** The end of a cell that is not quoted. */
  #endOf(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    if (bytes[at] === QUOTE) return UNUSUAL;
    for (;;) {
      const byte = bytes[at]!;
      // Most are letters and digits, above all three.
      if (byte <= COMMA && (byte === COMMA || byte === LF || byte === CR)) return at;
      at += 1;
    }
  }

  #readId(start: number, place: number): number {
    const bytes = this.#bytes;
    let at = start;
    let value = 0;
    let digit = bytes[at]! - ZERO;
    for (const stop = start + DIGITS_32; digit >= 0 && digit <= 9 && at < stop; digit = bytes[at]! - ZERO) {
      value = (Math.imul(value, 10) + digit) | 0;
      at += 1;
    }
    const byte = bytes[at]!;
    const ends = byte === COMMA || byte === LF || byte === CR;
    // `007` and `7` are two ids: only one of them is the number.
    if (ends && at > start && (bytes[start] !== ZERO || at === start + 1)) {
      this.#values[place] = value;
      return at;
    }
    return this.#readOtherId(start, place);
  }

  #readOtherId(start: number, place: number): number {
    const end = this.#endOf(start);
    if (end <= start) return UNUSUAL;
    const value = digitsOf(this.#bytes, start, end);
    this.#values[place] = value === -1 ? -1 - start : value;
    this.#values[place + this.#room] = end;
    return end;
  }

  #readInstant(start: number, place: number): number {
    const bytes = this.#bytes;
    const end = start + (bytes[start + 10] !== T ? 10 : bytes[start + 19] === Z ? 20 : 24);
    const byte = bytes[end]!;
    const ends = byte === COMMA || byte === LF || byte === CR;
    const at = ends ? instantOf(bytes, start, end) : Number.NaN;
    this.#values[place] = at;
    return Number.isNaN(at) ? UNUSUAL : end;
  }

  /** @param least −1 where a cell may also be none of the words. */
  #readWord(start: number, place: number, cell: number, least: number): number {
    const end = this.#endOf(start);
    if (end === UNUSUAL) return UNUSUAL;
    const word = this.#roles.words[cell]!.find(this.#bytes, start, end);
    this.#values[place] = word;
    return word < least ? UNUSUAL : end;
  }
}
