/** The partner review as a page to send and to print. */
import { displayMoney } from '../domain/money.js';
import type { MonthRevenue } from '../domain/numbers/month-revenue.js';
import { monthText } from '../operations/home-words.js';
import type { PartnerReview, ReviewDeals } from '../operations/review-model.js';
import { drawChart } from './review-chart.js';
import {
  bullets,
  factList,
  figures,
  note,
  paragraph,
  reviewPage,
  reviewTable,
  section,
  type ReviewTable,
} from './review-html.js';
import { planSection, roomForThis, rhythmSections } from './review-partner-parts.js';
import { basisLine, bucketName, moneyIn, numbersTable, spanName } from './review-words.js';

/** One file; nothing in it is added up here. */
export async function partnerReviewHtml(review: PartnerReview): Promise<string> {
  const { basis, partner, notices } = review;
  return reviewPage(`Partner review: ${partner.name}`, basisLine(basis), [
    factList(partner.facts),
    bullets(partner.standing),
    bullets(notices, 'notices'),
    headFigures(review),
    section('What waits', [
      review.due.length === 0
        ? paragraph('Nothing is due.')
        : bullets(
            review.due.map(({ text, label, overdue }) => `${overdue ? 'Overdue · ' : ''}${label}: ${text}`),
          ),
    ]),
    section('Revenue by month', [await revenueChart(review), monthsTable(review), note(HOW_TO_READ(review))]),
    section('Deals', dealTables(review)),
    section('Deal registrations', [registrationsTable(review)]),
    section('The chosen numbers', [numbersTable(review.numbers, basis)]),
    section('Health', healthParts(review)),
    planSection(review),
    ...rhythmSections(review),
    roomForThis(review),
  ]);
}

const HOW_TO_READ = ({ basis }: PartnerReview): string =>
  `Won deals by the day of closing. Sourced: the partner’s part of deals that it sourced. Influenced: the whole amount of each deal that it influenced; not additive, neither over partners nor to sourced. Credited: its credit under the model “${basis.model}”, which adds up over partners.`;

function headFigures({ sums, previous, health, basis }: PartnerReview): string {
  const money = (minor: number): string => displayMoney(minor, basis.homeCurrency);
  const before = `${spanName(basis.previous.name)}: `;
  return figures([
    {
      label: 'Partner-sourced',
      value: money(sums.sourcedMinor),
      beside: `${before}${money(previous.sourcedMinor)}`,
    },
    {
      label: 'Influenced (not additive)',
      value: money(sums.influencedMinor),
      beside: `${before}${money(previous.influencedMinor)}`,
    },
    {
      label: 'Credited',
      value: money(sums.creditedMinor),
      beside: `${before}${money(previous.creditedMinor)}`,
    },
    {
      label: 'Health',
      value: health.score === null ? 'n/a' : `${health.score} of 100`,
      beside: `${sums.wonDeals} won, ${sums.lostDeals} lost, ${sums.openDeals} open`,
    },
  ]);
}

const revenueChart = ({ months, basis }: PartnerReview): Promise<string> =>
  drawChart({
    title: `Won revenue by month, ${basis.homeCurrency}: sourced, influenced (not additive) and credited`,
    ...{ months, stacked: false, currency: basis.homeCurrency },
    series: [
      { name: 'Sourced', of: ({ sourcedMinor }: MonthRevenue) => sourcedMinor },
      { name: 'Influenced (not additive)', of: ({ influencedMinor }: MonthRevenue) => influencedMinor },
      { name: 'Credited', of: ({ creditedMinor }: MonthRevenue) => creditedMinor },
    ],
  });

function monthsTable({ months, basis }: PartnerReview): string {
  const money = moneyIn(basis);
  return reviewTable({
    caption: `Won revenue by month, ${basis.homeCurrency}`,
    head: ['Month', 'Deals won', 'Sourced', 'Influenced (not additive)', 'Credited'],
    numeric: [1, 2, 3, 4],
    rows: months.map((one) => [
      monthText(one.month),
      String(one.wonDeals),
      money(one.sourcedMinor),
      money(one.influencedMinor),
      money(one.creditedMinor),
    ]),
  });
}

function dealTables({ won, lost, open, basis }: PartnerReview): readonly string[] {
  const period = spanName(basis.period.name);
  return [
    reviewTable(
      dealTable(won, basis, {
        title: `Won, ${period}`,
        day: 'Closed',
        none: `No deal was won in ${period}.`,
      }),
    ),
    reviewTable(
      dealTable(lost, basis, {
        title: `Lost, ${period}`,
        day: 'Closed',
        none: `No deal was lost in ${period}.`,
      }),
    ),
    reviewTable(dealTable(open, basis, { title: 'Open pipeline', day: 'Created', none: 'No deal is open.' })),
  ];
}

interface DealWords {
  readonly title: string;
  readonly day: string;
  readonly none: string;
}

function dealTable(
  { deals, total, amountMinor, more, moreMinor }: ReviewDeals,
  { homeCurrency }: PartnerReview['basis'],
  { title, day, none }: DealWords,
): ReviewTable {
  const money = (minor: number | null): string =>
    minor === null ? 'n/a' : displayMoney(minor, homeCurrency);
  const totals = [
    ...(more === 0 ? [] : [[`${more} more, smaller`, '', '', '', money(moreMinor), '']]),
    [`All ${total}`, '', '', '', money(amountMinor), ''],
  ];
  return {
    caption: `${title}, ${homeCurrency}`,
    head: ['Deal', 'Role', 'Line', day, 'Amount', 'Credited'],
    widths: [34, 12, 14, 13, 14, 13],
    numeric: [4, 5],
    none,
    rows: deals.map((deal) => [
      deal.name,
      deal.role === 'sourced' ? 'Sourced' : 'Influenced',
      bucketName(deal.bucket),
      deal.day,
      money(deal.amountMinor),
      deal.creditedMinor === null ? '–' : money(deal.creditedMinor),
    ]),
    totals: total > 1 ? totals : [],
  };
}

function registrationsTable({ registrations }: PartnerReview): string {
  if (registrations === null)
    return paragraph(
      'This portal has no object for deal registrations: docs/registrations.md says how to get it.',
    );
  return reviewTable({
    caption: 'Submitted in the period, or not settled',
    head: ['Prospect', 'Submitted', 'Status', 'Then'],
    none: 'None was submitted in the period, and none is open.',
    rows: registrations.map(({ prospect, submitted, status, then }) => [prospect, submitted, status, then]),
  });
}

function healthParts({ health }: PartnerReview): readonly string[] {
  return [
    paragraph(
      health.score === null
        ? 'There is nothing to work it out from yet.'
        : `${health.score} of 100: the mean of the parts below by their weights.`,
    ),
    reviewTable({
      caption: 'The parts of the health, each from 0 to 100',
      head: ['Part', 'Score', 'Weight', 'From what'],
      widths: [46, 9, 9, 36],
      numeric: [1, 2],
      none: '',
      rows: health.parts.map(({ label, score, weight, formula, inputWords }) => [
        { text: label, detail: `${formula}.` },
        { text: String(Math.round(score)), strong: true as const },
        `${Math.round(weight)}%`,
        inputWords.join('; '),
      ]),
    }),
    bullets(health.leftOut.map(({ label, why }) => `${label} is left out: ${why}`)),
  ];
}
