/** The reviews for spreadsheets: a cell that one would run as a formula starts with `'`. */
import { stringify } from 'csv-stringify/sync';
import { KPIS } from '../domain/kpi.js';
import type { PartnerSums } from '../domain/numbers/partner-league.js';
import type {
  PartnerReview,
  ProgrammeReview,
  ReviewBasis,
  ReviewDeal,
  ReviewNumber,
} from '../operations/review-model.js';

type Cells = Readonly<Record<string, string | number | null>>;

const AMOUNTS = [
  'sourced_minor',
  'influenced_minor',
  'influenced_not_additive_minor',
  'direct_minor',
  'total_minor',
  'credited_minor',
  'won_deals',
  'lost_deals',
  'open_deals',
  'open_sourced_minor',
  'open_influenced_not_additive_minor',
] as const;
const NUMBER = ['value', 'unit', 'numerator', 'denominator', 'n', 'previous_value', 'missing'] as const;
const BASIS = ['currency', 'period', 'from', 'to', 'model', 'policy_versions', 'as_of'] as const;
const PROGRAMME = [
  ...['row', 'key', 'name', 'type', 'tier', 'stage', 'manager', 'health'],
  ...[...AMOUNTS, ...NUMBER, 'text', ...BASIS],
];
const PARTNER = [
  ...['row', 'key', 'name', 'role', 'bucket', 'at'],
  ...['amount_minor', ...AMOUNTS, 'health', ...NUMBER, 'text', ...BASIS],
];

/** One row a total by line, a month, a number, a partner (every one, however many), and a notice. */
export function programmeReviewCsv(review: ProgrammeReview): string {
  const { basis, revenue, months, numbers, league } = review;
  const rows: readonly Cells[] = [
    ...revenue.map(({ bucket, label, ...line }) => ({
      ...{ row: 'total', key: bucket, name: label, sourced_minor: line.sourcedMinor },
      ...{ direct_minor: line.directMinor, total_minor: line.totalMinor },
      influenced_minor: line.influencedMinor,
    })),
    ...months.map((month) => monthCells(month, 'influenced_minor')),
    ...numbers.map(numberCells),
    ...league.map((one) => ({
      ...{ row: 'partner', key: one.partnerId, name: one.name, type: one.type, tier: one.tier },
      ...{ stage: one.stage, manager: one.manager, health: one.health },
      ...sumCells(one),
    })),
    ...noticeRows(review),
  ];
  return written(PROGRAMME, rows, basis);
}

/** One row a sum, a month, a deal, a registration, a number, a part of the health, a thing that is due, and a notice. */
export function partnerReviewCsv(review: PartnerReview): string {
  const { basis, partner, sums, months, numbers, health, registrations, due } = review;
  const rows: readonly Cells[] = [
    { row: 'partner', key: partner.id, name: partner.name, health: health.score, ...sumCells(sums) },
    ...months.map((month) => monthCells(month, 'influenced_not_additive_minor')),
    ...(['won', 'lost', 'open'] as const).flatMap((status) =>
      review[status].deals.map((deal) => dealCells(`deal_${status}`, deal)),
    ),
    ...(registrations ?? []).map(({ id, prospect, submitted, status, then }) => ({
      ...{ row: 'registration', key: id, name: prospect, at: submitted, text: `${status}. ${then}` },
    })),
    ...numbers.map(numberCells),
    ...health.parts.map(({ id, label, score, weight, inputWords }) => ({
      ...{ row: 'health_part', key: id, name: label, value: score, denominator: 100 },
      text: `weight ${weight}%; ${inputWords.join('; ')}`,
    })),
    ...due.map(({ kind, label, text, dueAt }) => ({ row: 'due', key: kind, name: label, at: dueAt, text })),
    ...noticeRows(review),
  ];
  return written(PARTNER, rows, basis);
}

const sumCells = (sums: PartnerSums): Cells => ({
  sourced_minor: sums.sourcedMinor,
  influenced_not_additive_minor: sums.influencedMinor,
  credited_minor: sums.creditedMinor,
  ...{ won_deals: sums.wonDeals, lost_deals: sums.lostDeals, open_deals: sums.openDeals },
  open_sourced_minor: sums.openSourcedMinor,
  open_influenced_not_additive_minor: sums.openInfluencedMinor,
});

/** Of the programme the three classes add up; of a partner what it influenced does not. */
const monthCells = (
  month: PartnerReview['months'][number],
  influenced: 'influenced_minor' | 'influenced_not_additive_minor',
): Cells => ({
  ...{ row: 'month', key: month.month, name: month.month, won_deals: month.wonDeals },
  ...{ sourced_minor: month.sourcedMinor, [influenced]: month.influencedMinor },
  ...{ direct_minor: month.directMinor, total_minor: month.totalMinor, credited_minor: month.creditedMinor },
});

const dealCells = (row: string, deal: ReviewDeal): Cells => ({
  ...{ row, key: deal.dealId, name: deal.name, role: deal.role, bucket: deal.bucket, at: deal.at },
  ...{ amount_minor: deal.amountMinor, credited_minor: deal.creditedMinor },
});

const numberCells = (number: ReviewNumber): Cells => ({
  ...{ row: 'number', key: number.id, name: number.label, value: number.value, unit: KPIS[number.id].unit },
  ...{ numerator: number.numerator, denominator: number.denominator, n: number.n },
  ...{ previous_value: number.previous.value, missing: number.missing.join(';') },
  text: number.noteWords.join(' '),
});

/** What the page says above everything: how far all of it may be trusted. */
const noticeRows = ({ notices }: Pick<ProgrammeReview, 'notices'>): readonly Cells[] =>
  notices.map((text) => ({ row: 'notice', text }));

function written(
  columns: readonly string[],
  rows: readonly Cells[],
  { homeCurrency, period, model, policyVersion, asOf }: ReviewBasis,
): string {
  const basis: Cells = {
    ...{ currency: homeCurrency, period: period.name, from: period.from, to: period.to, model },
    ...{ policy_versions: policyVersion, as_of: asOf },
  };
  return stringify(
    [[...columns], ...rows.map((row) => columns.map((name) => row[name] ?? basis[name] ?? ''))],
    { escape_formulas: true },
  );
}
