import { shared } from './shared-column.js';

/** So many bytes of a file are read at a time. */
export const BLOCK_BYTES = 2 ** 19;
/** A row of a file that is worth the hurry has more bytes; a block of shorter rows is full before its bytes are. */
const BYTES_A_ROW = 8;
/** Behind the bytes, so that a cell can be looked at without asking where they end. */
const PADDING = 64;

const LF = 10;

/** Rows of a file as columns that another thread can read. */
export interface RowColumns {
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** Rows that there is room for; also the distance between two slots. */
  readonly room: number;
  /** By row, where it starts and ends in the bytes. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Physical line on which the row starts. */
  readonly line: Float64Array;
  /** 1 where the cells were read; 0 where only the readers of strings can tell what the row says. */
  readonly isRead: Uint8Array;
  /** Of slot s and row r at `s * room + r`: see `CellRoles`. */
  readonly values: Float64Array;
}

/**
 * Rows of a file, a run of them at a time: their bytes, and by row what the scanner read of the cells. It lies in shared
 * memory, so that one thread can read a file and another use what was read.
 */
export class RowBlock implements RowColumns {
  bytes: Uint8Array;
  /** Bytes that are there. */
  filled = 0;
  rows = 0;
  readonly room: number;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly line: Float64Array;
  readonly isRead: Uint8Array;
  readonly values: Float64Array;

  constructor(slots: number, bytes = BLOCK_BYTES) {
    this.room = Math.ceil(bytes / BYTES_A_ROW);
    this.bytes = shared(Uint8Array, bytes + PADDING);
    this.start = shared(Uint32Array, this.room);
    this.end = shared(Uint32Array, this.room);
    this.line = shared(Float64Array, this.room);
    this.isRead = shared(Uint8Array, this.room);
    this.values = shared(Float64Array, this.room * slots);
  }

  /** How many bytes there is room for. */
  get size(): number {
    return this.bytes.length - PADDING;
  }

  /** Makes room for a row that is longer than the block. */
  grow(): void {
    const larger = shared(Uint8Array, 2 * this.size + PADDING);
    larger.set(this.bytes.subarray(0, this.filled));
    this.bytes = larger;
  }

  /** Puts a line end behind the bytes, and nothing behind it. */
  fence(): void {
    this.bytes.fill(0, this.filled, this.filled + PADDING);
    this.bytes[this.filled] = LF;
  }
}
