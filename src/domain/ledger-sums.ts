/** Sums over entries, in the home currency; an entry of a deal without a home amount is in none. */
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
  const total = sum.total();
  if (total === null) throw new TotalOverflowError(name);
  return total;
}

/** A reversal takes its deal back from the count. */
export const countDeals = (revenue: readonly LedgerEntry[]): number =>
  revenue.reduce((deals, entry) => deals + (entry.reversesId === null ? 1 : -1), 0);

/** Revenue by class, a line a bucket and one over all, from the pool `revenue` alone. */
export function revenueLines(entries: readonly LedgerEntry[]): readonly RevenueLine[] {
  const revenue = entries.filter((entry) => entry.pool === 'revenue');
  const buckets = BUCKETS.map((bucket) =>
    revenueLine(
      bucket,
      revenue.filter((entry) => entry.bucket === bucket),
    ),
  );
  return [...buckets, revenueLine('all', revenue)];
}

/** One line over entries of the pool `revenue`. */
export function revenueLine(bucket: RevenueLine['bucket'], revenue: readonly LedgerEntry[]): RevenueLine {
  const of = (one: DealClass): number =>
    homeSum(
      revenue.filter((entry) => entry.class === one),
      `${one} revenue`,
    );
  return {
    bucket,
    deals: countDeals(revenue),
    sourcedMinor: of('sourced'),
    influencedMinor: of('influenced'),
    directMinor: of('direct'),
    // Summed apart from the classes, so that the identity is checked and not assumed.
    totalMinor: homeSum(revenue, 'won revenue'),
  };
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
