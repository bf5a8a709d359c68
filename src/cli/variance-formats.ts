/** Our classes against the portal's own field, as a table, as CSV, as JSON and as HTML. */
import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import { displayDay, parseInstant } from '../domain/calendar.js';
import { CLASSES, type FieldWord, type VarianceCell } from '../domain/variance.js';
import type { Variance, VarianceDeal } from '../operations/compare-with-field.js';
import { many } from './many.js';
import { escape, htmlPage, htmlTable } from './report-html.js';
import { groupedAmount } from './totals-table.js';

const THEIRS: Readonly<Record<FieldWord, string>> = {
  sourced: 'sourced',
  influenced: 'influenced',
  direct: 'direct',
  empty: 'empty',
  unknown: 'something else',
};

/** Differences that the table shows; the other formats have all. */
const SHOWN = 50;

/** For people: the summary first, then the largest differences, each with its clause. */
export function varianceTable(variance: Variance): string {
  const differing = variance.deals.filter((deal) => deal.differs);
  const more = differing.length - SHOWN;
  return [
    headline(variance),
    matrixTable(variance),
    ...summaryLines(variance),
    ...(differing.length === 0 ? [] : [differencesTable(variance, differing.slice(0, SHOWN))]),
    ...(more > 0 ? [`${many(more, 'smaller difference')} more: --format csv has all of them.`] : []),
    '',
  ].join('\n');
}

const headline = ({ property, policyVersion, mappingVersion, homeCurrency, asOf }: Variance): string =>
  `Our class against ${property}, won deals, ${homeCurrency}, policy ${policyVersion}, mapping ${mappingVersion}, as of ${asOf}`;

const cellText = ({ deals, homeMinor }: VarianceCell, currency: string): string =>
  deals === 0 ? '-' : `${many(deals, 'deal')}\n${groupedAmount(homeMinor, currency)}`;

const matrixHead = (property: string): readonly string[] => [
  `${property} says`,
  'We say sourced',
  'We say influenced',
  'We say direct',
  'Together',
];

function matrixRows({ matrix, homeCurrency }: Variance): readonly (readonly string[])[] {
  const rows = [
    ...matrix.rows
      .filter(({ total }) => total.deals > 0)
      .map((row) => ({ ...row, name: THEIRS[row.theirs] })),
    { ...matrix.total, name: 'together' },
  ];
  return rows.map(({ name, ours, total }) => [
    name,
    ...CLASSES.map((one) => cellText(ours[one], homeCurrency)),
    cellText(total, homeCurrency),
  ]);
}

function matrixTable(variance: Variance): string {
  const table = new Table({
    head: [...matrixHead(variance.property)],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right'],
  });
  for (const row of matrixRows(variance)) table.push([...row]);
  return table.toString();
}

function summaryLines({ matrix, homeCurrency, deals }: Variance): readonly string[] {
  const { differing, total, dealsWithoutHomeAmount: missing } = matrix;
  const legacy = deals.filter((deal) => deal.legacy && deal.differs).length;
  return [
    differing.deals === 0
      ? 'Both say the same of every deal.'
      : `They differ on ${differing.deals} of ${many(total.total.deals, 'deal')}, ${groupedAmount(differing.homeMinor, homeCurrency)} of ${groupedAmount(total.total.homeMinor, homeCurrency)}. An empty field and a direct deal agree.`,
    ...(legacy === 0
      ? []
      : [
          `${many(legacy, 'deal')} of these ${legacy === 1 ? 'was' : 'were'} won before the baseline: there the field counts, and our class is what the rules would say.`,
        ]),
    ...(missing === 0 ? [] : [`Deals without an amount in ${homeCurrency}, in no sum: ${missing}`]),
  ];
}

const dayOf = ({ closedAt }: VarianceDeal, timeZone: string): string => {
  const at = parseInstant(closedAt);
  return at === null ? '' : displayDay(at, timeZone);
};

const amountOf = ({ homeAmountMinor }: VarianceDeal, currency: string): string =>
  homeAmountMinor === null ? 'none' : groupedAmount(homeAmountMinor, currency);

const nameOf = ({ name, dealId, legacy }: VarianceDeal): string =>
  `${name ?? 'Deal without a name'} (${dealId})${legacy ? ', legacy' : ''}`;

function differencesTable({ homeCurrency, timeZone }: Variance, deals: readonly VarianceDeal[]): string {
  const table = new Table({
    head: ['Deal', 'Closed', homeCurrency, 'Field', 'Ours', 'Why'],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'right', 'left', 'left', 'left'],
    colWidths: [30, null, null, null, null, 72],
    wordWrap: true,
  });
  for (const deal of deals) {
    const { theirs, ours, clause } = deal;
    table.push([
      nameOf(deal),
      dayOf(deal, timeZone),
      amountOf(deal, homeCurrency),
      THEIRS[theirs],
      ours,
      clause ?? '',
    ]);
  }
  return table.toString();
}

/** For machines; amounts are integer minor units. */
export const varianceJson = (variance: Variance): string => `${JSON.stringify(variance)}\n`;

/** For spreadsheets: every won deal, also those on which both agree. A cell that would run as a formula starts with `'`. */
export function varianceCsv(variance: Variance): string {
  const { property, homeCurrency, policyVersion, mappingVersion, asOf } = variance;
  const rows = variance.deals.map((deal) => [
    ...[deal.dealId, deal.name ?? '', deal.closedAt, deal.currency, deal.amountMinor],
    ...[homeCurrency, deal.homeAmountMinor ?? '', deal.theirs, deal.value ?? '', deal.ours],
    ...[deal.sourcedBy.join('; '), deal.influencedBy.join('; '), deal.differs ? 'yes' : 'no'],
    ...[deal.legacy ? 'yes' : 'no', deal.clause ?? '', property, policyVersion, mappingVersion, asOf],
  ]);
  return stringify([CSV_HEAD, ...rows], { escape_formulas: true });
}

const CSV_HEAD = [
  ...['deal_id', 'deal_name', 'closed_at', 'currency', 'amount_minor', 'home_currency', 'home_amount_minor'],
  ...['field_says', 'field_value', 'our_class', 'sourced_by', 'influenced_by', 'differs', 'legacy', 'why'],
  ...['field', 'policy_version', 'mapping_version', 'as_of'],
];

/** For people who print, or send by mail: no script, no font and no address outside the file. */
export function varianceHtml(variance: Variance): string {
  const { homeCurrency, timeZone, property } = variance;
  const differing = variance.deals.filter((deal) => deal.differs);
  const rows = differing.map((deal) => [
    ...[nameOf(deal), dayOf(deal, timeZone), THEIRS[deal.theirs], deal.ours, deal.clause ?? ''],
    amountOf(deal, homeCurrency),
  ]);
  const said = summaryLines(variance).map((line) => `<p>${escape(line)}</p>`);
  return htmlPage(`Our class against ${property}`, headline(variance), [
    htmlTable(matrixHead(property), matrixRows(variance), 1),
    ...said,
    ...(rows.length === 0
      ? []
      : [
          `<h2>Where they differ</h2>\n${htmlTable(['Deal', 'Closed', 'Field', 'Ours', 'Why', homeCurrency], rows, 5)}`,
        ]),
  ]);
}
