import { restOf, type TouchBlock } from '../domain/columns/touch-order.js';
import { shared } from './shared-column.js';

/** A part of so many deals fits the caches. */
const LEAST_BITS = 16;
const MOST_PARTS = 16;
const FIRST_BLOCK = 2 ** 10;
const LARGEST_BLOCK = 2 ** 15;

/** Touches of a portfolio by parts of its deals, so that a part can be worked off without looking at the others. */
export class TouchParts {
  /** Deals of a part, as a power of 2. */
  readonly #bits: number;
  readonly #parts: TouchBlock[][] = [];
  /** By part its last block. */
  readonly #last: TouchBlock[] = [];

  /** @param deals how many there are. */
  constructor(deals: number, leastBits = LEAST_BITS) {
    let bits = leastBits;
    while (deals > MOST_PARTS * 2 ** bits) bits += 1;
    this.#bits = bits;
    for (let from = 0; from < Math.max(1, deals); from += this.partDeals) {
      const block = newBlock(FIRST_BLOCK);
      this.#parts.push([block]);
      this.#last.push(block);
    }
  }

  get parts(): readonly (readonly TouchBlock[])[] {
    return this.#parts;
  }

  get partDeals(): number {
    return 2 ** this.#bits;
  }

  /**
   * @param deal its place.
   * @param partner its number.
   * @param counts 1, or 0 for a registration whose status does not count.
   */
  add(deal: number, partner: number, at: number, kind: number, counts: number): void {
    const part = deal >>> this.#bits;
    let block = this.#last[part]!;
    if (block.length === block.deal.length) block = this.#grow(part);
    const touch = block.length;
    block.length = touch + 1;
    block.deal[touch] = deal;
    block.records[2 * touch] = at;
    block.records[2 * touch + 1] = restOf(partner, kind, counts);
  }

  #grow(part: number): TouchBlock {
    const block = newBlock(Math.min(LARGEST_BLOCK, 2 * this.#last[part]!.length));
    this.#parts[part]!.push(block);
    this.#last[part] = block;
    return block;
  }
}

const newBlock = (touches: number): TouchBlock => ({
  length: 0,
  deal: shared(Uint32Array, touches),
  records: shared(Float64Array, 2 * touches),
});
