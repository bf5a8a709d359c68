import { ExactSums } from './columns/exact-sums.js';
import { exact } from './portfolio.js';

/** Rows of exact sums that are made when they are first added to: one row a key, each of the same width. */
export class GrowingSums<Key> {
  readonly #width: number;
  readonly #places = new Map<Key, number>();
  readonly #sums = new ExactSums(0);
  #room = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** In the order in which they were made. */
  keys(): IterableIterator<Key> {
    return this.#places.keys();
  }

  /** Adds minor units, or a count, to a field of a row. */
  add(key: Key, field: number, amount: number): void {
    this.#sums.add(this.#place(key) + field, amount);
  }

  /** 0 where nothing was added. @throws TotalOverflowError beyond ±(2^53−1). */
  total(key: Key, field: number, name: string): number {
    const place = this.#places.get(key);
    return place === undefined ? 0 : exact(this.#sums.total(place + field), name);
  }

  #place(key: Key): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.#places.size * this.#width;
    this.#places.set(key, place);
    if (place >= this.#room) {
      this.#room = 2 * (place + this.#width);
      this.#sums.grow(this.#room);
    }
    return place;
  }
}
