/** A small generator of its own (sfc32, seeded by FNV-1a), since one seed must give one story in any process. */
export class Random {
  #a = 0x9e3779b9;
  #b = 0x243f6a88;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    let hash = 0x811c9dc5;
    for (const character of seed) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    this.#c = hash | 0;
    for (let round = 0; round < 15; round += 1) this.next();
  }

  /** From 0 up to 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to `bound`. */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** A whole number between two, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  }

  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    const last = entries.at(-1);
    if (last === undefined) throw new Error('Nothing to pick from');
    return last[0];
  }

  /** Bell-shaped around 0 with a deviation of about 1: the sum of twelve, which needs no logarithm. */
  bell(): number {
    let sum = -6;
    for (let index = 0; index < 12; index += 1) sum += this.next();
    return sum;
  }

  /** Different items, in the order in which they were drawn. */
  sample<T>(list: readonly T[], size: number): readonly T[] {
    const left = [...list];
    const drawn: T[] = [];
    while (drawn.length < size && left.length > 0) drawn.push(...left.splice(this.below(left.length), 1));
    return drawn;
  }
}
