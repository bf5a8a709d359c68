import { closeSync, openSync, writeSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';

const SIZE = 2 ** 20;
const ZERO = 48;
const COMMA = 44;
const MINUS = 45;
const LF = 10;

/** Writes CSV as bytes, a block at a time: a row costs no object and no string. */
export class ByteWriter {
  readonly #file: number;
  readonly #block = new Uint8Array(SIZE);
  #at = 0;
  #isFirstCell = true;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  /** A cell that is written as it stands in CSV (see `csvCell`). */
  cell(bytes: Uint8Array): void {
    this.#separate();
    this.#fit(bytes.length);
    if (bytes.length > SIZE) {
      this.#flush();
      writeAll(this.#file, bytes);
      return;
    }
    for (let at = 0; at < bytes.length; at += 1) this.#block[this.#at + at] = bytes[at]!;
    this.#at += bytes.length;
  }

  /** An integer. */
  number(value: number): void {
    this.#separate();
    this.#fit(17);
    let rest = value;
    if (rest < 0) {
      this.#block[this.#at++] = MINUS;
      rest = -rest;
    }
    let end = this.#at + 1;
    for (let left = rest; left >= 10; left = Math.floor(left / 10)) end += 1;
    for (let at = end - 1; at >= this.#at; at -= 1) {
      const tenth = Math.floor(rest / 10);
      this.#block[at] = ZERO + (rest - tenth * 10);
      rest = tenth;
    }
    this.#at = end;
  }

  endRow(): void {
    this.#fit(1);
    this.#block[this.#at++] = LF;
    this.#isFirstCell = true;
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #separate(): void {
    if (!this.#isFirstCell) {
      this.#fit(1);
      this.#block[this.#at++] = COMMA;
    }
    this.#isFirstCell = false;
  }

  #fit(size: number): void {
    if (this.#at + size > SIZE) this.#flush();
  }

  #flush(): void {
    writeAll(this.#file, this.#block.subarray(0, this.#at));
    this.#at = 0;
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
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
function isPlain(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    const isWord = (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90);
    const isMark = byte === 45 || byte === 46 || byte === 58 || byte === 59 || byte === 95;
    if (!isWord && (at === 0 || !isMark)) return false;
  }
  return true;
}
