/** How well the forecast would have done: each of the last whole months, from what was known when it began. */
import { DAY_MS, type Instant } from '../calendar.js';
import type { Bucket } from '../deal-class.js';
import { addMonths, monthAt, startOfMonth, type Month } from '../period.js';
import { monthsFrom } from '../tier-window.js';
import { BUCKET_CODES, STATUS_CODES, type DealColumns } from './deal-columns.js';
import { FORECAST_LEAST, type Backtest, type BacktestMonth } from './forecast-value.js';
import { isOpenAt } from './open-deals.js';
import { RangeSum } from './range-sum.js';
import { eachDeal, type Members } from './scoped-deals.js';
import { learnWinHazards, winProbability, type WinHazards } from './win-hazards.js';

export interface BacktestSpan {
  readonly asOf: Instant;
  readonly timeZone: string;
  readonly historyMonths: number;
  readonly backtestMonths: number;
}

export interface BacktestRequest {
  readonly members: Members;
  readonly bucket: Bucket | null;
}

/** A month, and what was known when it began. */
export interface TaughtMonth {
  readonly month: Month;
  readonly start: Instant;
  readonly end: Instant;
  readonly hazards: WinHazards;
  /** Deals with a partner that had closed. */
  readonly taughtBy: number;
}

/** What the months of a backtest knew: learnt once, whoever is forecast. Without those that had too little history. */
export function teachMonths(columns: DealColumns, span: BacktestSpan): readonly TaughtMonth[] {
  const { asOf, timeZone, historyMonths, backtestMonths } = span;
  const current = monthAt(asOf, timeZone);
  return Array.from({ length: backtestMonths }, (_, place) =>
    addMonths(current, place - backtestMonths),
  ).flatMap((month) => {
    const [start, end] = [startOfMonth(month, timeZone), startOfMonth(addMonths(month, 1), timeZone)];
    const history = { from: monthsFrom(start, -historyMonths), at: start - 1, least: FORECAST_LEAST };
    const { hazards, closed } = learnWinHazards(columns, history);
    return hazards === null ? [] : [{ month, start, end, hazards, taughtBy: closed.withPartner }];
  });
}

/**
 * Of the deals with a partner that were open when a month began, how much would be won within it, against how much was. A
 * deal's amount and partners are those of now: what they were then is not kept, so the test is a little kinder than life.
 * Example: forecast $50 and $30, won $40 and $40 → error 20 of 80 = 25%, bias 0%.
 * @returns null where no month had enough history.
 */
export function backtestOf(
  columns: DealColumns,
  taught: readonly TaughtMonth[],
  request: BacktestRequest,
): Backtest | null {
  const months = taught.map((month) => monthTested(columns, request, month));
  if (months.length === 0) return null;
  const sum = (of: (month: BacktestMonth) => number): number =>
    months.reduce((total, month) => total + of(month), 0);
  const actual = sum(({ actualMinor }) => actualMinor);
  const off = ({ forecast, actualMinor }: BacktestMonth): number => forecast.expectedMinor - actualMinor;
  return {
    months,
    error: actual <= 0 ? null : sum((month) => Math.abs(off(month))) / actual,
    bias: actual <= 0 ? null : sum(off) / actual,
  };
}

function monthTested(
  columns: DealColumns,
  { members, bucket }: BacktestRequest,
  { month, start, end, hazards, taughtBy }: TaughtMonth,
): BacktestMonth {
  const sum = new RangeSum(taughtBy);
  let [openDeals, actualMinor] = [0, 0];
  eachDeal(columns, members, (deal, { partnered }) => {
    if (!partnered || !isOpenAt(columns, deal, start - 1)) return;
    if (bucket !== null && columns.bucket[deal] !== BUCKET_CODES[bucket]) return;
    openDeals += 1;
    const minor = columns.amount[deal] ?? NaN;
    if (Number.isNaN(minor)) return;
    const age = (start - (columns.created[deal] ?? NaN)) / DAY_MS;
    sum.add(minor, winProbability(hazards.withPartner, age, (end - start) / DAY_MS));
    if (columns.status[deal] === STATUS_CODES.won && (columns.closed[deal] ?? NaN) < end)
      actualMinor += minor;
  });
  const forecast = sum.range();
  const isWithinRange = actualMinor >= forecast.lowMinor && actualMinor <= forecast.highMinor;
  return { month, openDeals, forecast, actualMinor, isWithinRange };
}
