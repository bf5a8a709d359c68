import { isUtf8 } from 'node:buffer';
import { notUtf8, type ByteSource } from './byte-source.js';
import { CellReader } from './cell-reader.js';
import type { CellRoles } from './cell-roles.js';
import { CsvSyntaxError, parseRecord, type ParsedRecord } from './csv.js';
import { malformed } from './csv-table.js';
import { BLOCK_BYTES, RowBlock } from './row-block.js';

const COMMA = 44;
const QUOTE = 34;
const CR = 13;
const LF = 10;

/** Goes through a CSV file, block by block of rows, by the rules of `parseCsv`. */
export class RowScanner {
  readonly #source: ByteSource;
  readonly #blockBytes: number;
  readonly #chunks: Iterator<Uint8Array>;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** What came and is in no block yet. */
  #chunk = new Uint8Array(0);
  #isDone = false;
  /** The bytes behind the last row of the last block, and how many of them are known to be UTF-8. */
  #rest = new Uint8Array(0);
  #checked = 0;
  #line = 1;
  /** How cells are read; until it is known no row is. */
  #roles: CellRoles | null = null;
  #isStart = true;

  /** @param blockBytes of the block that the header is read with. */
  constructor(source: ByteSource, blockBytes = BLOCK_BYTES) {
    this.#source = source;
    this.#blockBytes = blockBytes;
    this.#chunks = source.chunks[Symbol.iterator]();
  }

  /**
   * Reads the first row, before any other.
   * @returns its cells; none where there is no row.
   * @throws AppError as `fill`.
   */
  header(): readonly string[] {
    const block = new RowBlock(0, this.#blockBytes);
    if (!this.fill(block, 1)) return [];
    return this.#parsed(block, block.start[0]!, block.end[0]!).cells;
  }

  /** Says how the cells of all rows to come are read. */
  read(roles: CellRoles): void {
    this.#roles = roles;
  }

  /**
   * Fills a block with the next rows; lines with nothing on them are passed over.
   * @param most rows.
   * @returns false where there are no more.
   * @throws AppError `file_unreadable` where the bytes are not UTF-8, `file_malformed` where quotes do not match.
   */
  fill(block: RowBlock, most = block.room): boolean {
    block.rows = 0;
    block.filled = 0;
    while (this.#rest.length > block.size) block.grow();
    block.bytes.set(this.#rest);
    block.filled = this.#rest.length;
    let next = 0;
    for (;;) {
      this.#take(block);
      if (this.#isStart) next = this.#startOf(block);
      next = this.#scan(block, next, most);
      const isAll = this.#isDone && next >= block.filled;
      if (block.rows > 0 || isAll) break;
      // Only lines with nothing on them, or a row that is longer than the block.
      block.bytes.copyWithin(0, next, block.filled);
      block.filled -= next;
      this.#checked -= next;
      next = 0;
      if (block.filled === block.size) block.grow();
    }
    this.#rest = block.bytes.slice(next, block.filled);
    this.#checked -= next;
    return block.rows > 0;
  }

  /** Takes as many bytes as there are, or as there is room for. */
  #take(block: RowBlock): void {
    while (block.filled < block.size && !this.#isDone) {
      if (this.#chunk.length === 0) {
        const chunk = this.#chunks.next();
        if (chunk.done === true) this.#isDone = true;
        else this.#chunk = chunk.value as Uint8Array<ArrayBuffer>;
      }
      const part = this.#chunk.subarray(0, block.size - block.filled);
      block.bytes.set(part, block.filled);
      block.filled += part.length;
      this.#chunk = this.#chunk.subarray(part.length);
    }
    this.#checkUtf8(block);
    block.fence();
  }

  // Up to the last line end: behind it a character may be cut.
  #checkUtf8({ bytes, filled }: RowBlock): void {
    const end = this.#isDone ? filled : bytes.subarray(0, filled).lastIndexOf(LF) + 1;
    if (end <= this.#checked) return;
    if (!isUtf8(bytes.subarray(this.#checked, end))) throw notUtf8(this.#source.path);
    this.#checked = end;
  }

  // A byte order mark is not part of the text.
  #startOf({ bytes, filled }: RowBlock): number {
    this.#isStart = false;
    return filled >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  }

  /** @returns where the first row starts that is not in the block. */
  #scan(block: RowBlock, from: number, most: number): number {
    const { bytes, filled } = block;
    const reader = this.#roles === null ? null : new CellReader(this.#roles, block);
    let next = from;
    while (block.rows < most && next < filled) {
      let end = reader === null ? -1 : reader.read(next, block.rows);
      if (end !== -1 && this.#isWhole(block, end)) {
        block.isRead[block.rows] = 1;
        this.#add(block, next, end);
      } else {
        end = this.#addOther(block, next);
        if (end === -1) break;
      }
      this.#line += 1;
      next = Math.min(filled, end + (bytes[end] === CR && bytes[end + 1] === LF ? 2 : 1));
    }
    return next;
  }

  /** Whether all of a row is there that ends at a place: at a CR the byte behind it must be seen, too. */
  #isWhole({ bytes, filled }: RowBlock, end: number): boolean {
    return end + 1 < filled || this.#isDone || (end < filled && bytes[end] === LF);
  }

  #add(block: RowBlock, start: number, end: number): void {
    const row = block.rows;
    block.start[row] = start;
    block.end[row] = end;
    block.line[row] = this.#line;
    block.rows += 1;
  }

  /** Adds a row of any kind, unless nothing is on it. @returns where it ends; −1 where its end is not there yet. */
  #addOther(block: RowBlock, start: number): number {
    const { end, isQuoted } = endOf(block, start);
    if (!this.#isWhole(block, end)) return -1;
    block.isRead[block.rows] = 0;
    if (!isQuoted) {
      if (end > start) this.#add(block, start, end);
      return end;
    }
    const { cells, lineEnds } = this.#parsed(block, start, end);
    if (cells.length > 1 || cells[0] !== '') this.#add(block, start, end);
    this.#line += lineEnds;
    return end;
  }

  #parsed({ bytes }: RowBlock, start: number, end: number): ParsedRecord {
    try {
      return parseRecord(this.#decoder.decode(bytes.subarray(start, end)), 0, this.#line);
    } catch (error) {
      throw error instanceof CsvSyntaxError ? malformed(this.#source.name, error) : error;
    }
  }
}

/** Where a row ends: at its line end, or at the end of what is there. */
function endOf({ bytes, filled }: RowBlock, start: number): { end: number; isQuoted: boolean } {
  let isQuoted = false;
  let isCellStart = true;
  let at = start;
  while (at < filled) {
    const byte = bytes[at]!;
    if (isCellStart && byte === QUOTE) {
      isQuoted = true;
      at = behindQuoted(bytes, at, filled);
      isCellStart = false;
      continue;
    }
    if (byte === LF || byte === CR) break;
    isCellStart = byte === COMMA;
    at += 1;
  }
  return { end: at, isQuoted };
}

/** Behind the closing quote of a cell, or the end of what is there. */
function behindQuoted(bytes: Uint8Array, start: number, filled: number): number {
  let at = start + 1;
  while (at < filled) {
    if (bytes[at] !== QUOTE) at += 1;
    else if (at + 1 < filled && bytes[at + 1] === QUOTE) at += 2;
    else return at + 1;
  }
  return at;
}
