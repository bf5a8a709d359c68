/**
 * Removal effects of an order-1 Markov chain, solved exactly: no simulation, no iteration.
 *
 * Partners are the transient states, conversion and null the absorbing ones. With Q the transitions between partners, s
 * where journeys start and r the chance of converting right after a partner, N = (I − Q)⁻¹ counts expected visits:
 *
 *   P(converts)                = s·N·r
 *   P(visits k and converts)   = (s·N)ₖ / Nₖₖ × (N·r)ₖ
 *
 * since (s·N)ₖ / Nₖₖ is the chance to come to k at all, and (N·r)ₖ that to convert from there. Their quotient is what is
 * lost without k.
 *
 * I − Q is factored as Grassmann, Taksar and Heyman do (Operations Research 33, 1985): a pivot is the sum of the chances
 * to leave, so nothing is ever subtracted, and chains that hardly ever end lose no digits.
 */
import type { JourneyCredits, Journeys } from './journey.js';

/** Transition weights, by partner. */
interface Chain {
  readonly size: number;
  /** Row-major weights between partners; the diagonal is 0, since repeats in a row are dropped. */
  readonly between: Float64Array;
  readonly fromStart: Float64Array;
  readonly toConversion: Float64Array;
  readonly toNull: Float64Array;
  /** Value of the conversions out of a partner. */
  readonly valueOut: Float64Array;
}

/** Credits partners by their removal effects; with no conversions every credit is 0. */
export function markov(journeys: Journeys): JourneyCredits {
  const chain = chainOf(journeys);
  const { size } = chain;
  const removal = removalEffects(chain);
  return {
    conversions: proportional(removal.conversions, sum(journeys.conversions), size),
    value: proportional(removal.value, sum(journeys.values), size),
    removalEffects: removal.conversions,
  };
}

function chainOf({ partners, starts, steps, conversions, values, nulls }: Journeys): Chain {
  const size = partners.length;
  const chain: Chain = {
    size,
    between: new Float64Array(size * size),
    fromStart: new Float64Array(size),
    toConversion: new Float64Array(size),
    toNull: new Float64Array(size),
    valueOut: new Float64Array(size),
  };
  const add = (column: Float64Array, at: number, weight: number): void => {
    column[at] = column[at]! + weight;
  };
  for (let journey = 0; journey < conversions.length; journey += 1) {
    const converted = conversions[journey]!;
    const lost = nulls[journey]!;
    const made = converted + lost;
    const start = starts[journey]!;
    const end = starts[journey + 1]!;
    // A journey that was never made says nothing about the way.
    if (made === 0 || start === end) continue;
    let at = steps[start]!;
    add(chain.fromStart, at, made);
    for (let place = start + 1; place < end; place += 1) {
      const next = steps[place]!;
      if (next !== at) add(chain.between, at * size + next, made);
      at = next;
    }
    add(chain.toConversion, at, converted);
    add(chain.toNull, at, lost);
    add(chain.valueOut, at, values[journey]!);
  }
  return chain;
}

interface RemovalEffects {
  readonly conversions: Float64Array;
  readonly value: Float64Array;
}

function removalEffects(chain: Chain): RemovalEffects {
  const { size } = chain;
  const none = { conversions: new Float64Array(size), value: new Float64Array(size) };
  const started = sum(chain.fromStart);
  if (started === 0) return none;
  const weights = rowWeights(chain);
  const convert = divided(chain.toConversion, weights);
  // The mean value of a conversion out of j, times its chance: the value out of j over the weight of j.
  const worth = divided(chain.valueOut, weights).map((value, partner) =>
    convert[partner] === 0 ? 0 : value,
  );
  const factors = factor(chain, weights);
  const visits = solveLeft(factors, chain.fromStart);
  const diagonal = inverseDiagonal(factors);
  return {
    conversions: lostWithout(visits, diagonal, solveRight(factors, convert), convert),
    value: lostWithout(visits, diagonal, solveRight(factors, worth), worth),
  };
}

/** P(visits k and …) / P(…), for the outcome whose chance right after each partner is `outcome`. */
function lostWithout(
  visits: Float64Array,
  diagonal: Float64Array,
  fromHere: Float64Array,
  outcome: Float64Array,
): Float64Array {
  const total = visits.reduce((all, visit, partner) => all + visit * outcome[partner]!, 0);
  if (total === 0) return new Float64Array(visits.length);
  return visits.map((visit, partner) => ((visit / diagonal[partner]!) * fromHere[partner]!) / total);
}

/** The weight of all ways out of a partner; 1 for one that no journey came to, so that it can be divided by. */
function rowWeights({ size, between, toConversion, toNull }: Chain): Float64Array {
  const weights = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    let weight = toConversion[row]! + toNull[row]!;
    for (let column = 0; column < size; column += 1) weight += between[row * size + column]!;
    weights[row] = weight === 0 ? 1 : weight;
  }
  return weights;
}

