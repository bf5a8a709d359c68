/** Won revenue month by month: what the charts of the reviews are drawn from. */
import type { Instant } from '../calendar.js';
import { ExactSums } from '../columns/exact-sums.js';
import { addMonths, startOfMonth, type Month } from '../period.js';
import { exact } from '../portfolio.js';
import { STATUS_CODES } from './deal-columns.js';
import type { DealTally } from './deal-tally.js';
import { eachDeal, type Members } from './scoped-deals.js';

/** One month. Home currency, minor units. */
export interface MonthRevenue {
  readonly month: Month;
  /** Deals that were won in it; of partners: with a role of theirs. */
  readonly wonDeals: number;
  readonly sourcedMinor: number;
  /** Of partners the whole amount of each deal that they influence: not additive. */
  readonly influencedMinor: number;
  /** 0 for partners. */
  readonly directMinor: number;
  /** Of all won deals, added up by itself and not from the three; for partners: of the deals with a role of theirs. */
  readonly totalMinor: number;
  /** Credit under the policy's model. */
  readonly creditedMinor: number;
}

export interface MonthsWanted {
  /** The last of them. */
  readonly last: Month;
  readonly count: number;
  readonly timeZone: string;
  /** What was closed later is not looked at. */
  readonly asOf: Instant;
}

const PARTS = ['sourced', 'influenced', 'direct', 'total', 'credited'] as const;

/**
 * The months up to one, the oldest first; those without a won deal are there too.
 * @param members null: the programme as a whole, in which sourced + influenced + direct = total.
 * @throws TotalOverflowError where a total is beyond 2^53−1.
 */
export function revenueByMonth(
  tally: DealTally,
  members: Members,
  { last, count, timeZone, asOf }: MonthsWanted,
): readonly MonthRevenue[] {
  const columns = tally.columns();
  const months = Array.from({ length: count }, (_, at) => addMonths(last, at + 1 - count));
  const starts = [...months, addMonths(last, 1)].map((month) => startOfMonth(month, timeZone));
  const sums = new ExactSums(months.length * PARTS.length);
  const won = new Int32Array(months.length);
  eachDeal(columns, members, (deal, brings) => {
    const closed = columns.closed[deal] ?? NaN;
    const whole = columns.amount[deal] ?? NaN;
    if (columns.status[deal] !== STATUS_CODES.won || !(closed <= asOf)) return;
    const place = placeOf(starts, closed);
    if (place === null) return;
    won[place]! += 1;
    if (Number.isNaN(whole)) return;
    PARTS.forEach((part, at) => sums.add(place * PARTS.length + at, part === 'total' ? whole : brings[part]));
  });
  return months.map((month, place) => {
    const minor = (at: number): number =>
      exact(sums.total(place * PARTS.length + at), `${PARTS[at]} ${month}`);
    return {
      ...{ month, wonDeals: won[place] ?? 0 },
      ...{ sourcedMinor: minor(0), influencedMinor: minor(1), directMinor: minor(2) },
      ...{ totalMinor: minor(3), creditedMinor: minor(4) },
    };
  });
}

/** The month of an instant, by when months begin; null before the first and after the last. */
function placeOf(starts: readonly number[], at: number): number | null {
  if (!(at >= (starts[0] ?? Infinity)) || at >= (starts.at(-1) ?? -Infinity)) return null;
  return starts.findLastIndex((start) => start <= at);
}
