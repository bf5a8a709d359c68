/**
 * Ids of digits, as most are: HubSpot's are. Up to 15 digits are a number that a double holds, so that neither their bytes
 * nor a text need be kept.
 */

const HALF = 2 ** 32;

/** Mixes a whole number below 2^53, since tables take the low bits. */
function hashOf(value: number): number {
  let hash = Math.imul((value | 0) ^ Math.imul((value / HALF) | 0, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/**
 * Which ids were met. Sixteen ids in a row share a place of 8 bytes, so that ids that were given out one after the
 * other take a byte or two each, in memory that is near; 26 bytes at most where no two are neighbours.
 */
export class DigitSet {
  /** By place two numbers: the low bits of id / 16; and its high bits, above the marks of its 16 ids. 0, 0: free. */
  #table = new Uint32Array(2 * 1024);
  #taken = 0;
  /** Ids mostly come one after the other. */
  #lastGroup = -1;
  #lastPlace = 0;

  /** Whether an id was met. */
  has(id: number): boolean {
    const group = Math.floor(id / 16);
    return (this.#table[this.#placeOf(group) + 1]! & (1 << (id - group * 16))) !== 0;
  }

  /** @returns false where the id was met before. */
  add(id: number): boolean {
    const group = Math.floor(id / 16);
    const place = group === this.#lastGroup ? this.#lastPlace : this.#placeOf(group);
    const marks = this.#table[place + 1]!;
    const mark = 1 << (id - group * 16);
    if ((marks & mark) !== 0) return false;
    if (marks !== 0) {
      this.#table[place + 1] = marks | mark;
      this.#lastGroup = group;
      this.#lastPlace = place;
      return true;
    }
    this.#table[place] = group | 0;
    this.#table[place + 1] = ((group / HALF) << 16) | mark;
    this.#taken += 1;
    // At most five places of eight are taken.
    if (this.#taken > this.#table.length * (5 / 16)) this.#rehash();
    return true;
  }

  #placeOf(group: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    const low = group >>> 0;
    const high = (group / HALF) | 0;
    let place = (2 * hashOf(group)) & mask;
    for (;;) {
      const marks = table[place + 1]!;
      if (marks === 0 || (table[place] === low && marks >>> 16 === high)) return place;
      place = (place + 2) & mask;
    }
  }

  #rehash(): void {
    const old = this.#table;
    this.#lastGroup = -1;
    this.#table = new Uint32Array(2 * old.length);
    for (let from = 0; from < old.length; from += 2) {
      const marks = old[from + 1]!;
      if (marks === 0) continue;
      // No group is there twice: the place is free.
      const place = this.#placeOf(old[from]! + (marks >>> 16) * HALF);
      this.#table[place] = old[from]!;
      this.#table[place + 1] = marks;
    }
  }
}

/** Ids up to so many times as many as there are get a place each: 4 bytes then, where hashing takes 26 at least. */
const DENSE = 6;
const LEAST_DIRECT = 4096;

/** A number for each id: at the id's own place as long as most places are taken, else by open addressing. */
export class DigitNumbers {
  /** By id the number plus one; null where ids lie too far apart. */
  #direct: Int32Array | null = new Int32Array(LEAST_DIRECT);
  /** By place the id plus one, 0 where the place is free, and its number beside it: a look costs one miss of a cache. */
  #table = new Float64Array(0);
  #taken = 0;

  /** −1 where the id was never given one. */
  find(id: number): number {
    if (this.#direct !== null) return id < this.#direct.length ? this.#direct[id]! - 1 : -1;
    const place = this.#placeOf(id);
    return this.#table[place] === 0 ? -1 : this.#table[place + 1]!;
  }

  /** Gives an id that has none a number. */
  set(id: number, number: number): void {
    this.#taken += 1;
    if (this.#direct !== null && id >= this.#direct.length)
      this.#direct = this.#largerDirect(this.#direct, id);
    if (this.#direct !== null) {
      this.#direct[id] = number + 1;
      return;
    }
    this.#put(id, number);
    if (this.#taken > this.#table.length * (5 / 16)) this.#rehash();
  }

  /** With a place for an id; null, and all in the table, where places of their own would be too many. */
  #largerDirect(old: Int32Array, id: number): Int32Array | null {
    if (id < Math.max(LEAST_DIRECT, DENSE * this.#taken)) {
      const larger = new Int32Array(Math.max(2 * old.length, id + 1));
      larger.set(old);
      return larger;
    }
    let length = 2048;
    while (this.#taken > length * (5 / 16)) length *= 2;
    this.#table = new Float64Array(length);
    for (let one = 0; one < old.length; one += 1) if (old[one] !== 0) this.#put(one, old[one]! - 1);
    return null;
  }

  #put(id: number, number: number): void {
    const place = this.#placeOf(id);
    this.#table[place] = id + 1;
    this.#table[place + 1] = number;
  }

  #placeOf(id: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    const key = id + 1;
    let place = (2 * hashOf(id)) & mask;
    for (;;) {
      const there = table[place]!;
      if (there === key || there === 0) return place;
      place = (place + 2) & mask;
    }
  }

  #rehash(): void {
    const old = this.#table;
    this.#table = new Float64Array(2 * old.length);
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] !== 0) this.#put(old[from]! - 1, old[from + 1]!);
    }
  }
}
