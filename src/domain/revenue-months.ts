/**
 * Won revenue by month of close, line of revenue and class, added up one result at a time (attribution.md §4). Periods
 * are whole months of a time zone: the same cut as a report's by close date.
 */
import type { Instant } from './calendar.js';
import { BUCKETS, type Bucket, type DealClass, type DealResult } from './credit.js';
import { GrowingSums } from './growing-sums.js';
import { Months } from './months.js';
import { inPeriod, type Month, type Period } from './period.js';

const CLASSES = ['sourced', 'influenced', 'direct'] as const satisfies readonly DealClass[];
/** Of one line: a place a class, all together, and how many deals. */
const WIDTH = CLASSES.length + 2;
const TOTAL = CLASSES.length;
const DEALS = TOTAL + 1;

/** Won revenue of one line by class; home currency, minor units: sourced + influenced + direct = total. */
export interface ClassRevenue {
  readonly deals: number;
  readonly sourcedMinor: number;
  readonly influencedMinor: number;
  readonly directMinor: number;
  readonly totalMinor: number;
}

export interface RevenueLineOf extends ClassRevenue {
  /** `all`: new business, expansion and renewal together, and said so. */
  readonly bucket: Bucket | 'all';
}

/** Adds won deals up. */
export class RevenueMonths {
  readonly #months: Months;
  readonly #names = new Map<number, Month>();
  readonly #sums = new GrowingSums<Month>(WIDTH * BUCKETS.length);

  constructor(timeZone: string) {
    this.#months = new Months(timeZone);
  }

  /** Adds a deal; it counts if it was won, at a known instant. One without a home amount is in no sum. */
  add(result: DealResult & { readonly closedAt: Instant | null }): void {
    const { status, closedAt, homeAmountMinor, bucket } = result;
    if (status !== 'won' || closedAt === null) return;
    const month = this.#nameOf(this.#months.of(closedAt));
    const line = BUCKETS.indexOf(bucket) * WIDTH;
    this.#sums.add(month, line + CLASSES.indexOf(result.class), homeAmountMinor ?? 0);
    // Apart from the classes, so that the identity is checked rather than assumed.
    this.#sums.add(month, line + TOTAL, homeAmountMinor ?? 0);
    this.#sums.add(month, line + DEALS, 1);
  }

  /** A line a bucket, and one over all of them. @throws TotalOverflowError. */
  lines(period: Period): readonly RevenueLineOf[] {
    const months = [...this.#sums.keys()].filter((month) => inPeriod(month, period));
    return [
      ...BUCKETS.map((bucket) => ({ bucket, ...this.#revenue(months, [bucket]) })),
      { bucket: 'all', ...this.#revenue(months, BUCKETS) },
    ];
  }

  /** One month, all lines of revenue together. */
  month(month: Month): ClassRevenue {
    return this.#revenue([month], BUCKETS);
  }

  #revenue(months: readonly Month[], buckets: readonly Bucket[]): ClassRevenue {
    const sum = new GrowingSums<'sum'>(WIDTH);
    for (const month of months) {
      for (const bucket of buckets) {
        for (let field = 0; field < WIDTH; field += 1) {
          sum.add('sum', field, this.#sums.total(month, BUCKETS.indexOf(bucket) * WIDTH + field, month));
        }
      }
    }
    const of = (field: number): number => sum.total('sum', field, 'won revenue');
    return {
      deals: of(DEALS),
      sourcedMinor: of(CLASSES.indexOf('sourced')),
      influencedMinor: of(CLASSES.indexOf('influenced')),
      directMinor: of(CLASSES.indexOf('direct')),
      totalMinor: of(TOTAL),
    };
  }

  #nameOf(month: number): Month {
    const known = this.#names.get(month);
    if (known !== undefined) return known;
    const name = this.#months.name(month) as Month;
    this.#names.set(month, name);
    return name;
  }
}
