import { deflateRawSync, inflateRawSync } from 'node:zlib';

const CHUNK_BYTES = 128 * 1024;
/** Positions are chunk × this + offset. */
const CHUNK_SPAN = 2 ** 32;
const KEPT_OPEN = 16;
const LENGTH_BYTES = 4;

/**
 * Texts in memory, appended and read back by position, in compressed chunks: what a sync writes to a million deals is
 * much alike and shrinks to a tenth. A chunk that is read stays open for its neighbours.
 */
export class CompressedLog {
  readonly #sealed: Buffer[] = [];
  /** The chunks opened last, oldest first. */
  readonly #open = new Map<number, Buffer>();
  #tail = Buffer.allocUnsafe(CHUNK_BYTES);
  #used = 0;

  /** How many bytes are held, compressed. */
  get bytes(): number {
    return this.#sealed.reduce((sum, chunk) => sum + chunk.length, this.#tail.length);
  }

  /** Keeps a text; returns where it is. */
  append(text: string): number {
    const length = Buffer.byteLength(text);
    if (this.#used + LENGTH_BYTES + length > this.#tail.length) this.#seal(LENGTH_BYTES + length);
    const offset = this.#used;
    this.#tail.writeUInt32LE(length, offset);
    this.#tail.write(text, offset + LENGTH_BYTES);
    this.#used += LENGTH_BYTES + length;
    return this.#sealed.length * CHUNK_SPAN + offset;
  }

  /** The text at a position that `append` returned. */
  read(position: number): string {
    const number = Math.floor(position / CHUNK_SPAN);
    const offset = position % CHUNK_SPAN;
    const chunk = number === this.#sealed.length ? this.#tail : this.#opened(number);
    const start = offset + LENGTH_BYTES;
    return chunk.toString('utf8', start, start + chunk.readUInt32LE(offset));
  }

  #seal(needed: number): void {
    if (this.#used > 0) this.#sealed.push(deflateRawSync(this.#tail.subarray(0, this.#used), { level: 1 }));
    this.#used = 0;
    if (needed > this.#tail.length) this.#tail = Buffer.allocUnsafe(needed);
    else if (this.#tail.length > CHUNK_BYTES) this.#tail = Buffer.allocUnsafe(CHUNK_BYTES);
  }

  #opened(number: number): Buffer {
    const known = this.#open.get(number);
    const sealed = this.#sealed[number];
    if (known === undefined && sealed === undefined) throw new Error(`The log has no chunk ${number}`);
    const chunk = known ?? inflateRawSync(sealed ?? Buffer.alloc(0));
    this.#open.delete(number);
    this.#open.set(number, chunk);
    const [oldest] = this.#open.keys();
    if (this.#open.size > KEPT_OPEN && oldest !== undefined) this.#open.delete(oldest);
    return chunk;
  }
}
