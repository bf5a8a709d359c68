/** `partnership attribute --out DIR`: the report as CSV files, written as its parts come. */
import {
  closeSync,
  createWriteStream,
  existsSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { PartnerMonth } from '../domain/partner-months.js';
import type { PartnerTotals, Totals } from '../domain/portfolio.js';
import type { Rejection } from './rejection.js';
import { folderUnwritable } from './unwritable.js';
import { creditHeader, dealHeader } from './write-deal-columns.js';

type Row = readonly (string | number)[];

/** Everything that the files say but for deals and their credits. */
export interface SumReport {
  readonly policyVersion: string;
  readonly asOf: Instant;
  readonly homeCurrency: string;
  readonly models: readonly string[];
  readonly deals: number;
  readonly credits: number;
  readonly partners: readonly PartnerTotals[];
  readonly totals: Totals;
  readonly months: readonly PartnerMonth[];
  readonly rejected: readonly Rejection[];
}

/**
 * A folder with deals.csv, credits.csv, months.csv, partners.csv, rejected.csv and summary.json. Cells that a spreadsheet
 * would run as formulas are neutralised. The files have other names until all are whole: a run that fails leaves what was
 * there as it was.
 */
export class OutFolder {
  readonly #folder: string;
  /** The topmost folder that was made; null where all were there. */
  readonly #made: string | null;
  readonly #deals: number;
  readonly #credits: number;
  #isClosed = false;

  private constructor(folder: string, made: string | null, models: readonly string[]) {
    this.#folder = folder;
    this.#made = made;
    this.#deals = openSync(this.#partial('deals.csv'), 'w');
    this.#credits = openSync(this.#partial('credits.csv'), 'w');
    writeAll(this.#deals, dealHeader());
    writeAll(this.#credits, creditHeader(models));
  }

  /**
   * Makes the folder, if it is not there.
   * @throws AppError `file_unwritable`.
   */
  static async open(folder: string, models: readonly string[]): Promise<OutFolder> {
    const made = await makeFolder(folder);
    try {
      return new OutFolder(folder, made, models);
    } catch (error) {
      throw folderUnwritable(folder, error);
    }
  }

  /** Writes the rows of the next deals, in the order of deals.csv. */
  append(deals: Uint8Array, credits: Uint8Array): void {
    writeAll(this.#deals, deals);
    writeAll(this.#credits, credits);
  }

  /**
   * Writes everything else, and gives the files their names.
   * @throws AppError `file_unwritable`.
   */
  async finish(report: SumReport): Promise<void> {
    try {
      await this.#finish(report);
    } catch (error) {
      throw folderUnwritable(this.#folder, error);
    }
  }

  async #finish(report: SumReport): Promise<void> {
    this.#close();
    const { models, months, partners, rejected } = report;
    const modelColumns = models.map((model) => `${model}_minor`);
    const write = (name: string, header: Row, rows: Iterable<Row>): Promise<void> =>
      writeCsv(this.#partial(name), header, rows);
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
      map(partners, (partner) => partnerRow(partner, models)),
    );
    await write(
      'rejected.csv',
      ['file', 'line', 'column', 'value', 'reason'],
      map(rejected, ({ file: name, line, column, value, reason }) => [name, line, column, value, reason]),
    );
    await writeFile(this.#partial('summary.json'), `${JSON.stringify(summary(report), null, 2)}\n`);
    for (const name of FILES) await rename(this.#partial(name), path.join(this.#folder, name));
  }

  /** Takes what was written away: there is no report. */
  discard(): void {
    this.#close();
    for (const name of FILES) rmSync(this.#partial(name), { force: true });
    if (this.#made === null) return;
    // Only what is empty: what others put there meanwhile stays.
    for (let one = path.resolve(this.#folder); one.startsWith(this.#made); one = path.dirname(one)) {
      if (readdirSync(one).length > 0) return;
      rmdirSync(one);
    }
  }

  // Once: a file that could not be finished is also discarded.
  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeSync(this.#deals);
    closeSync(this.#credits);
  }

  #partial(name: string): string {
    return path.join(this.#folder, `${name}.partial`);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

const FILES = ['deals.csv', 'credits.csv', 'months.csv', 'partners.csv', 'rejected.csv', 'summary.json'];

/**
 * Makes a folder and what is missing above it.
 * @returns the topmost that was made, null where all were there.
 * @throws AppError `file_unwritable`.
 */
async function makeFolder(folder: string): Promise<string | null> {
  const whole = path.resolve(folder);
  try {
    // Where the parent is there, plainly: on file systems that refuse folders, such as /proc, `recursive` never returns.
    return (await mkdir(whole, { recursive: !existsSync(path.dirname(whole)) })) ?? whole;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && statSync(folder).isDirectory()) return null;
    throw folderUnwritable(folder, error);
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

function summary(report: SumReport): Record<string, unknown> {
  const { policyVersion, homeCurrency, totals, deals, credits, partners, months, rejected } = report;
  return {
    policyVersion,
    asOf: formatInstant(report.asOf),
    homeCurrency,
    totals,
    rows: { deals, credits, months: months.length, partners: partners.length },
    rejected: countBy(rejected.map((one) => one.file)),
  };
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
}
