/** The programme review as a page to send and to print. */
import { displayMoney } from '../domain/money.js';
import type { MonthRevenue } from '../domain/numbers/month-revenue.js';
import { monthText, shareText } from '../operations/home-words.js';
import type { ProgrammeReview, ReviewFact, ReviewRevenue } from '../operations/review-model.js';
import { drawChart } from './review-chart.js';
import { bullets, figures, note, paragraph, reviewPage, reviewTable, section } from './review-html.js';
import { leagueTable } from './review-league.js';
import { basisLine, moneyIn, numbersTable, spanName } from './review-words.js';

/** One file; nothing in it is added up here. */
export async function programmeReviewHtml(review: ProgrammeReview): Promise<string> {
  const { basis, notices, partners } = review;
  return reviewPage('Partner programme review', basisLine(basis), [
    bullets(notices, 'notices'),
    headFigures(review),
    section('Won revenue', revenueParts(review)),
    section('Revenue by month', [await revenueChart(review), monthsTable(review)]),
    section('Partners', [
      paragraph(`${partners.total.toLocaleString('en-US')} partners.`),
      paragraph(`By partner lifecycle stage: ${countsOf(partners.byStage)}.`),
      paragraph(`By tier: ${countsOf(partners.byTier)}.`),
      leagueTable(review),
    ]),
    section('The sixteen numbers', [numbersTable(review.numbers, basis)]),
    section('Forecast', forecastParts(review)),
    section('With a partner against without', comparisonParts(review)),
    section('Health of partners', healthParts(review)),
    section('Tiers that move', tierParts(review)),
    section('What waits', queueParts(review)),
  ]);
}

/** "2 Gold, 4 Silver" */
const countsOf = (facts: readonly ReviewFact[]): string =>
  facts.map(({ label, value }) => `${value} ${label}`).join(', ');

const allOf = (lines: readonly ReviewRevenue[]): ReviewRevenue | undefined =>
  lines.find(({ bucket }) => bucket === 'all');

function headFigures({ revenue, previousRevenue, basis }: ProgrammeReview): string {
  const [now, before] = [allOf(revenue), allOf(previousRevenue)];
  if (now === undefined || before === undefined) return '';
  const money = (minor: number): string => displayMoney(minor, basis.homeCurrency);
  const part = (label: string, of: (line: ReviewRevenue) => number) => ({
    label: `${label} · ${shareText(of(now), now.totalMinor)}`,
    value: money(of(now)),
    beside: `${spanName(basis.previous.name)}: ${money(of(before))}`,
  });
  return figures([
    part('Partner-sourced', ({ sourcedMinor }) => sourcedMinor),
    part('Partner-influenced', ({ influencedMinor }) => influencedMinor),
    part('Direct', ({ directMinor }) => directMinor),
    { ...part('All won', ({ totalMinor }) => totalMinor), label: 'All won revenue' },
  ]);
}

function revenueParts({ revenue, basis, withoutHomeAmount }: ProgrammeReview): readonly string[] {
  const money = moneyIn(basis);
  const row = (line: ReviewRevenue): readonly string[] => [
    line.label,
    money(line.sourcedMinor),
    money(line.influencedMinor),
    money(line.directMinor),
    money(line.totalMinor),
  ];
  const all = allOf(revenue);
  return [
    reviewTable({
      caption: `Won revenue, ${spanName(basis.period.name)}, ${basis.homeCurrency}: sourced + influenced + direct = total`,
      head: ['Line', 'Partner-sourced', 'Partner-influenced', 'Direct', 'Total'],
      numeric: [1, 2, 3, 4],
      rows: revenue.filter(({ bucket }) => bucket !== 'all').map(row),
      totals: all === undefined ? [] : [row(all)],
    }),
    note(
      `Each deal is in one class, so that the three add up; the totals are counted by themselves and agree.${withoutHomeAmount === 0 ? '' : ` ${withoutHomeAmount} won without an amount in ${basis.homeCurrency}: in no total.`}`,
    ),
  ];
}

