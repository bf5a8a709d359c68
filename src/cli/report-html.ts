/** A report from the ledger as one HTML file: tables, a chart that is drawn as SVG, and a look that prints well. */
import type { CreditRow, RevenueRow } from '../domain/ledger-report.js';
import { MODEL_LABELS, type DealModel } from '../domain/deal-model.js';
import { currencyExponent } from '../domain/currencies.js';
import type { PortalReport } from '../operations/report-ledger.js';
import { BUCKET_LABELS, originLines } from './ledger-tables.js';
import { creditAmounts, creditLines, headline, isRevenue, periodName } from './report-formats.js';
import { groupedAmount } from './totals-table.js';

/** For people who print, or send by mail: no script, no font and no address outside the file. */
export async function reportHtml(report: PortalReport): Promise<string> {
  const title = `Partner report, ${periodName(report.period.label)}`;
  return htmlPage(title, headline(report), [
    await chart(report),
    `<h2>Won revenue, ${escape(report.homeCurrency)}</h2>`,
    revenueTable(report, 'Line', [
      ...report.revenue.map((line) => ({ ...line, key: bucketLabel(line.bucket) })),
      ...originLines(report.origins).map((line) => ({ ...line, key: line.name })),
    ]),
    rowsTable(report),
    missingHomeAmounts(report),
  ]);
}

/** A whole file around some parts. @param style of its own, after that of every report. */
export const htmlPage = (
  title: string,
  basis: string,
  parts: readonly string[],
  style = '',
): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title><style>${STYLE}${style}</style></head>
<body>
<h1>${escape(title)}</h1>
<p class="basis">${escape(basis)}</p>
${parts.join('\n')}
</body>
</html>
`;

const STYLE = `
body { font: 14px/1.45 system-ui, sans-serif; color: #213343; margin: 32px auto; max-width: 1000px; padding: 0 24px; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 28px 0 8px; }
.basis { color: #516f90; margin: 0 0 20px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 10px; border-bottom: 1px solid #dfe3eb; text-align: right; } th { background: #f5f8fa; }
th:first-child, td:first-child, .text { text-align: left; } tr.total td { font-weight: 600; }
figure { margin: 0; } svg { max-width: 100%; height: auto; }
@media print { body { margin: 0; max-width: none; } tr, figure { break-inside: avoid; } thead { display: table-header-group; } }
`;

/** Text as HTML shows it. */
export const escape = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

const bucketLabel = (bucket: RevenueRow['bucket']): string => BUCKET_LABELS[bucket];

/**
 * A table.
 * @param texts as many columns from the left hold text; the others numbers.
 */
export function htmlTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  texts: number,
): string {
  const cells = (tag: 'th' | 'td', values: readonly string[]): string =>
    values
      .map((value, at) => `<${tag}${at < texts ? ' class="text"' : ''}>${escape(value)}</${tag}>`)
      .join('');
  const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n');
  return `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

const CLASSES = ['Partner-sourced', 'Partner-influenced', 'Direct'] as const;

function revenueTable({ homeCurrency }: PortalReport, key: string, rows: readonly RevenueRow[]): string {
  const amounts = (row: RevenueRow): readonly string[] =>
    [row.sourcedMinor, row.influencedMinor, row.directMinor, row.totalMinor].map((minor) =>
      groupedAmount(minor, homeCurrency),
    );
  return htmlTable(
    [key, 'Deals', ...CLASSES, 'Total'],
    rows.map((row) => [row.key, String(row.deals), ...amounts(row)]),
    1,
  );
}

function rowsTable(report: PortalReport): string {
  const { by, rows, models, homeCurrency } = report;
  if (by === 'bucket') return '';
  const revenue = rows.filter(isRevenue);
  if (revenue.length > 0) {
    const named = revenue.map((row) => ({
      ...row,
      key: `${row.key} · ${bucketLabel(row.bucket)}${row.legacy === true ? ', legacy' : ''}`,
    }));
    return `<h2>By ${by}</h2>\n${revenueTable(report, by === 'month' ? 'Month' : 'Quarter', named)}`;
  }
  const credits = rows.filter((row): row is CreditRow => !isRevenue(row));
  const head = [
    '',
    'Line',
    'Sourced',
    'Influenced (not additive)',
    ...models.map((model) => MODEL_LABELS[model as DealModel]),
  ];
  return `<h2>Credit by ${by}, ${escape(homeCurrency)}</h2>\n${htmlTable(
    head,
    credits.flatMap((row) =>
      creditLines(row).map(({ name, numbers }) => [
        name,
        bucketLabel(row.bucket),
        ...creditAmounts(numbers, homeCurrency),
      ]),
    ),
    2,
  )}`;
}

function missingHomeAmounts({ homeCurrency, dealsWithoutHomeAmount: missing }: PortalReport): string {
  return missing === 0
    ? ''
    : `<p class="basis">Deals without an amount in ${escape(homeCurrency)}, in no total: ${missing}</p>`;
}

/** The three classes stacked, a bar a month, quarter or line of revenue: the same numbers as the table below it. */
async function chart(report: PortalReport): Promise<string> {
  const revenue = report.rows.filter(isRevenue);
  const keys =
    report.by === 'bucket' || revenue.length === 0 ? [] : [...new Set(revenue.map((row) => row.key))];
  const bars =
    keys.length > 0
      ? keys.map((key) => ({ name: key, rows: revenue.filter((row) => row.key === key) }))
      : report.revenue
          .filter((line) => line.bucket !== 'all')
          .map((line) => ({ name: bucketLabel(line.bucket), rows: [{ ...line, key: '' }] }));
  const unit = 10 ** (currencyExponent(report.homeCurrency) ?? 2);
  const amounts = (pick: (row: RevenueRow) => number): readonly number[] =>
    bars.map((bar) => bar.rows.reduce((sum, row) => sum + pick(row), 0) / unit);
  const series = [
    amounts((row) => row.sourcedMinor),
    amounts((row) => row.influencedMinor),
    amounts((row) => row.directMinor),
  ];
  const svg = await drawBars(
    bars.map((bar) => bar.name),
    series,
  );
  return `<figure>${svg}<figcaption class="basis">Won revenue by class, ${escape(report.homeCurrency)}</figcaption></figure>`;
}

const COLOURS = ['#00a38d', '#7fd1de', '#cbd6e2'];

async function drawBars(names: readonly string[], series: readonly (readonly number[])[]): Promise<string> {
  const echarts = await import('echarts');
  const drawing = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 952, height: 320 });
  try {
    drawing.setOption({
      animation: false,
      color: COLOURS,
      legend: { data: [...CLASSES], top: 0 },
      grid: { left: 8, right: 8, top: 36, bottom: 8, containLabel: true },
      xAxis: { type: 'category', data: [...names] },
      yAxis: { type: 'value' },
      series: CLASSES.map((name, at) => ({ name, type: 'bar', stack: 'won', data: [...(series[at] ?? [])] })),
    });
    return drawing.renderToSVGString();
  } finally {
    // Without it the process does not end.
    drawing.dispose();
  }
}
