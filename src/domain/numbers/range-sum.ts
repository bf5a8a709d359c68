/** The sum of what deals may bring: expected, and from where to where it lies eight times in ten. */
import { ExactSums } from '../columns/exact-sums.js';
import { exact } from '../portfolio.js';
import type { ForecastRange } from './forecast-value.js';
import { PRIOR_DEALS } from './win-hazards.js';

/** Of 80% of a normal distribution, on either side. */
const Z = 1.281552;

/**
 * Each deal is won whole or not at all, independently: variance Σ a²·p(1−p). The probabilities themselves are known only as
 * well as the deals that taught them: with n of those, Σ |a|·√(p(1−p)/n) is one standard error of the whole, as if all erred
 * together. Both make the spread; the range is the mean ± 1.28 of it (a normal approximation), within what is open at all.
 * Example: $100 at 0.5, n = 40 closed and the 10 of the prior → sd √(50² + 7.1²) = $50.50; $0 to $100 of $50.
 */
export class RangeSum {
  readonly #taughtBy: number;
  readonly #total = new ExactSums(3);
  #expected = 0;
  #variance = 0;
  #error = 0;

  constructor(closedDeals: number) {
    this.#taughtBy = closedDeals + PRIOR_DEALS;
  }

  add(minor: number, probability: number): void {
    const spread = probability * (1 - probability);
    this.#total.add(0, minor);
    this.#total.add(minor > 0 ? 1 : 2, minor);
    this.#expected += minor * probability;
    this.#variance += minor * minor * spread;
    this.#error += Math.abs(minor) * Math.sqrt(spread / this.#taughtBy);
  }

  /** @throws TotalOverflowError beyond 2^53−1. */
  totalMinor(): number {
    return exact(this.#total.total(0), 'open pipeline');
  }

  range(): ForecastRange {
    const spread = Z * Math.sqrt(this.#variance + this.#error * this.#error);
    const [most, least] = [
      exact(this.#total.total(1), 'open pipeline'),
      exact(this.#total.total(2), 'open pipeline'),
    ];
    const within = (minor: number): number => Math.round(Math.min(most, Math.max(least, minor)));
    return {
      expectedMinor: within(this.#expected),
      lowMinor: within(this.#expected - spread),
      highMinor: within(this.#expected + spread),
    };
  }
}
