/** A report from the ledger as a table, as CSV and as JSON; each says currency, period, policy and as-of. */
import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import type { Bucket } from '../domain/credit.js';
import type { CreditNumbers, CreditRow, LedgerReport, RevenueRow } from '../domain/ledger-report.js';
import { MODEL_LABELS, type DealModel } from '../domain/deal-model.js';
import type { PortalReport } from '../operations/report-ledger.js';
import { BUCKET_LABELS, revenueTable } from './ledger-tables.js';
import { groupedAmount } from './totals-table.js';

const NOT_ADDITIVE = 'not additive';
/** Rows of months, quarters and lines are revenue; those of partners and their groups are credit. */
export const isRevenue = (row: LedgerReport['rows'][number]): row is RevenueRow => 'totalMinor' in row;
const modelLabel = (model: string): string => MODEL_LABELS[model as DealModel];

/** For people. */
export function reportTable(report: PortalReport): string {
  const { homeCurrency, rows, dealsWithoutHomeAmount: missing } = report;
  const revenueRows = rows.filter(isRevenue);
  const body =
    report.by === 'bucket'
      ? []
      : [revenueRows.length > 0 ? cutTable(revenueRows, report) : creditTable(report)];
  return [
    headline(report),
    revenueTable(report.revenue, homeCurrency, report.origins),
    ...body,
    ...(missing === 0 ? [] : [`Deals without an amount in ${homeCurrency}, in no total: ${missing}`]),
    '',
  ].join('\n');
}

/** Period, time zone, currency, policy, basis and as-of of a report: without them a number is none. */
export const headline = ({
  period,
  basis,
  timeZone,
  homeCurrency,
  policyVersions,
  asOf,
}: PortalReport): string =>
  `${periodText(period, timeZone)}, ${homeCurrency}, policy ${policyVersions.join(', ') || 'none'}, ` +
  `${basis === 'posted' ? 'by the books' : 'by close date'}, as known at ${asOf}`;

/** A period as one reads it aloud: "2026-Q3", "last 12 months", "all time". */
export const periodName = (label: string): string =>
  label === 'last-12-months' ? 'last 12 months' : label === 'all' ? 'all time' : label;

function periodText({ label, from, to }: LedgerReport['period'], timeZone: string): string {
  if (from === null || to === null || label === from) return `${label} (${timeZone})`;
  return `${periodName(label)} (${from} to ${to}, ${timeZone})`;
}

function cutTable(rows: readonly RevenueRow[], { by, homeCurrency }: PortalReport): string {
  const table = new Table({
    head: [
      by === 'month' ? 'Month' : 'Quarter',
      'Line',
      'Deals',
      'Partner-sourced',
      'Partner-influenced',
      'Direct',
      'Total',
    ],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
  });
  const amount = (minor: number): string => groupedAmount(minor, homeCurrency);
  for (const { key, bucket, deals, legacy, ...row } of rows) {
    const amounts = [row.sourcedMinor, row.influencedMinor, row.directMinor, row.totalMinor];
    const line = `${BUCKET_LABELS[bucket]}${legacy === true ? ', legacy' : ''}`;
    table.push([key, line, deals, ...amounts.map(amount)]);
  }
  return table.toString();
}

/** A row's own numbers, and beneath them what of it is legacy and those with its children, where there is any. */
export const creditLines = ({
  key,
  withChildren,
  ofItLegacy,
  ...own
}: CreditRow): readonly { readonly name: string; readonly numbers: CreditNumbers }[] => [
  { name: key, numbers: own },
  ...(ofItLegacy === null ? [] : [{ name: `${key}, of it legacy`, numbers: ofItLegacy }]),
  ...(withChildren === null ? [] : [{ name: `${key}, with its children`, numbers: withChildren }]),
];

export const creditAmounts = (
  { sourcedMinor, influencedMinor, modelMinor }: CreditNumbers,
  currency: string,
): readonly string[] =>
  [sourcedMinor, influencedMinor, ...modelMinor].map((minor) => groupedAmount(minor, currency));

