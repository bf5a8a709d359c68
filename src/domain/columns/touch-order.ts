import type { TouchColumns } from './portfolio-columns.js';

/** Touches in any order; `deal` is the place of a touch's deal. */
export interface UnorderedTouches extends Omit<TouchColumns, 'starts'> {
  readonly length: number;
  readonly deal: Uint32Array;
}

/**
 * Sorts touches by deal, then (instant, partner). Touches of one partner at one instant keep the order in which they
 * come: by touch id or not, no rule and no model can tell them apart but by their partner.
 * @param deals how many there are.
 */
export function orderTouches(touches: UnorderedTouches, deals: number): TouchColumns {
  const starts = bucketStarts(touches.deal, touches.length, deals);
  const places = bucketPlaces(touches.deal, touches.length, starts);
  const { at, partner } = touches;
  for (let deal = 0; deal < deals; deal += 1)
    sortBucket(places, starts[deal]!, starts[deal + 1]!, at, partner);
  return {
    starts,
    partner: taken(touches.partner, places),
    at: taken(at, places),
    kind: taken(touches.kind, places),
    statusCounts: taken(touches.statusCounts, places),
    outcomeMissing: taken(touches.outcomeMissing, places),
  };
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

function sortBucket(
  places: Uint32Array,
  start: number,
  end: number,
  at: Float64Array,
  partner: Uint32Array,
): void {
  const compare = (a: number, b: number): number => at[a]! - at[b]! || partner[a]! - partner[b]!;
  if (end - start > FEW) {
    places.subarray(start, end).sort((a, b) => compare(a, b) || a - b);
    return;
  }
  for (let next = start + 1; next < end; next += 1) {
    const row = places[next]!;
    let place = next;
    while (place > start && compare(places[place - 1]!, row) > 0) {
      places[place] = places[place - 1]!;
      place -= 1;
    }
    places[place] = row;
  }
}

type Column = Uint8Array | Uint32Array | Float64Array;

function taken<T extends Column>(column: T, places: Uint32Array): T {
  const result = new (column.constructor as new (length: number) => T)(places.length);
  for (let place = 0; place < places.length; place += 1) result[place] = column[places[place]!]!;
  return result;
}
