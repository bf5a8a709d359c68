import { bucketPlaces, bucketStarts } from './touch-order.js';

/**
 * Numbers pairs of (partner, month) as they are met, 0, 1, 2, …: room goes by the pairs that there are, not by partners
 * × months. Open addressing over typed arrays: a portfolio asks once a partner of every won deal.
 */
export class Cells {
  #partners = new Uint32Array(1024);
  #months = new Int32Array(1024);
  /** Number of the cell in each place of the table, −1 where it is free; at most half of them are taken. */
  #table = new Int32Array(2048).fill(-1);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  partner(cell: number): number {
    return this.#partners[cell]!;
  }

  month(cell: number): number {
    return this.#months[cell]!;
  }

  /** The cells by partner, then month. @param partners how many there are. */
  inOrder(partners: number): Uint32Array {
    const starts = bucketStarts(this.#partners, this.#length, partners);
    const places = bucketPlaces(this.#partners, this.#length, starts);
    for (let partner = 0; partner < partners; partner += 1) {
      places
        .subarray(starts[partner], starts[partner + 1])
        .sort((a, b) => this.#months[a]! - this.#months[b]!);
    }
    return places;
  }

  /** The number of a pair's cell; the next one, if the pair is new. */
  of(partner: number, month: number): number {
    const mask = this.#table.length - 1;
    let place = hash(partner, month) & mask;
    for (;;) {
      const cell = this.#table[place]!;
      if (cell === -1) return this.#add(place, partner, month);
      if (this.#partners[cell] === partner && this.#months[cell] === month) return cell;
      place = (place + 1) & mask;
    }
  }

  #add(place: number, partner: number, month: number): number {
    const cell = this.#length;
    this.#length += 1;
    this.#table[place] = cell;
    if (cell === this.#partners.length) this.#grow();
    this.#partners[cell] = partner;
    this.#months[cell] = month;
    if (2 * this.#length > this.#table.length) this.#rehash();
    return cell;
  }

  #grow(): void {
    const [partners, months] = [this.#partners, this.#months];
    this.#partners = new Uint32Array(2 * partners.length);
    this.#partners.set(partners);
    this.#months = new Int32Array(2 * months.length);
    this.#months.set(months);
  }

  #rehash(): void {
    this.#table = new Int32Array(2 * this.#table.length).fill(-1);
    const mask = this.#table.length - 1;
    for (let cell = 0; cell < this.#length; cell += 1) {
      let place = hash(this.#partners[cell]!, this.#months[cell]!) & mask;
      while (this.#table[place] !== -1) place = (place + 1) & mask;
      this.#table[place] = cell;
    }
  }
}

function hash(partner: number, month: number): number {
  const mixed = Math.imul(partner, 0x9e3779b1) ^ Math.imul(month, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