const revenueChart = ({ months, basis }: ProgrammeReview): Promise<string> =>
  drawChart({
    title: `Won revenue by month, ${basis.homeCurrency}: partner-sourced, partner-influenced and direct`,
    ...{ months, stacked: true, currency: basis.homeCurrency },
    series: [
      { name: 'Partner-sourced', of: ({ sourcedMinor }: MonthRevenue) => sourcedMinor },
      { name: 'Partner-influenced', of: ({ influencedMinor }: MonthRevenue) => influencedMinor },
      { name: 'Direct', of: ({ directMinor }: MonthRevenue) => directMinor },
    ],
  });

function monthsTable({ months, basis }: ProgrammeReview): string {
  const money = moneyIn(basis);
  return reviewTable({
    caption: `Won revenue by month, ${basis.homeCurrency}`,
    head: ['Month', 'Deals won', 'Partner-sourced', 'Partner-influenced', 'Direct', 'Total'],
    numeric: [1, 2, 3, 4, 5],
    rows: months.map((one) => [
      monthText(one.month),
      String(one.wonDeals),
      money(one.sourcedMinor),
      money(one.influencedMinor),
      money(one.directMinor),
      money(one.totalMinor),
    ]),
  });
}

function forecastParts({ forecastWords: words }: ProgrammeReview): readonly string[] {
  if (words.none !== null) return [paragraph(words.none)];
  return [
    reviewTable({
      caption: words.title,
      head: ['Line', ...words.columns],
      numeric: [1, 2],
      widths: [20, 10, 16, 27, 27],
      rows: words.rows.map(({ line, cells }) => [line, ...cells]),
    }),
    bullets(words.sentences),
    reviewTable({
      caption: 'What the forecast would have said at the start of each month, and what was won',
      head: ['Month', ...words.backtestColumns],
      none: '',
      rows: words.backtest.map(({ month, cells }) => [month, ...cells]),
    }),
  ];
}

function comparisonParts({ comparisonWords: words }: ProgrammeReview): readonly string[] {
  if (words.none !== null) return [paragraph(words.none)];
  return [
    reviewTable({
      caption: words.title.replace('last-12-months', 'last 12 months'),
      head: ['', ...words.columns],
      widths: [22, 29, 29, 20],
      rows: words.rows.map(({ what, cells }) => [what, ...cells]),
    }),
    note(words.note),
  ];
}

const healthParts = ({ health }: ProgrammeReview): readonly string[] => [
  reviewTable({
    caption: 'Health, 0 to 100, the lowest first',
    head: ['Partner', 'Health', ...health.columns],
    numeric: [1, ...health.columns.map((_, at) => at + 2)],
    widths: [25, 10, 13, 13, 13, 13, 13],
    none: 'There is no partner to work it out for.',
    rows: health.rows.map(({ partner, score, cells }) => [
      partner,
      { text: score, strong: true as const },
      ...cells,
    ]),
  }),
  note(health.note),
  bullets(health.formulas, 'note'),
];

const tierParts = ({ tiers }: ProgrammeReview): readonly string[] => [
  reviewTable({
    caption: 'What a tier review decides today',
    head: ['Partner', 'Decision', 'What is missing for the next tier'],
    widths: [24, 30, 46],
    none: '',
    rows: tiers.moves.map(({ partner, decision, next }) => [partner, decision, next]),
  }),
  paragraph(tiers.note),
];

function queueParts({ queue }: ProgrammeReview): readonly string[] {
  if (queue.total === 0) return [paragraph('Nothing waits.')];
  return [
    paragraph(
      `${queue.total.toLocaleString('en-US')} wait, ${queue.overdue.toLocaleString('en-US')} of them overdue.`,
    ),
    paragraph(
      `${queue.byKind.map(({ label, total }) => `${label}: ${total.toLocaleString('en-US')}`).join(' · ')}.`,
    ),
    reviewTable({
      caption: 'The most urgent first',
      head: ['What', 'Partner', 'What to do'],
      widths: [20, 22, 58],
      rows: queue.items.map(({ label, partner, text, overdue }) => [
        overdue ? { text: label, detail: 'Overdue' } : label,
        partner,
        text,
      ]),
    }),
    note(
      queue.more === 0
        ? ''
        : `${queue.more.toLocaleString('en-US')} more stand on the home page, and in HubSpot.`,
    ),
  ];
}
