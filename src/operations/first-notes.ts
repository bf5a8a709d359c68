import { canonicalJson } from '../domain/canonical-json.js';
import type { Digest } from '../domain/ledger.js';

/** Hexadecimal digits of a digest that fit a number exactly: two of a million notes are one with a chance of 1 in 9,000. */
const DIGITS = 13;

/**
 * The first of many notes, each once, and how many there are. Of those beyond the first only a number is kept: some 40 MB
 * for a million.
 */
export class FirstNotes<T extends object> {
  readonly first: T[] = [];
  readonly #met = new Set<number>();
  readonly #digest: Digest;
  readonly #most: number;

  /** @param most how many are kept themselves. */
  constructor(digest: Digest, most: number) {
    this.#digest = digest;
    this.#most = most;
  }

  get count(): number {
    return this.#met.size;
  }

  add(note: T): void {
    const mark = Number.parseInt(this.#digest(canonicalJson(note)).slice(0, DIGITS), 16);
    if (this.#met.has(mark)) return;
    this.#met.add(mark);
    if (this.first.length < this.#most) this.first.push(note);
  }
}