/** I − Q = L·U with L and U stored as what is taken away: both inverses are sums of products of their entries. */
interface Factors {
  readonly size: number;
  /** Below the diagonal L's multipliers, above it U's entries over their pivot; all not negative. */
  readonly entries: Float64Array;
  readonly pivots: Float64Array;
}

function factor({ size, between, toConversion, toNull }: Chain, weights: Float64Array): Factors {
  const entries = between.map((weight, at) => weight / weights[Math.floor(at / size)]!);
  const leaving = toConversion.map((weight, row) => (weight + toNull[row]!) / weights[row]!);
  const pivots = new Float64Array(size);
  for (let pivot = 0; pivot < size; pivot += 1) {
    const top = pivot * size;
    let out = leaving[pivot]!;
    for (let column = pivot + 1; column < size; column += 1) out += entries[top + column]!;
    // A partner that no journey came to has no way out: it stands alone.
    pivots[pivot] = out === 0 ? 1 : out;
    for (let column = pivot + 1; column < size; column += 1) {
      entries[top + column] = entries[top + column]! / pivots[pivot]!;
    }
    const pivotLeaving = leaving[pivot]! / pivots[pivot]!;
    for (let row = pivot + 1; row < size; row += 1) {
      const base = row * size;
      const multiplier = entries[base + pivot]!;
      if (multiplier === 0) continue;
      leaving[row] = leaving[row]! + multiplier * pivotLeaving;
      for (let column = pivot + 1; column < size; column += 1) {
        entries[base + column] = entries[base + column]! + multiplier * entries[top + column]!;
      }
      // What comes back to the row itself is no way out of it.
      entries[base + row] = 0;
    }
  }
  return { size, entries, pivots };
}

// With l the multipliers and u the scaled rows: (I − Q)·x = b is solved by x = u-back-substitution of l-substitution.
function solveRight({ size, entries, pivots }: Factors, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let row = 0; row < size; row += 1) {
    let value = x[row]!;
    for (let column = 0; column < row; column += 1) value += entries[row * size + column]! * x[column]!;
    x[row] = value / pivots[row]!;
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let value = x[row]!;
    for (let column = row + 1; column < size; column += 1)
      value += entries[row * size + column]! * x[column]!;
    x[row] = value;
  }
  return x;
}

function solveLeft({ size, entries, pivots }: Factors, left: Float64Array): Float64Array {
  const x = left.slice();
  for (let row = 0; row < size; row += 1) {
    const value = x[row]!;
    for (let column = row + 1; column < size; column += 1) {
      x[column] = x[column]! + value * entries[row * size + column]!;
    }
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    const value = x[row]! / pivots[row]!;
    x[row] = value;
    for (let column = 0; column < row; column += 1) {
      x[column] = x[column]! + value * entries[row * size + column]!;
    }
  }
  return x;
}

/** The diagonal of N = U⁻¹·L⁻¹: both are triangles of sums of products, so no digit is lost. */
function inverseDiagonal(factors: Factors): Float64Array {
  const { size } = factors;
  const upper = inverseUpper(factors);
  const lower = inverseLower(factors);
  const diagonal = new Float64Array(size);
  for (let middle = 0; middle < size; middle += 1) {
    for (let k = 0; k <= middle; k += 1)
      diagonal[k]! += upper[k * size + middle]! * lower[middle * size + k]!;
  }
  return diagonal;
}

function inverseUpper({ size, entries }: Factors): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let row = size - 1; row >= 0; row -= 1) {
    const base = row * size;
    inverse[base + row] = 1;
    for (let middle = row + 1; middle < size; middle += 1) {
      addRow(inverse, base, entries[base + middle]!, middle * size, middle, size);
    }
  }
  return inverse;
}

function inverseLower({ size, entries, pivots }: Factors): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    const base = row * size;
    inverse[base + row] = 1;
    for (let middle = 0; middle < row; middle += 1) {
      addRow(inverse, base, entries[base + middle]!, middle * size, 0, middle + 1);
    }
    for (let column = 0; column <= row; column += 1) inverse[base + column]! /= pivots[row]!;
  }
  return inverse;
}

/** Adds a multiple of one row to another, from one column up to another. */
function addRow(
  matrix: Float64Array,
  to: number,
  factor: number,
  from: number,
  start: number,
  end: number,
): void {
  if (factor === 0) return;
  for (let column = start; column < end; column += 1) matrix[to + column]! += factor * matrix[from + column]!;
}

const divided = (numerators: Float64Array, denominators: Float64Array): Float64Array =>
  numerators.map((numerator, at) => numerator / denominators[at]!);

const sum = (column: Float64Array): number => column.reduce((all, one) => all + one, 0);

function proportional(shares: Float64Array, total: number, size: number): Float64Array {
  const all = sum(shares);
  return all === 0 ? new Float64Array(size) : shares.map((one) => (total * one) / all);
}