function creditTable({ rows, by, models, homeCurrency }: PortalReport): string {
  const table = new Table({
    head: [
      { partner: 'Partner', tier: 'Tier', type: 'Type', month: '', quarter: '', bucket: '' }[by],
      'Line',
      'Sourced',
      `Influenced (${NOT_ADDITIVE})`,
      ...models.map(modelLabel),
    ],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'right', 'right', ...models.map(() => 'right' as const)],
  });
  for (const row of rows) {
    if (isRevenue(row)) continue;
    for (const { name, numbers } of creditLines(row)) {
      table.push([name, BUCKET_LABELS[row.bucket], ...creditAmounts(numbers, homeCurrency)]);
    }
  }
  return table.toString();
}

/** For machines. Amounts are integer minor units of the home currency. */
export function reportJson(report: PortalReport): string {
  const { models } = report;
  const named = (numbers: CreditNumbers) => ({
    ...numbers,
    modelMinor: Object.fromEntries(models.map((model, at) => [model, numbers.modelMinor[at]])),
  });
  const rows = report.rows.map((row) =>
    isRevenue(row)
      ? row
      : {
          ...row,
          ...named(row),
          withChildren: row.withChildren === null ? null : named(row.withChildren),
          ofItLegacy: row.ofItLegacy === null ? null : named(row.ofItLegacy),
        },
  );
  return `${JSON.stringify({ ...report, rows, notAdditive: ['influencedMinor of partners, tiers and types'] })}\n`;
}

const SUMS = [
  'deals',
  'sourced_minor',
  'influenced_minor',
  'direct_minor',
  'total_minor',
  'influence_not_additive_minor',
] as const;
/** What the numbers of a row stand on. */
const BASIS = [
  'currency',
  'period',
  'basis',
  'policy_versions',
  'as_of',
  'deals_without_home_amount',
] as const;

/**
 * For spreadsheets: one row a line, with currency, period and policy on each. A cell that a spreadsheet would run as a
 * formula starts with `'`.
 */
export function reportCsv(report: PortalReport): string {
  const { by, period, basis, homeCurrency, policyVersions, asOf, models, dealsWithoutHomeAmount } = report;
  const tail = [homeCurrency, period.label, basis, policyVersions.join(';'), asOf, dealsWithoutHomeAmount];
  const totals = [
    ...report.revenue.map((line): RevenueRow => ({ key: 'total', ...line })),
    ...(report.origins?.computed ?? []).map((line): RevenueRow => ({ key: 'total_computed', ...line })),
    ...(report.origins?.legacy ?? []).map((line): RevenueRow => ({ key: 'total_legacy', ...line })),
  ];
  const revenueRows = by === 'bucket' ? [] : report.rows.filter(isRevenue);
  const creditRows = report.rows.filter((row): row is CreditRow => !isRevenue(row));
  const cells = (key: string, bucket: Bucket | 'all', rest: readonly (number | string)[]) => [
    key,
    bucket,
    ...rest,
    ...tail,
  ];
  // Beside a parent's own numbers stand those with its children; a sum over rows must not take both.
  const family =
    by === 'partner'
      ? ['sourced_minor', 'influence_not_additive_minor', ...models.map((model) => `${model}_minor`)]
      : [];
  const familyCells = ({ withChildren }: CreditRow): readonly (number | string)[] =>
    withChildren === null
      ? family.map(() => '')
      : [withChildren.sourcedMinor, withChildren.influencedMinor, ...withChildren.modelMinor].slice(
          0,
          family.length,
        );
  const blank = [...models, ...family].map(() => '');
  return stringify(
    [
      [
        by === 'bucket' ? 'row' : by,
        ...['bucket', ...SUMS],
        ...models.map((model) => `${model}_minor`),
        ...family.map((name) => `with_children_${name}`),
        ...BASIS,
      ],
      ...[...totals, ...revenueRows].map((row) =>
        cells(row.legacy === true ? `${row.key} legacy` : row.key, row.bucket, [
          row.deals,
          row.sourcedMinor,
          row.influencedMinor,
          row.directMinor,
          row.totalMinor,
          '',
          ...blank,
        ]),
      ),
      ...creditRows.map((row) =>
        cells(row.key, row.bucket, [
          '',
          row.sourcedMinor,
          '',
          '',
          '',
          row.influencedMinor,
          ...row.modelMinor,
          ...familyCells(row),
        ]),
      ),
    ],
    { escape_formulas: true },
  );
}
