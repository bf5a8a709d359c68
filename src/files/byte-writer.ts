import { stringify } from 'csv-stringify/sync';

const ZERO = 48;
const COMMA = 44;
const SEMICOLON = 59;
const MINUS = 45;
const LF = 10;

/** Writes CSV as bytes into memory: a row costs no object and no string. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #at = 0;
  #isFirstCell = true;

  /** @param size of what is expected, in bytes. */
  constructor(size = 2 ** 16) {
    this.#bytes = new Uint8Array(size);
  }

  /** A cell that is written as it stands in CSV (see `csvCell`). */
  cell(bytes: Uint8Array): void {
    this.#begin(bytes.length);
    this.#put(bytes);
  }

  /** A cell of several such, with semicolons between them, that need no quotes. */
  list(cells: readonly Uint8Array[]): void {
    this.#begin(0);
    for (let place = 0; place < cells.length; place += 1) {
      this.#fit(cells[place]!.length + 2);
      if (place > 0) this.#bytes[this.#at++] = SEMICOLON;
      this.#put(cells[place]!);
    }
  }

  /** An integer. */
  number(value: number): void {
    this.#begin(17);
    let rest = value;
    if (rest < 0) {
      this.#bytes[this.#at++] = MINUS;
      rest = -rest;
    }
    if (rest < BILLION) {
      this.#digits(rest | 0, widthOf(rest));
      return;
    }
    const high = Math.floor(rest / BILLION);
    this.#digits(high, widthOf(high));
    this.#digits((rest - high * BILLION) | 0, 9);
  }

  endRow(): void {
    this.#fit(1);
    this.#bytes[this.#at++] = LF;
    this.#isFirstCell = true;
  }

  /** What was written. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Makes room for a cell, and a comma before it. */
  #begin(size: number): void {
    this.#fit(size + 2);
    if (!this.#isFirstCell) this.#bytes[this.#at++] = COMMA;
    this.#isFirstCell = false;
  }

  /** @param value an integer of 32 bits. */
  #digits(value: number, width: number): void {
    const bytes = this.#bytes;
    const start = this.#at;
    let rest = value;
    for (let at = start + width - 1; at >= start; at -= 1) {
      const tenth = (rest / 10) | 0;
      bytes[at] = ZERO + (rest - Math.imul(tenth, 10));
      rest = tenth;
    }
    this.#at = start + width;
  }

  #put(bytes: Uint8Array): void {
    const target = this.#bytes;
    let to = this.#at;
    for (let at = 0; at < bytes.length; at += 1, to += 1) target[to] = bytes[at]!;
    this.#at = to;
  }

  #fit(size: number): void {
    if (this.#at + size <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#at + size));
    larger.set(this.bytes());
    this.#bytes = larger;
  }
}

const BILLION = 1e9;

function widthOf(value: number): number {
  let width = 1;
  for (let least = 10; value >= least; least *= 10) width += 1;
  return width;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A text as a cell of CSV: quoted where it must be, neutralised where a spreadsheet would run it. */
export function csvCell(text: string): Uint8Array {
  const bytes = encoder.encode(text);
  return isPlain(bytes) ? bytes : encoder.encode(stringify([[text]], { escape_formulas: true }).slice(0, -1));
}

/** The same of a text that is there as bytes. */
export const csvCellOf = (bytes: Uint8Array): Uint8Array =>
  isPlain(bytes) ? bytes : csvCell(decoder.decode(bytes));

/** Letters and digits of ASCII, and behind the first also - . : ; _: nothing to quote, nothing to run. */
export function isPlain(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    const isWord = (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90);
    const isMark = byte === 45 || byte === 46 || byte === 58 || byte === 59 || byte === 95;
    if (!isWord && (at === 0 || !isMark)) return false;
  }
  return true;
}
