/** `partnership attribute --out DIR`: the report as CSV files, written row by row. */
import { createWriteStream, existsSync, statSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { formatInstant } from '../domain/calendar.js';
import type { DealResult, PartnerCredits } from '../domain/credit.js';
import { compareIds, type PartnerId } from '../domain/ids.js';
import type { PartnerMonth } from '../domain/partner-months.js';
import type { PartnerTotals } from '../domain/portfolio.js';
import { AppError } from '../errors.js';
import type { AttributionReport } from './attribution-json.js';

type Row = readonly (string | number)[];

/**
 * Writes deals.csv, credits.csv, months.csv, partners.csv, rejected.csv and summary.json into a folder, which is
 * made if it is not there. Cells that a spreadsheet would run as formulas are neutralised.
 * @throws AppError `file_unwritable`.
 */
export async function writeAttribution(
  folder: string,
  report: AttributionReport,
  models: readonly string[],
  months: readonly PartnerMonth[],
): Promise<void> {
  await makeFolder(folder);
  const modelColumns = models.map((model) => `${model}_minor`);
  const written: string[] = [];
  // Under other names until all are whole: a run that fails leaves what was there as it was.
  const write = async (name: string, header: Row, rows: Iterable<Row>): Promise<void> => {
    written.push(name);
    await writeCsv(path.join(folder, `${name}.partial`), header, rows);
  };
  await write('deals.csv', DEAL_COLUMNS, map(report.deals, dealRow));
  await write(
    'credits.csv',
    ['deal_id', 'partner_id', 'source_minor', 'influence_minor', ...modelColumns],
    creditRows(report.deals, models),
  );
  await write(
    'months.csv',
    ['partner_id', 'month', 'deals', 'sourced_minor', 'influence_gross_minor', ...modelColumns],
    map(months, (month) => monthRow(month, models)),
  );
  await write(
    'partners.csv',
    [
      'partner_id',
      'sourced_minor',
      'influenced_gross_minor',
      ...modelColumns,
      'won_deals',
      'sourced_pipeline_minor',
    ],
    map(report.partners, (partner) => partnerRow(partner, models)),
  );
  await write(
    'rejected.csv',
    ['file', 'line', 'column', 'value', 'reason'],
    map(report.rejected, ({ file, line, column, value, reason }) => [file, line, column, value, reason]),
  );
  await writeFile(
    path.join(folder, 'summary.json.partial'),
    `${JSON.stringify(summary(report, months), null, 2)}
`,
  );
  for (const name of [...written, 'summary.json']) {
    await rename(path.join(folder, `${name}.partial`), path.join(folder, name));
  }
}

/**
 * Makes a folder and what is missing above it.
 * @throws AppError `file_unwritable`.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    // Where the parent is there, plainly: on file systems that refuse folders, such as /proc, `recursive` never returns.
    await mkdir(folder, { recursive: !existsSync(path.dirname(path.resolve(folder))) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && statSync(folder).isDirectory()) return;
    throw new AppError(
      'file_unwritable',
      `The folder ${folder} cannot be made: ${error instanceof Error ? error.message : String(error)}.`,
      'Name a folder that you may write to.',
      { cause: error },
    );
  }
}

async function writeCsv(file: string, header: Row, rows: Iterable<Row>): Promise<void> {
  const csv = stringify({ escape_formulas: true });
  await pipeline(Readable.from(chain([header], rows)), csv, createWriteStream(file));
}

function* chain(head: Iterable<Row>, tail: Iterable<Row>): Generator<Row> {
  yield* head;
  yield* tail;
}

function* map<T>(values: Iterable<T>, toRow: (value: T) => Row): Generator<Row> {
  for (const value of values) yield toRow(value);
}

const DEAL_COLUMNS: Row = [
  'deal_id',
  'status',
  'class',
  'bucket',
  'currency',
  'amount_minor',
  'home_amount_minor',
  'sourcing_partner_ids',
  'influencing_partner_ids',
  'flags',
];

const dealRow = (deal: DealResult): Row => [
  deal.dealId,
  deal.status,
  deal.class,
  deal.bucket,
  deal.currency,
  deal.amountMinor,
  deal.homeAmountMinor ?? '',
  deal.sourcingPartnerIds.join(';'),
  deal.influencingPartnerIds.join(';'),
  deal.flags.join(';'),
];

function* creditRows(deals: readonly DealResult[], models: readonly string[]): Generator<Row> {
  const of = (credits: PartnerCredits | undefined, id: PartnerId): number => credits?.get(id) ?? 0;
  for (const { dealId, sourcingPartnerIds, influencingPartnerIds, credits } of deals) {
    for (const id of [...sourcingPartnerIds, ...influencingPartnerIds].sort(compareIds)) {
      const byModel = models.map((model) => of(credits.model.get(model), id));
      yield [dealId, id, of(credits.source, id), of(credits.influence, id), ...byModel];
    }
  }
}

const byModel = (minor: ReadonlyMap<string, number>, models: readonly string[]): Row =>
  models.map((model) => minor.get(model) ?? 0);

const monthRow = (month: PartnerMonth, models: readonly string[]): Row => [
  month.partnerId,
  month.month,
  month.deals,
  month.sourcedMinor,
  month.influenceGrossMinor,
  ...byModel(month.modelMinor, models),
];

const partnerRow = (partner: PartnerTotals, models: readonly string[]): Row => [
  partner.partnerId,
  partner.sourcedMinor,
  partner.influencedGrossMinor,
  ...byModel(partner.modelMinor, models),
  partner.wonDeals,
  partner.sourcedPipelineMinor,
];

function summary(report: AttributionReport, months: readonly PartnerMonth[]): Record<string, unknown> {
  const { deals, partners, rejected } = report;
  const credits = deals.reduce(
    (rows, deal) => rows + deal.sourcingPartnerIds.length + deal.influencingPartnerIds.length,
    0,
  );
  return {
    policyVersion: report.policyVersion,
    asOf: formatInstant(report.asOf),
    homeCurrency: report.homeCurrency,
    totals: report.totals,
    rows: { deals: deals.length, credits, months: months.length, partners: partners.length },
    rejected: countBy(rejected.map((one) => one.file)),
  };
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
}
