import { hashBytes } from './byte-values.js';
import { shared } from './shared-column.js';

const BLOCK_BITS = 22;
const BLOCK = 2 ** BLOCK_BITS;
const WITHIN = BLOCK - 1;

/** Ids as columns that another thread can read. */
export interface ByteIdColumns {
  readonly blocks: readonly Uint8Array[];
  /** By number: where the id starts, counted over all blocks, and its bytes. */
  readonly start: Uint32Array;
  readonly size: Uint32Array;
}

/** The bytes of an id, not to be written to. */
export function bytesOfId({ blocks, start, size }: ByteIdColumns, number: number): Uint8Array {
  const first = start[number]! & WITHIN;
  return blocks[start[number]! >>> BLOCK_BITS]!.subarray(first, first + size[number]!);
}

/**
 * Numbers distinct ids 0, 1, 2, … as they are met. Ids are kept as the bytes of the file, in blocks, and found by open
 * addressing: about 30 bytes an id, where a Set of strings takes 80.
 */
export class ByteIds {
  readonly #blocks: Uint8Array[] = [];
  /** Where the next id goes, counted over all blocks. */
  #next = 0;
  #start = shared(Uint32Array, 1024);
  #size = shared(Uint32Array, 1024);
  /**
   * By place of the table two numbers, side by side since every look into this much memory costs: that of the id plus
   * one, 0 where the place is free, and the hash of the id, so that other ids need not be looked at.
   */
  #table = new Uint32Array(2 * 4096);
  #length = 0;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  get length(): number {
    return this.#length;
  }

  /** The number of an id; −1 if it was never met. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#table[this.#placeOf(hashBytes(bytes, start, end), bytes, start, end)]! - 1;
  }

  /** The number of an id, the next one if it is new. */
  number(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashBytes(bytes, start, end);
    const place = this.#placeOf(hash, bytes, start, end);
    const known = this.#table[place]!;
    if (known > 0) return known - 1;
    const number = this.#length;
    if (number === this.#start.length) this.#growIds();
    this.#length += 1;
    this.#store(number, bytes, start, end);
    this.#table[place] = number + 1;
    this.#table[place + 1] = hash;
    // At most five places of eight are taken.
    if (this.#length > this.#table.length * (5 / 16)) this.#rehash();
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

  /** The bytes of an id, not to be written to. */
  bytes(number: number): Uint8Array {
    return bytesOfId(this.columns(), number);
  }

  /** The ids that there are, for others to read. */
  columns(): ByteIdColumns {
    return { blocks: this.#blocks, start: this.#start, size: this.#size };
  }

  text(number: number): string {
    return this.#decoder.decode(this.bytes(number));
  }

  #placeOf(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let place = (2 * hash) & mask;
    for (;;) {
      const number = table[place]! - 1;
      if (number === -1) return place;
      if (table[place + 1] === hash && this.#equals(number, bytes, start, end)) return place;
      place = (place + 2) & mask;
    }
  }

  #equals(number: number, bytes: Uint8Array, start: number, end: number): boolean {
    const size = end - start;
    if (this.#size[number] !== size) return false;
    const from = this.#start[number]!;
    const block = this.#blocks[from >>> BLOCK_BITS]!;
    const first = from & WITHIN;
    for (let at = 0; at < size; at += 1) if (block[first + at] !== bytes[start + at]) return false;
    return true;
  }

  #store(number: number, bytes: Uint8Array, start: number, end: number): void {
    const size = end - start;
    let room = this.#blocks.length * BLOCK - this.#next;
    if (room < size) {
      // An id longer than a block has blocks of its own, as one array that stands for several.
      this.#next = this.#blocks.length * BLOCK;
      const blocks = Math.max(1, Math.ceil(size / BLOCK));
      const block = shared(Uint8Array, blocks * BLOCK);
      for (let one = 0; one < blocks; one += 1) this.#blocks.push(block);
      room = blocks * BLOCK;
    }
    const block = this.#blocks[Math.floor(this.#next / BLOCK)]!;
    const at = this.#next % BLOCK;
    for (let place = 0; place < size; place += 1) block[at + place] = bytes[start + place]!;
    this.#start[number] = this.#next;
    this.#size[number] = size;
    // Behind a long id the next one begins a block.
    this.#next = size > BLOCK ? this.#blocks.length * BLOCK : this.#next + size;
  }

  #growIds(): void {
    const [start, size] = [this.#start, this.#size];
    this.#start = shared(Uint32Array, 2 * start.length);
    this.#start.set(start);
    this.#size = shared(Uint32Array, 2 * size.length);
    this.#size.set(size);
  }

  #rehash(): void {
    const old = this.#table;
    const table = new Uint32Array(2 * old.length);
    const mask = table.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      let place = (2 * old[from + 1]!) & mask;
      while (table[place] !== 0) place = (place + 2) & mask;
      table[place] = old[from]!;
      table[place + 1] = old[from + 1]!;
    }
    this.#table = table;
  }
}
