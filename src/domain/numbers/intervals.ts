/** Intervals at 95% that promise nothing of the shape of what is measured: docs/adr/0034-numbers.md. */
import { medianOfSorted } from './median.js';

/** Of 95% of a normal distribution, on either side. */
const Z = 1.959964;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a share (E. B. Wilson, JASA 22, 1927): holds for few trials, and for shares of 0 and 1.
 * Example: 8 of 10 → 0.490 to 0.943; 0 of 10 → 0 to 0.278.
 * @returns null of no trials.
 */
export function wilson(won: number, trials: number): Interval | null {
  if (trials === 0) return null;
  const share = won / trials;
  const square = (Z * Z) / trials;
  const centre = share + square / 2;
  const spread = Z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  const bound = (value: number): number => Math.min(1, Math.max(0, value / (1 + square)));
  // At the ends the bound is the end itself, which rounding would miss.
  return {
    low: won === 0 ? 0 : bound(centre - spread),
    high: won === trials ? 1 : bound(centre + spread),
  };
}

/**
 * Newcombe's interval of the difference of two independent shares, the first less the second (R. G. Newcombe, Statistics in
 * Medicine 17, 1998, method 10). Example: 56 of 70 less 48 of 80 → 0.0524 to 0.3339.
 * @returns null where either side has no trials.
 */
export function newcombe(first: Trials, second: Trials): Interval | null {
  const [one, other] = [wilson(...first), wilson(...second)];
  if (one === null || other === null) return null;
  const [p, q] = [first[0] / first[1], second[0] / second[1]];
  return {
    low: p - q - Math.hypot(p - one.low, other.high - q),
    high: p - q + Math.hypot(one.high - p, q - other.low),
  };
}

export type Trials = readonly [won: number, trials: number];

/**
 * The median with its distribution-free interval: from the j-th smallest to the j-th largest value, j the largest for which
 * that holds the median of whatever distribution with at least 95% (the binomial distribution of how many lie below it).
 * Example: ten values → the 2nd to the 9th (97.9%); fewer than 6 → no interval.
 * @param sorted in ascending order.
 */
export function medianInterval(sorted: Float64Array): {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
} {
  const place = orderOfMedian(sorted.length);
  return {
    value: medianOfSorted(sorted),
    low: place === 0 ? null : (sorted[place - 1] ?? null),
    high: place === 0 ? null : (sorted[sorted.length - place] ?? null),
  };
}

/** Beyond this many the normal distribution is as good, and the binomial one would underflow. */
const EXACT = 1000;

/** j of `medianInterval`; 0: there is no such interval. */
export function orderOfMedian(n: number): number {
  if (n > EXACT) return Math.floor(n / 2 - (Z / 2) * Math.sqrt(n));
  let probability = 2 ** -n;
  let below = 0;
  let place = 0;
  // P(Binomial(n, ½) < place + 1) may be 2.5% at most.
  while (below + probability <= 0.025) {
    below += probability;
    place += 1;
    probability *= (n - place + 1) / place;
  }
  return place;
}
