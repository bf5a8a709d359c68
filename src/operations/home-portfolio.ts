/** Totals with their identity, months and models of the home page, as text. */
import { currencyExponent } from '../domain/currencies.js';
import { MODEL_LABELS, type DealModel } from '../domain/deal-model.js';
import { displayMoney } from '../domain/money.js';
import { countText, monthText, shareText } from './home-words.js';
import type { PeriodRevenue, PortalSummary, SummaryPeriod } from './portal-summary.js';
import type { HomeLine, HomeModels, HomeMonths, HomePeriod } from './views/home-view.js';

const LINES = {
  new: 'New business',
  expansion: 'Expansion',
  renewal: 'Renewal',
  all: 'All lines together',
} as const;

/** "Q3 2026", "Oct 2025 to Sep 2026". */
export function periodName({ period, from, to }: PeriodRevenue): string {
  const [, year, quarter] = /^(\d{4})-Q(\d)$/.exec(period) ?? [];
  if (year !== undefined) return `Q${quarter} ${year}`;
  return from === null || to === null ? 'all time' : `${monthText(from)} to ${monthText(to)}`;
}

const TITLES: Readonly<Record<SummaryPeriod, string>> = {
  this_quarter: 'This quarter',
  last_quarter: 'Last quarter',
  last_12_months: 'Last 12 months',
  all: 'All time',
};

/** Every period with its lines of revenue. */
export const homePeriods = (summary: PortalSummary): readonly HomePeriod[] =>
  summary.periods.map((period) => {
    const money = (minor: number): string => displayMoney(minor, summary.homeCurrency);
    const all = period.lines.find(({ bucket }) => bucket === 'all');
    const name = period.kind === 'all' ? '' : ` (${periodName(period)})`;
    return {
      title: `${TITLES[period.kind]}${name}`,
      identity:
        all === undefined
          ? 'n/a'
          : `Partner-sourced ${money(all.sourcedMinor)} + partner-influenced ${money(all.influencedMinor)} + direct ${money(all.directMinor)} = won ${money(all.totalMinor)}`,
      lines: period.lines.map((line): HomeLine => ({
        line: LINES[line.bucket],
        deals: countText(line.deals),
        sourced: money(line.sourcedMinor),
        influenced: money(line.influencedMinor),
        direct: money(line.directMinor),
        total: money(line.totalMinor),
        share: shareText(line.sourcedMinor, line.totalMinor),
      })),
    };
  });

/** The months, for the chart and as rows. */
export function homeMonths({ months, homeCurrency }: PortalSummary): HomeMonths {
  const whole = 10 ** (currencyExponent(homeCurrency) ?? 2);
  const money = (minor: number): string => displayMoney(minor, homeCurrency);
  return {
    title: `Won revenue by month of close, last ${months.length} months, ${homeCurrency}`,
    points: months.flatMap((month) =>
      (
        [
          ['Partner-sourced', month.sourcedMinor],
          ['Partner-influenced', month.influencedMinor],
          ['Direct', month.directMinor],
        ] as const
      ).map(([dealClass, minor]) => ({
        month: monthText(month.month),
        class: dealClass,
        amount: Math.round(minor / whole),
      })),
    ),
    rows: months
      .map((month) => ({
        month: monthText(month.month),
        sourced: money(month.sourcedMinor),
        influenced: money(month.influencedMinor),
        direct: money(month.directMinor),
        total: money(month.totalMinor),
      }))
      .reverse(),
  };
}

const modelName = (model: string): string => MODEL_LABELS[model as DealModel];

/** Models side by side: the partners with the most credit under the one that is published, and their credit under each. */
export function homeModels({ models, homeCurrency }: PortalSummary): HomeModels {
  const [published] = models;
  const money = (minor: number | undefined): string => displayMoney(minor ?? 0, homeCurrency);
  const credits = models.map(
    ({ partners }) => new Map(partners.map(({ partnerId, creditMinor }) => [partnerId, creditMinor])),
  );
  const name = modelName(published?.model ?? 'linear');
  return {
    title: `Partner credit by model, won deals of all time, ${homeCurrency}`,
    note:
      models.length > 1
        ? `${name} is the policy’s model: it alone is published on deals. The others show what each would give.`
        : `${name} is the policy’s model: it alone is published on deals, and kept. Preview another policy on the settings page to see what another model would give.`,
    columns: models.map(({ model }, place) =>
      place === 0 ? `${modelName(model)} (published)` : modelName(model),
    ),
    rows: (published?.partners ?? []).map(({ partnerId, name: partner }) => ({
      partnerId,
      name: partner,
      credits: credits.map((credit) => money(credit.get(partnerId))),
    })),
  };
}
