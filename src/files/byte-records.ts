import { isUtf8 } from 'node:buffer';
import { AppError } from '../errors.js';
import { CsvSyntaxError, parseRecord, type CsvRecord, type ParsedRecord } from './csv.js';
import { malformed } from './csv-table.js';

const COMMA = 44;
const QUOTE = 34;
const CR = 13;
const LF = 10;

/** A file as bytes, chunk by chunk, and the names by which messages call it. */
export interface ByteSource {
  readonly name: string;
  /** As the person wrote it. */
  readonly path: string;
  /** Upper bound of its bytes, if known; 0 otherwise. */
  readonly size: number;
  readonly chunks: Iterable<Uint8Array>;
}

/**
 * The records of a CSV file over chunks of bytes, by the rules of `parseCsv`. The record at hand stands in `bytes`; its
 * cells are told by where they start and end, unless one is quoted: then `text()` reads it as strings.
 */
export class ByteRecords {
  readonly #source: ByteSource;
  readonly #chunks: Iterator<Uint8Array>;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  bytes: Uint8Array = new Uint8Array(0);
  #filled = 0;
  #checked = 0;
  #done = false;
  #next = 0;
  #nextLine = 1;
  /** Of the record at hand. */
  line = 0;
  cells = 0;
  isQuoted = false;
  starts = new Uint32Array(64);
  ends = new Uint32Array(64);
  #start = 0;
  #end = 0;
  #record: ParsedRecord | null = null;

  constructor(source: ByteSource) {
    this.#source = source;
    this.#chunks = source.chunks[Symbol.iterator]();
    while (this.#filled < 3 && !this.#done) this.#refill();
    // A byte order mark is not part of the text.
    const { bytes } = this;
    if (this.#filled >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.#next = 3;
  }

  /**
   * Goes to the next record; lines with nothing on them are passed over.
   * @returns false behind the last.
   * @throws AppError `file_unreadable` where the bytes are not UTF-8, `file_malformed` where quotes do not match.
   */
  next(): boolean {
    for (;;) {
      while (!this.#scan()) this.#refillTwice();
      if (this.#start === this.#filled && this.#done) return false;
      this.line = this.#nextLine;
      this.#record = null;
      this.#nextLine += 1;
      const isBlank = this.#end === this.#start;
      this.#next = this.#end + (this.bytes[this.#end] === CR && this.bytes[this.#end + 1] === LF ? 2 : 1);
      if (this.#next > this.#filled) this.#next = this.#filled;
      if (this.isQuoted) this.#nextLine += this.#parsed().lineEnds;
      if (!isBlank && !(this.isQuoted && isEmpty(this.#parsed().cells))) return true;
    }
  }

  /** The record at hand as strings. */
  text(): CsvRecord {
    return { line: this.line, cells: this.#parsed().cells };
  }

  #parsed(): ParsedRecord {
    if (this.#record !== null) return this.#record;
    const text = this.#decoder.decode(this.bytes.subarray(this.#start, this.#end));
    try {
      this.#record = parseRecord(text, 0, this.line);
      return this.#record;
    } catch (error) {
      throw error instanceof CsvSyntaxError ? malformed(this.#source.name, error) : error;
    }
  }

  /** Finds the cells of the record that starts at `#next`. @returns false where its end is not there yet. */
  #scan(): boolean {
    const { bytes } = this;
    const filled = this.#filled;
    let at = this.#next;
    let cell = 0;
    this.#start = at;
    this.isQuoted = false;
    this.starts[0] = at;
    if (at < filled && bytes[at] === QUOTE) at = this.#skipQuoted(at);
    while (at < filled) {
      const byte = bytes[at]!;
      if (byte === COMMA) {
        this.ends[cell] = at;
        cell += 1;
        if (cell === this.starts.length) this.#growCells();
        at += 1;
        this.starts[cell] = at;
        if (at < filled && bytes[at] === QUOTE) at = this.#skipQuoted(at);
      } else if (byte === LF || byte === CR) break;
      else at += 1;
    }
    // At a CR the next byte must be seen, too.
    const isWhole = at < filled && (bytes[at] === LF || at + 1 < filled);
    if (!isWhole && !this.#done) return false;
    this.#end = Math.min(at, filled);
    this.ends[cell] = this.#end;
    this.cells = cell + 1;
    return true;
  }

  /** Behind the closing quote of a cell, or the end of what is there. */
  #skipQuoted(start: number): number {
    this.isQuoted = true;
    let at = start + 1;
    while (at < this.#filled) {
      if (this.bytes[at] !== QUOTE) at += 1;
      else if (this.bytes[at + 1] === QUOTE && at + 1 < this.#filled) at += 2;
      else return at + 1;
    }
    return at;
  }

  // Twice as much each time, so that a long record is not gone through again with every chunk of it.
  #refillTwice(): void {
    const enough = 2 * (this.#filled - this.#next);
    do this.#refill();
    while (!this.#done && this.#filled < enough);
  }

  /** Takes one more chunk behind what is not read yet. */
  #refill(): void {
    const next = this.#chunks.next();
    const chunk = next.done === true ? null : next.value;
    const rest = this.#filled - this.#next;
    const size = chunk?.length ?? 0;
    if (rest + size > this.bytes.length) {
      // Twice what is needed: a record that is longer than a chunk is not copied with every chunk of it.
      const larger = new Uint8Array(2 * (rest + size));
      larger.set(this.bytes.subarray(this.#next, this.#filled));
      this.bytes = larger;
    } else this.bytes.copyWithin(0, this.#next, this.#filled);
    if (chunk !== null) this.bytes.set(chunk, rest);
    this.#checked -= this.#next;
    this.#next = 0;
    this.#filled = rest + size;
    this.#done = chunk === null;
    this.#checkUtf8();
  }

  // Up to the last line end: behind it a character may be cut.
  #checkUtf8(): void {
    const end = this.#done ? this.#filled : this.bytes.subarray(0, this.#filled).lastIndexOf(LF) + 1;
    if (end <= this.#checked) return;
    if (!isUtf8(this.bytes.subarray(this.#checked, end))) throw notUtf8(this.#source.path);
    this.#checked = end;
  }

  #growCells(): void {
    const [starts, ends] = [this.starts, this.ends];
    this.starts = new Uint32Array(2 * starts.length);
    this.starts.set(starts);
    this.ends = new Uint32Array(2 * ends.length);
    this.ends.set(ends);
  }
}

const isEmpty = (cells: readonly string[]): boolean => cells.length === 1 && cells[0] === '';

/** A file that is not UTF-8. */
export const notUtf8 = (file: string, cause?: unknown): AppError =>
  new AppError(
    'file_unreadable',
    `${file} is not UTF-8 text.`,
    'Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”) and run the command again.',
    { cause },
  );
