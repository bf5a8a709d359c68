/** Forecast: open sourced and influenced pipeline × how likely it is to be won, from the portal's own history (programme.md). */
import { DAY_MS, type Instant } from '../calendar.js';
import type { Bucket } from '../deal-class.js';
import type { ProgrammeFacts } from '../programme-facts.js';
import type { ProgrammeSettings } from '../programme-settings.js';
import { monthsFrom } from '../tier-window.js';
import { backtestOf, teachMonths } from './backtest.js';
import { BUCKET_CODES, type DealColumns } from './deal-columns.js';
import type { DealTally } from './deal-tally.js';
import { FORECAST_DAYS, FORECAST_LEAST, type Forecast, type ForecastLine } from './forecast-value.js';
import { partnersIn, type NumberScope } from './number-scope.js';
import { isOpenAt } from './open-deals.js';
import { RangeSum } from './range-sum.js';
import { eachDeal, type Members } from './scoped-deals.js';
import { learnWinHazards, winProbability, type WinHazards } from './win-hazards.js';

export interface ForecastRequest {
  readonly scope: NumberScope;
  /** Null: all lines together, which the answer says. */
  readonly bucket: Bucket | null;
}

/**
 * Every open deal's amount times its probability of being won, by its age and the history of all deals with a partner over
 * `forecast.historyMonths`; with a range. Sourced is what the partners source; influenced, of partners, not additive.
 * Example: $100 at 0.5 and $100 at 0.2 → $70 expected; the range is wide, since both may be lost.
 * @returns the forecast of any scope: history is the portal's, so it teaches once, however many are asked for.
 */
export function forecastOver(
  facts: ProgrammeFacts,
  tally: DealTally,
  { forecast }: Pick<ProgrammeSettings, 'forecast'>,
): (request: ForecastRequest) => Forecast {
  const { asOf, timeZone } = facts;
  const columns = tally.columns();
  const historyFrom = monthsFrom(asOf, -forecast.historyMonths);
  const learnt = learnWinHazards(columns, { from: historyFrom, at: asOf, least: FORECAST_LEAST });
  const months = teachMonths(columns, { asOf, timeZone, ...forecast });
  return ({ scope, bucket }) => {
    const members =
      scope.kind === 'all'
        ? null
        : new Set(partnersIn(facts.partners, scope, asOf).map(({ profile }) => profile.id));
    const { closed, hazards } = learnt;
    return {
      ...{ asOf, scope, bucket, historyFrom },
      closed,
      lines:
        hazards === null
          ? null
          : linesOf(columns, { members, bucket, asOf }, { hazards, taughtBy: closed.withPartner }),
      rates: hazards?.rates ?? { withPartner: [], without: [] },
      backtest: backtestOf(columns, months, { members, bucket }),
      notes: [
        ...(bucket === null ? (['all_lines'] as const) : []),
        ...(members === null ? [] : (['not_additive'] as const)),
      ],
    };
  };
}

interface Wanted {
  readonly members: Members;
  readonly bucket: Bucket | null;
  readonly asOf: Instant;
}

interface Taught {
  readonly hazards: WinHazards;
  /** Deals with a partner that have closed. */
  readonly taughtBy: number;
}

function linesOf(
  columns: DealColumns,
  { members, bucket, asOf }: Wanted,
  taught: Taught,
): NonNullable<Forecast['lines']> {
  const lines = { sourced: new LineSum(taught), influenced: new LineSum(taught) };
  eachDeal(columns, members, (deal, { sourced, influenced, partnered }) => {
    if (!partnered || !isOpenAt(columns, deal, asOf)) return;
    if (bucket !== null && columns.bucket[deal] !== BUCKET_CODES[bucket]) return;
    const age = (asOf - (columns.created[deal] ?? NaN)) / DAY_MS;
    if (sourced !== 0) lines.sourced.add(age, sourced);
    if (influenced !== 0) lines.influenced.add(age, influenced);
  });
  return { sourced: lines.sourced.line(), influenced: lines.influenced.line() };
}

class LineSum {
  readonly #hazards: WinHazards;
  readonly #soon: RangeSum;
  readonly #eventually: RangeSum;
  #deals = 0;
  #without = 0;

  constructor({ hazards, taughtBy }: Taught) {
    this.#hazards = hazards;
    this.#soon = new RangeSum(taughtBy);
    this.#eventually = new RangeSum(taughtBy);
  }

  add(ageDays: number, minor: number): void {
    this.#deals += 1;
    if (Number.isNaN(minor)) {
      this.#without += 1;
      return;
    }
    const { withPartner } = this.#hazards;
    this.#soon.add(minor, winProbability(withPartner, ageDays, FORECAST_DAYS));
    this.#eventually.add(minor, winProbability(withPartner, ageDays, Infinity));
  }

  line(): ForecastLine {
    return {
      deals: this.#deals,
      openMinor: this.#soon.totalMinor(),
      withoutHomeAmount: this.#without,
      soon: this.#soon.range(),
      eventually: this.#eventually.range(),
    };
  }
}
