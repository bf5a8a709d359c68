import { drawFor, type Draw } from './draw.js';

/** How many of each the generated part of a portal has. */
export interface BulkSize {
  readonly deals: number;
  readonly partners: number;
  readonly customers: number;
}

/** Deals are shaped in blocks, so that who belongs to what can be computed from either end. */
export const BLOCK_DEALS = 20;
/** Of a block, 40% have a partner. */
const BLOCK_PARTNERED = 8;
/** Two activities for each of them, and one that belongs to nothing. */
export const BLOCK_ACTIVITIES = 2 * BLOCK_PARTNERED + 1;

/** With 24 partners of the story: 2,000. */
const MOST_PARTNERS = 1_976;
const DEALS_PER_PARTNER = 500;
const DEALS_PER_CUSTOMER = 5;

/** How many partners and customers so many deals have. */
export const bulkSize = (deals: number): BulkSize => ({
  deals,
  partners: Math.max(20, Math.min(MOST_PARTNERS, Math.ceil(deals / DEALS_PER_PARTNER))),
  customers: Math.max(100, Math.ceil(deals / DEALS_PER_CUSTOMER)),
});

/** One activity on a deal: which of its partner's it is, and in which place of the block. */
export interface BulkActivity {
  /** Of its block; 16 belongs to nothing. */
  readonly slot: number;
  readonly block: number;
  /** Null for one that belongs to nothing. */
  readonly deal: number | null;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function inverseOf(a: number, modulus: number): number {
  let [r, newR, t, newT] = [modulus, a % modulus, 0, 1];
  while (newR !== 0) {
    const quotient = Math.floor(r / newR);
    [r, newR] = [newR, r - quotient * newR];
    [t, newT] = [newT, t - quotient * newT];
  }
  return ((t % modulus) + modulus) % modulus;
}

/** Who belongs to whom in the generated part of a portal; all of it computed. */
export class BulkShape {
  readonly #step: number;
  readonly #stepInverse: number;
  readonly #offset: number;
  readonly #turn: Draw;
  readonly #partner: Draw;
  readonly #second: Draw;
  readonly #orphan: Draw;
  readonly fullBlocks: number;

  constructor(
    seed: number,
    readonly size: BulkSize,
  ) {
    const { customers, deals } = size;
    let step = Math.floor(customers * 0.618) | 1;
    while (gcd(step, customers) !== 1) step += 2;
    this.#step = step % customers;
    this.#stepInverse = inverseOf(this.#step, customers);
    this.#offset = Math.floor(drawFor(seed, 'customers')(0) * customers);
    this.#turn = drawFor(seed, 'block');
    this.#partner = drawFor(seed, 'partner');
    this.#second = drawFor(seed, 'second partner');
    this.#orphan = drawFor(seed, 'no company');
    this.fullBlocks = Math.floor(deals / BLOCK_DEALS);
  }

  get activities(): number {
    return this.fullBlocks * BLOCK_ACTIVITIES;
  }

  /** The customer of a deal; null for one in fifty, which has no company at all. */
  customerOf(deal: number): number | null {
    if (this.#orphan(deal) < 0.02) return null;
    return (deal * this.#step + this.#offset) % this.size.customers;
  }

  /** The deals of a customer, ascending. */
  dealsOf(customer: number): readonly number[] {
    const { customers, deals } = this.size;
    const shifted = (customer - this.#offset + customers) % customers;
    const found: number[] = [];
    for (let deal = (shifted * this.#stepInverse) % customers; deal < deals; deal += customers) {
      if (this.customerOf(deal) === customer) found.push(deal);
    }
    return found;
  }

  #turnOf(block: number): number {
    return Math.floor(this.#turn(block) * BLOCK_DEALS);
  }

  /** A deal's place in its block: 0 to 7 have a partner, the others none. */
  rank(deal: number): number {
    const block = Math.floor(deal / BLOCK_DEALS);
    if (block >= this.fullBlocks) return BLOCK_DEALS - 1;
    // 7 has an inverse modulo 20 (it is 3), so every rank is one deal's.
    return ((deal % BLOCK_DEALS) * 7 + this.#turnOf(block)) % BLOCK_DEALS;
  }

  hasPartner(deal: number): boolean {
    return this.rank(deal) < BLOCK_PARTNERED;
  }

  /** The partner of a deal that has one; a few partners have most deals. */
  partnerOf(deal: number): number {
    const drawn = this.#partner(deal);
    return Math.floor(this.size.partners * drawn * drawn);
  }

  /** Another partner, on one deal in four of those that have one. */
  secondPartnerOf(deal: number): number | null {
    const drawn = this.#second(deal);
    if (drawn >= 0.25) return null;
    const second = Math.floor(this.size.partners * drawn * 4);
    return second === this.partnerOf(deal) ? null : second;
  }

  /** The activity at a place of a block. */
  activity(block: number, slot: number): BulkActivity {
    if (slot === BLOCK_ACTIVITIES - 1) return { slot, block, deal: null };
    const rank = slot % BLOCK_PARTNERED;
    const place = ((rank - this.#turnOf(block) + BLOCK_DEALS) * 3) % BLOCK_DEALS;
    return { slot, block, deal: block * BLOCK_DEALS + place };
  }

  /** The partner of an activity on a deal: the second of a deal may be its other partner's. */
  activityPartner({ slot, deal }: BulkActivity): number | null {
    if (deal === null) return null;
    const second = slot >= BLOCK_PARTNERED ? this.secondPartnerOf(deal) : null;
    return second ?? this.partnerOf(deal);
  }

  /** The two activities on a deal that has a partner; none on the others. */
  activitiesOf(deal: number): readonly BulkActivity[] {
    const rank = this.rank(deal);
    const block = Math.floor(deal / BLOCK_DEALS);
    return rank >= BLOCK_PARTNERED
      ? []
      : [rank, rank + BLOCK_PARTNERED].map((slot) => ({ slot, block, deal }));
  }
}
