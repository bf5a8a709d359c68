/** `partnership attribute --out DIR`: the report as CSV files, written row by row. */
import { createWriteStream, existsSync, statSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { ResultColumns } from '../domain/columns/result-columns.js';
import type { PartnerMonth } from '../domain/partner-months.js';
import type { PartnerTotals, Totals } from '../domain/portfolio.js';
import { AppError } from '../errors.js';
import type { FileColumns } from './read-columns.js';
import { writeCredits, writeDeals } from './write-deal-columns.js';

type Row = readonly (string | number)[];

/** Everything that the files say. */
export interface ColumnReport {
  readonly policyVersion: string;
  readonly asOf: Instant;
  readonly homeCurrency: string;
  readonly file: FileColumns;
  readonly results: ResultColumns;
  readonly partners: readonly PartnerTotals[];
  readonly totals: Totals;
  /** Said to the person; in none of the files. */
  readonly dealsWithoutHomeAmount: number;
  readonly months: readonly PartnerMonth[];
}

/**
 * Writes deals.csv, credits.csv, months.csv, partners.csv, rejected.csv and summary.json into a folder, which is
 * made if it is not there. Cells that a spreadsheet would run as formulas are neutralised.
 * @throws AppError `file_unwritable`.
 */
export async function writeAttribution(folder: string, report: ColumnReport): Promise<void> {
  await makeFolder(folder);
  const { file, results, months } = report;
  const { models } = results;
  const modelColumns = models.map((model) => `${model}_minor`);
  // Under other names until all are whole: a run that fails leaves what was there as it was.
  const partial = (name: string): string => path.join(folder, `${name}.partial`);
  const write = (name: string, header: Row, rows: Iterable<Row>): Promise<void> =>
    writeCsv(partial(name), header, rows);
  writeDeals(partial('deals.csv'), file, results);
  writeCredits(partial('credits.csv'), file, results);
  await write(
    'months.csv',
    ['partner_id', 'month', 'deals', 'sourced_minor', 'influence_gross_minor', ...modelColumns],
    map(months, (month) => monthRow(month, models)),
  );
  await write(
    'partners.csv',
    [
      ...['partner_id', 'sourced_minor', 'influenced_gross_minor', ...modelColumns],
      ...['won_deals', 'sourced_pipeline_minor'],
    ],
    map(report.partners, (partner) => partnerRow(partner, models)),
  );
  await write(
    'rejected.csv',
    ['file', 'line', 'column', 'value', 'reason'],
    map(file.rejected, ({ file: name, line, column, value, reason }) => [name, line, column, value, reason]),
  );
  await writeFile(partial('summary.json'), `${JSON.stringify(summary(report), null, 2)}\n`);
  for (const name of FILES) await rename(partial(name), path.join(folder, name));
}

const FILES = ['deals.csv', 'credits.csv', 'months.csv', 'partners.csv', 'rejected.csv', 'summary.json'];

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

function summary(report: ColumnReport): Record<string, unknown> {
  const { file, results, partners, months } = report;
  return {
    policyVersion: report.policyVersion,
    asOf: formatInstant(report.asOf),
    homeCurrency: report.homeCurrency,
    totals: report.totals,
    rows: {
      deals: file.columns.deals.length,
      credits: results.rows,
      months: months.length,
      partners: partners.length,
    },
    rejected: countBy(file.rejected.map((one) => one.file)),
  };
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
}
