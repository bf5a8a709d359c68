/** What a forecast says: amounts with their range, the rates behind them, and how well it would have done before. */
import type { Instant } from '../calendar.js';
import type { Bucket } from '../deal-class.js';
import type { KpiNote } from '../kpi.js';
import type { NumberScope } from './number-scope.js';

/** Home currency, minor units; eight times in ten what comes lies from `low` to `high`, as far as the past goes on. */
export interface ForecastRange {
  readonly expectedMinor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
}

/** Open deals, and what of them is likely to be won. */
export interface ForecastLine {
  readonly deals: number;
  readonly openMinor: number;
  /** Open deals without an amount in the home currency: in no amount. */
  readonly withoutHomeAmount: number;
  /** Won within `FORECAST_DAYS`. */
  readonly soon: ForecastRange;
  /** Won at any time. */
  readonly eventually: ForecastRange;
}

export const FORECAST_DAYS = 90;

/** How likely a deal of an age is to be won in the end, as the portal's own history has it. */
export interface WinRateOfAge {
  readonly fromDays: number;
  /** Null: no end. */
  readonly toDays: number | null;
  readonly won: number;
  readonly lost: number;
  /** Of a deal that has just reached this age; 0 to 1. */
  readonly winShare: number;
}

export interface BacktestMonth {
  /** "2026-09" */
  readonly month: string;
  /** Deals with a partner that were open when it began. */
  readonly openDeals: number;
  readonly forecast: ForecastRange;
  /** Won of those deals within the month. */
  readonly actualMinor: number;
  readonly isWithinRange: boolean;
}

export interface Backtest {
  /** Oldest first. */
  readonly months: readonly BacktestMonth[];
  /** Sum of |forecast − actual| over the sum of actuals; null where nothing was won. */
  readonly error: number | null;
  /** Sum of (forecast − actual) over the sum of actuals: above 0, the forecast is too high. */
  readonly bias: number | null;
}

export interface Forecast {
  readonly asOf: Instant;
  readonly scope: NumberScope;
  /** Null: new business, expansion and renewal together, which `notes` says. */
  readonly bucket: Bucket | null;
  /** Deals closed from here on have taught the rates. */
  readonly historyFrom: Instant;
  /** Deals closed since then, with a partner and without. */
  readonly closed: { readonly withPartner: number; readonly without: number };
  /** Null: fewer than FORECAST_LEAST deals have closed; there is nothing to forecast from. */
  readonly lines: { readonly sourced: ForecastLine; readonly influenced: ForecastLine } | null;
  readonly rates: {
    readonly withPartner: readonly WinRateOfAge[];
    readonly without: readonly WinRateOfAge[];
  };
  /** Null where no month had enough history at its beginning. */
  readonly backtest: Backtest | null;
  readonly notes: readonly KpiNote[];
}

/** Deals that have to have closed. */
export const FORECAST_LEAST = 20;
