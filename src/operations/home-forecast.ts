/** The forecast and the comparison of the home page: always with a range, with what they stand on, and how good they were. */
import { monthAt } from '../domain/period.js';
import { displayMoney } from '../domain/money.js';
import type { Compared, Comparison, Measured, Verdict } from '../domain/numbers/comparison-value.js';
import { COMPARISON_LEAST } from '../domain/numbers/comparison-value.js';
import {
  FORECAST_DAYS,
  FORECAST_LEAST,
  type ForecastLine,
  type ForecastRange,
} from '../domain/numbers/forecast-value.js';
import { KPI_NOTES, type KpiNote, type KpiUnit } from '../domain/kpi.js';
import { countText, manyText, monthText } from './home-words.js';
import { kpiText } from './kpi-text.js';
import type { ProgrammeSummary } from './programme-summary.js';
import type { HomeComparison, HomeForecast } from './views/home-programme-view.js';

/** Here lines of revenue are not listed one by one. */
const noteText = (note: KpiNote): string =>
  note === 'all_lines' ? 'New business, expansion and renewal together.' : `${KPI_NOTES[note]}.`;

const NOT_YET = 'The last sync has not worked it out: the next one does.';

export function homeForecast({ forecast, homeCurrency, timeZone }: ProgrammeSummary): HomeForecast {
  const money = (minor: number): string => displayMoney(minor, homeCurrency);
  const range = ({ expectedMinor, lowMinor, highMinor }: ForecastRange): string =>
    `${money(expectedMinor)} (${money(lowMinor)} to ${money(highMinor)})`;
  const empty: HomeForecast = {
    title: `Forecast of open partner deals, ${homeCurrency}`,
    ...{ none: NOT_YET, rows: [], sentences: [], backtest: [] },
    columns: ['Open deals', 'Open amount', `Won within ${FORECAST_DAYS} days`, 'Won at any time'],
    backtestColumns: ['Forecast', 'Won', 'Within the range'],
  };
  if (forecast === null) return empty;
  const { lines, closed, historyFrom, backtest, notes } = forecast;
  const history = `${manyText(closed.withPartner, 'deal')} with a partner and ${countText(closed.without)} without that closed since ${monthText(monthAt(historyFrom, timeZone))}`;
  if (lines === null) {
    return {
      ...empty,
      none: `There is too little to forecast from: ${history}. It takes ${FORECAST_LEAST}.`,
    };
  }
  const row = (line: string, { deals, openMinor, soon, eventually }: ForecastLine) => ({
    line,
    cells: [countText(deals), money(openMinor), range(soon), range(eventually)],
  });
  const without = lines.sourced.withoutHomeAmount + lines.influenced.withoutHomeAmount;
  return {
    ...empty,
    none: null,
    rows: [row('Partner-sourced', lines.sourced), row('Partner-influenced', lines.influenced)],
    sentences: [
      'Eight times in ten what comes lies within the range, as far as the past goes on.',
      `Learned from ${history}.`,
      backtestText(backtest),
      ...(without === 0
        ? []
        : [`${manyText(without, 'open deal')} without an amount in ${homeCurrency}: in no amount here.`]),
      ...notes.map(noteText),
    ],
    backtest: (backtest?.months ?? []).map(({ month, forecast: told, actualMinor, isWithinRange }) => ({
      month: monthText(month),
      cells: [range(told), money(actualMinor), isWithinRange ? 'Yes' : 'No'],
    })),
  };
}

function backtestText(backtest: NonNullable<ProgrammeSummary['forecast']>['backtest']): string {
  if (backtest === null)
    return 'No month before had enough history to test the forecast on: how good it is, is not known.';
  const { months, error, bias } = backtest;
  const hits = months.filter(({ isWithinRange }) => isWithinRange).length;
  const tested = `Tested on ${manyText(months.length, 'month')}: ${countText(hits)} of ${countText(months.length)} within the range`;
  if (error === null || bias === null)
    return `${tested}; nothing was won in them, so there is no error to tell.`;
  const side = Math.round(bias * 100);
  const lean =
    side === 0
      ? 'neither too high nor too low'
      : `${Math.abs(side)}% too ${side > 0 ? 'high' : 'low'} in sum`;
  return `${tested}; off by ${countText(Math.round(error * 100))}% a month, ${lean}.`;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  higher: 'Higher with a partner',
  lower: 'Lower with a partner',
  no_clear_difference: 'No clear difference',
  too_few: `Too few deals to say: it takes ${COMPARISON_LEAST} on each side`,
};

export function homeComparison({ comparison, homeCurrency }: ProgrammeSummary): HomeComparison {
  const empty: HomeComparison = {
    ...{ title: 'With a partner against without', none: NOT_YET, rows: [], note: '' },
    columns: ['With a partner', 'Without', 'What it says'],
  };
  if (comparison === null) return empty;
  const measured = (unit: KpiUnit, { value, low, high, n }: Measured): string => {
    const text = (one: number | null): string => kpiText(unit, one, homeCurrency);
    const interval = low === null || high === null ? 'no interval' : `${text(low)} to ${text(high)}`;
    return `${text(value)} (${interval}; ${manyText(n, 'deal')})`;
  };
  const row = (what: string, unit: KpiUnit, { withPartner, without, verdict }: Compared) => ({
    what,
    cells: [measured(unit, withPartner), measured(unit, without), VERDICTS[verdict]],
  });
  return {
    ...empty,
    title: `With a partner against without, ${comparison.period.name}`,
    none: null,
    rows: [
      row('Win rate', 'ratio', comparison.winRate),
      row('Days from created to won, median', 'days', comparison.cycleDays),
      row(`Size of won deals, median, ${homeCurrency}`, 'money', comparison.dealSizeMinor),
    ],
    note: noteOf(comparison),
  };
}

const noteOf = ({ winRate: { difference }, notes }: Comparison): string =>
  [
    'In brackets: the 95% interval and the number of deals. Deals that partners choose may differ from others in more than the partner.',
    ...(difference?.value == null || difference.low === null || difference.high === null
      ? []
      : [
          `Win rate with a partner less without: ${points(difference.value)} points (${points(difference.low)} to ${points(difference.high)}).`,
        ]),
    ...notes.map(noteText),
  ].join(' ');

const points = (share: number): string => {
  const rounded = Math.round(share * 100);
  return rounded > 0 ? `+${rounded}` : String(rounded);
};
