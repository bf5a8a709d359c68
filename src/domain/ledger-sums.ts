/** Sums over entries, in the home currency; an entry of a deal without a home amount is in none. */
import { isLegacyLine } from './baseline.js';
import { BUCKETS, type Bucket, type DealClass } from './credit.js';
import type { LedgerEntry } from './ledger.js';
import { MinorSum } from './money.js';
import { TotalOverflowError } from './portfolio.js';

/** One line of revenue by class: sourced + influenced + direct = total, to the minor unit. */
export interface RevenueLine {
  /** `all`: new business, expansion and renewal together, and said so. */
  readonly bucket: Bucket | 'all';
  readonly deals: number;
  readonly sourcedMinor: number;
  readonly influencedMinor: number;
  readonly directMinor: number;
  readonly totalMinor: number;
}

/**
 * Adds minor units up.
 * @throws TotalOverflowError beyond ±(2^53−1).
 */
export function sumMinor(values: Iterable<number>, name: string): number {
  const sum = new MinorSum();
  for (const value of values) sum.add(value);
  return exact(sum, name);
}

/** A reversal takes its deal back from the count. */
export const countDeals = (revenue: readonly LedgerEntry[]): number =>
  revenue.reduce((deals, entry) => deals + countOf(entry), 0);

/** 1 for a posting, −1 for a reversal. */
const countOf = (entry: LedgerEntry): number => (entry.reversesId === null ? 1 : -1);

/** Adds entries of the pool `revenue` up to one line. */
export class RevenueSum {
  #deals = 0;
  readonly #classes: Readonly<Record<DealClass, MinorSum>> = {
    sourced: new MinorSum(),
    influenced: new MinorSum(),
    direct: new MinorSum(),
  };
  // Summed apart from the classes, so that the identity is checked and not assumed.
  readonly #total = new MinorSum();

  add(entry: LedgerEntry): void {
    const home = entry.homeAmountMinor ?? 0;
    this.#deals += countOf(entry);
    if (entry.class !== null) this.#classes[entry.class].add(home);
    this.#total.add(home);
  }

  line(bucket: RevenueLine['bucket']): RevenueLine {
    return {
      bucket,
      deals: this.#deals,
      sourcedMinor: exact(this.#classes.sourced, 'sourced revenue'),
      influencedMinor: exact(this.#classes.influenced, 'influenced revenue'),
      directMinor: exact(this.#classes.direct, 'direct revenue'),
      totalMinor: exact(this.#total, 'won revenue'),
    };
  }
}

/** Adds entries up by bucket, and all together. */
export class RevenueSums {
  readonly #buckets = new Map<Bucket, RevenueSum>();
  readonly #all = new RevenueSum();

  /** Entries of other pools are no revenue, and left out. */
  add(entry: LedgerEntry): void {
    if (entry.pool !== 'revenue') return;
    const sum = this.#buckets.get(entry.bucket) ?? new RevenueSum();
    this.#buckets.set(entry.bucket, sum);
    sum.add(entry);
    this.#all.add(entry);
  }

  /** A line a bucket, and one over all. */
  lines(): readonly RevenueLine[] {
    const none = new RevenueSum();
    return [
      ...BUCKETS.map((bucket) => (this.#buckets.get(bucket) ?? none).line(bucket)),
      this.#all.line('all'),
    ];
  }

  /** The lines of the buckets that anything was posted in. */
  linesOfBuckets(): readonly (RevenueLine & { readonly bucket: Bucket })[] {
    return BUCKETS.flatMap((bucket) => {
      const sum = this.#buckets.get(bucket);
      return sum === undefined ? [] : [{ ...sum.line(bucket), bucket }];
    });
  }
}

/**
 * What a sum comes to.
 * @throws TotalOverflowError beyond ±(2^53−1).
 */
export function exact(sum: MinorSum, name: string): number {
  const total = sum.total();
  if (total === null) throw new TotalOverflowError(name);
  return total;
}

/** Revenue by what says its class: our rules, or the portal's own field of then. Each holds the identity by itself. */
export interface RevenueOrigins {
  readonly computed: readonly RevenueLine[];
  readonly legacy: readonly RevenueLine[];
}

/** Adds entries up by what says their class. */
export class OriginSums {
  readonly #computed = new RevenueSums();
  readonly #legacy = new RevenueSums();

  /** Entries of other pools are no revenue, and left out. */
  add(entry: LedgerEntry): void {
    if (entry.pool !== 'revenue') return;
    (isLegacyLine(entry) ? this.#legacy : this.#computed).add(entry);
  }

  /** A line a bucket and one over all, of each; null where nothing is legacy. */
  origins(): RevenueOrigins | null {
    const legacy = this.#legacy.lines();
    // What was taken back as a whole comes to nothing.
    return legacy.every(isNothing) ? null : { computed: this.#computed.lines(), legacy };
  }
}

const isNothing = ({ deals, sourcedMinor, influencedMinor, directMinor, totalMinor }: RevenueLine): boolean =>
  [deals, sourcedMinor, influencedMinor, directMinor, totalMinor].every((number) => number === 0);

/** Revenue by what says its class; null where nothing is legacy. */
export function revenueOrigins(entries: readonly LedgerEntry[]): RevenueOrigins | null {
  const sums = new OriginSums();
  for (const entry of entries) sums.add(entry);
  return sums.origins();
}

/** Revenue by class, a line a bucket and one over all, from the pool `revenue` alone. */
export function revenueLines(entries: readonly LedgerEntry[]): readonly RevenueLine[] {
  const sums = new RevenueSums();
  for (const entry of entries) sums.add(entry);
  return sums.lines();
}

export const homeSum = (entries: readonly LedgerEntry[], name: string): number =>
  sumMinor(
    entries.map((entry) => entry.homeAmountMinor ?? 0),
    name,
  );

/** Won deals in these entries that are in no home total. */
export const dealsWithoutHomeAmount = (entries: readonly LedgerEntry[]): number =>
  countDeals(entries.filter((entry) => entry.pool === 'revenue' && entry.homeAmountMinor === null));

/** Every policy version that the entries were worked out under, sorted. */
export const policyVersionsOf = (entries: readonly LedgerEntry[]): readonly string[] =>
  [...new Set(entries.map((entry) => entry.policyVersion))].sort();
