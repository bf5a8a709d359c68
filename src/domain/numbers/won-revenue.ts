/** Won revenue of a period by class and line: what partner-sourced and partner-influenced revenue are read from. */
import { BUCKETS, type Bucket } from '../deal-class.js';
import { ExactSums } from '../columns/exact-sums.js';
import type { KpiBeside } from '../kpi.js';
import { exact } from '../portfolio.js';
import { STATUS_CODES } from './deal-columns.js';
import { beside } from './kpi-value.js';
import { isWithinPeriod, type NumberContext } from './number-context.js';
import { eachDeal } from './scoped-deals.js';

/** Home currency, minor units. */
export interface RevenueLines {
  readonly total: number;
  readonly byBucket: Readonly<Record<Bucket, number>>;
  /** Deals of which anything is in it. */
  readonly deals: number;
}

export interface WonRevenue {
  readonly sourced: RevenueLines;
  readonly influenced: RevenueLines;
  readonly direct: RevenueLines;
  /** Of all won deals, added up by itself and not from the three; for partners: of the deals with a role of theirs. */
  readonly all: RevenueLines;
  /** Won in the period, and in no total. */
  readonly withoutHomeAmount: number;
  /** Won on a day that is not known: in no period. */
  readonly withoutCloseDay: number;
}

const PARTS = ['sourced', 'influenced', 'direct', 'all'] as const;
type Part = (typeof PARTS)[number];

/** @throws TotalOverflowError where a total is beyond 2^53−1. */
export function wonRevenue(context: NumberContext): WonRevenue {
  const { deals: columns, members } = context;
  const sums = new ExactSums(PARTS.length * BUCKETS.length);
  const counts = { sourced: 0, influenced: 0, direct: 0, all: 0 };
  const without = { homeAmount: 0, closeDay: 0 };
  eachDeal(columns, members, (deal, brings) => {
    if (columns.status[deal] !== STATUS_CODES.won) return;
    const [at, whole, bucket] = [
      columns.closed[deal] ?? NaN,
      columns.amount[deal] ?? NaN,
      columns.bucket[deal] ?? 0,
    ];
    if (Number.isNaN(at)) without.closeDay += 1;
    if (!isWithinPeriod(context, at)) return;
    if (Number.isNaN(whole)) {
      without.homeAmount += 1;
      return;
    }
    PARTS.forEach((part, place) => {
      const minor = part === 'all' ? whole : brings[part];
      if (minor === 0) return;
      sums.add(place * BUCKETS.length + bucket, minor);
      counts[part] += 1;
    });
  });
  return {
    ...(Object.fromEntries(
      PARTS.map((part, place) => [part, lines(sums, place, part, counts[part])]),
    ) as Record<Part, RevenueLines>),
    withoutHomeAmount: without.homeAmount,
    withoutCloseDay: without.closeDay,
  };
}

function lines(sums: ExactSums, place: number, part: Part, deals: number): RevenueLines {
  const total = new ExactSums(1);
  const byBucket = Object.fromEntries(
    BUCKETS.map((bucket, at) => {
      total.addSum(0, sums, place * BUCKETS.length + at);
      return [bucket, exact(sums.total(place * BUCKETS.length + at), `${part} ${bucket}`)];
    }),
  ) as Record<Bucket, number>;
  return { total: exact(total.total(0), part), byBucket, deals };
}

export const BUCKET_LABELS = {
  new: 'New business',
  expansion: 'Expansion',
  renewal: 'Renewal',
} as const satisfies Record<Bucket, string>;

/** New business, expansion and renewal apart: `new`, `expansion`, `renewal`. */
export const besideBuckets = (byBucket: Readonly<Record<Bucket, number>>): readonly KpiBeside[] =>
  BUCKETS.map((bucket) => beside(bucket, BUCKET_LABELS[bucket], 'money', byBucket[bucket]));
