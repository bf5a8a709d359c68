import type { PortfolioColumns, TouchColumns } from './portfolio-columns.js';

/** Touches in the order in which they were added. */
export interface TouchBlock {
  length: number;
  /** By touch the place of its deal among all. */
  readonly deal: Uint32Array;
  /** By touch two numbers: its instant, and what else is known of it (see `restOf`). */
  readonly records: Float64Array;
}

/** A portfolio whose touches are in no order, as a file has them, but cut into parts. */
export interface UnorderedPortfolio extends Omit<PortfolioColumns, 'touches'> {
  /** Part i has the touches of the deals from `i * partDeals` on. */
  readonly parts: readonly (readonly TouchBlock[])[];
  readonly partDeals: number;
  /** From the number of a partner in a touch to its place among the partners. */
  readonly placeOf: Uint32Array;
}

/** A part of a portfolio as a portfolio of its own, touches in order. @param part its number. */
export function partOf(whole: UnorderedPortfolio, part: number): PortfolioColumns {
  const { deals, tags, partners, partDeals, isExcluded } = whole;
  const from = part * partDeals;
  const to = Math.min(deals.length, from + partDeals);
  return {
    deals: {
      length: to - from,
      createdAt: deals.createdAt.subarray(from, to),
      endsAt: deals.endsAt.subarray(from, to),
      status: deals.status.subarray(from, to),
      amount: deals.amount.subarray(from, to),
      homeAmount: deals.homeAmount.subarray(from, to),
    },
    touches: orderTouches(whole.parts[part]!, to - from, from, whole.placeOf),
    tags: { ...tags, starts: tags.starts.subarray(from, to + 1) },
    partners,
    isExcluded: (deal, partner) => isExcluded(from + deal, partner),
  };
}

/** What is known of a touch but for its instant, in one number: its partner above these bits. */
const BITS = 64;
const KIND_BITS = 4;
const COUNTS = 2;
const OUTCOME_MISSING = 1;

/**
 * What a record says of a touch beside its instant.
 * @param partner its number.
 * @param counts 1, or 0 for a registration whose status does not count.
 */
export const restOf = (partner: number, kind: number, counts: number): number =>
  partner * BITS + kind * KIND_BITS + counts * COUNTS;

const partnerIn = (rest: number): number => Math.floor(rest / BITS);

/**
 * Sorts touches by deal, then (instant, partner). Touches of one partner at one instant keep the order in which they
 * come: by touch id or not, no rule and no model can tell them apart but by their partner.
 * @param deals how many there are, from `from` on.
 * @param placeOf from the numbers of partners to their places.
 */
export function orderTouches(
  blocks: readonly TouchBlock[],
  deals: number,
  from: number,
  placeOf: Uint32Array,
): TouchColumns {
  const starts = startsOf(blocks, deals, from);
  const records = recordsOf(blocks, starts, from, placeOf);
  for (let deal = 0; deal < deals; deal += 1) sortRecords(records, starts[deal]!, starts[deal + 1]!);
  const length = starts[deals]!;
  const ordered = {
    starts,
    partner: new Uint32Array(length),
    at: new Float64Array(length),
    kind: new Uint8Array(length),
    statusCounts: new Uint8Array(length),
    outcomeMissing: new Uint8Array(length),
  };
  for (let touch = 0; touch < length; touch += 1) {
    const rest = records[2 * touch + 1]!;
    const partner = partnerIn(rest);
    const bits = rest - partner * BITS;
    ordered.at[touch] = records[2 * touch]!;
    ordered.partner[touch] = partner;
    ordered.kind[touch] = (bits / KIND_BITS) | 0;
    ordered.statusCounts[touch] = (bits & COUNTS) / COUNTS;
    ordered.outcomeMissing[touch] = bits & OUTCOME_MISSING;
  }
  return ordered;
}

function startsOf(blocks: readonly TouchBlock[], deals: number, from: number): Uint32Array {
  const starts = new Uint32Array(deals + 1);
  for (const { deal, length } of blocks) {
    for (let touch = 0; touch < length; touch += 1) starts[deal[touch]! - from + 1]! += 1;
  }
  for (let deal = 0; deal < deals; deal += 1) starts[deal + 1]! += starts[deal]!;
  return starts;
}

/**
 * Records by deal: as the two numbers are side by side a touch costs one miss of a cache, and sorting those of a deal
 * none.
 */
function recordsOf(
  blocks: readonly TouchBlock[],
  starts: Uint32Array,
  from: number,
  placeOf: Uint32Array,
): Float64Array {
  const next = starts.slice();
  const sorted = new Float64Array(2 * starts.at(-1)!);
  for (const { deal, records, length } of blocks) {
    for (let touch = 0; touch < length; touch += 1) {
      const one = deal[touch]! - from;
      const place = next[one]!;
      next[one] = place + 1;
      const rest = records[2 * touch + 1]!;
      const partner = partnerIn(rest);
      sorted[2 * place] = records[2 * touch]!;
      sorted[2 * place + 1] = rest + (placeOf[partner]! - partner) * BITS;
    }
  }
  return sorted;
}

/** Where each bucket starts, and behind the last where it ends. */
export function bucketStarts(bucket: Uint32Array, length: number, buckets: number): Uint32Array {
  const starts = new Uint32Array(buckets + 1);
  for (let row = 0; row < length; row += 1) starts[bucket[row]! + 1]! += 1;
  for (let one = 0; one < buckets; one += 1) starts[one + 1]! += starts[one]!;
  return starts;
}

/** The rows in the order of their buckets; those of one bucket keep their order. */
export function bucketPlaces(bucket: Uint32Array, length: number, starts: Uint32Array): Uint32Array {
  const next = starts.slice();
  const places = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) {
    const one = bucket[row]!;
    places[next[one]!] = row;
    next[one]! += 1;
  }
  return places;
}

/** Deals have a handful of touches, mostly in order, where insertion is the fastest; beyond this it is not. */
const FEW = 32;

function sortRecords(records: Float64Array, start: number, end: number): void {
  if (end - start > FEW) {
    sortMany(records, start, end);
    return;
  }
  for (let next = start + 1; next < end; next += 1) {
    const at = records[2 * next]!;
    const rest = records[2 * next + 1]!;
    let place = next;
    while (place > start && isAfter(records, place - 1, at, rest)) {
      records[2 * place] = records[2 * place - 2]!;
      records[2 * place + 1] = records[2 * place - 1]!;
      place -= 1;
    }
    records[2 * place] = at;
    records[2 * place + 1] = rest;
  }
}

function isAfter(records: Float64Array, place: number, at: number, rest: number): boolean {
  const there = records[2 * place]!;
  return there > at || (there === at && partnerIn(records[2 * place + 1]!) > partnerIn(rest));
}

function sortMany(records: Float64Array, start: number, end: number): void {
  const old = records.slice(2 * start, 2 * end);
  const places = Uint32Array.from({ length: end - start }, (_, place) => place);
  const partner = (place: number): number => partnerIn(old[2 * place + 1]!);
  places.sort((a, b) => old[2 * a]! - old[2 * b]! || partner(a) - partner(b) || a - b);
  places.forEach((place, at) => {
    records[2 * (start + at)] = old[2 * place]!;
    records[2 * (start + at) + 1] = old[2 * place + 1]!;
  });
}
