import { AppError } from '../errors.js';
import { CsvSyntaxError, parseCsv, type CsvRecord } from './csv.js';
import type { Rejection, RejectionReason } from './rejection.js';

/** A CSV file as text, and the name by which messages call it. */
export interface CsvSource {
  readonly name: string;
  readonly text: string;
  /** Between cells; a comma, if it is absent. */
  readonly delimiter?: string;
}

/** What a row needs to know of its file. */
export interface CsvHeader {
  readonly name: string;
  readonly columns: readonly string[];
}

/** One row by column names. It collects what is bad about itself; a row with rejections is set aside whole. */
export class CsvRow {
  readonly line: number;
  readonly #table: CsvHeader;
  readonly #cells: readonly string[];
  readonly #rejections: { readonly place: number; readonly rejection: Rejection }[] = [];

  constructor(table: CsvHeader, record: CsvRecord) {
    this.line = record.line;
    this.#table = table;
    this.#cells = record.cells;
    if (record.cells.length !== table.columns.length) {
      this.reject('', 'cells_mismatch', String(record.cells.length));
    }
  }

  /** Whether the row has as many cells as the header. */
  get matches(): boolean {
    return this.#cells.length === this.#table.columns.length;
  }

  /** The cell of a column; null where it is empty, or where the file does not have the column. */
  cell(column: string): string | null {
    const place = this.#table.columns.indexOf(column);
    const value = place === -1 ? undefined : this.#cells[place];
    return value === undefined || value === '' ? null : value;
  }

  /** Notes a bad cell; `value` is the cell's own unless the row as a whole is bad. */
  reject(column: string, reason: RejectionReason, value = this.cell(column) ?? ''): void {
    const place = this.#table.columns.indexOf(column);
    this.#rejections.push({
      // A column that the file does not have comes last.
      place: place === -1 ? this.#table.columns.length : place,
      rejection: { file: this.#table.name, line: this.line, column, value, reason },
    });
  }

  /** Every bad cell, in the order of the header. */
  rejections(): readonly Rejection[] {
    return this.#rejections.toSorted((a, b) => a.place - b.place).map(({ rejection }) => rejection);
  }

  /** A cell that must be there; notes `missing` where it is not. */
  required(column: string): string | null {
    const value = this.cell(column);
    if (value === null) this.reject(column, 'missing');
    return value;
  }

  /** A required cell read by `parse`; notes `reason` where that gives null. */
  requiredAs<T>(column: string, parse: (text: string) => T | null, reason: RejectionReason): T | null {
    const text = this.required(column);
    if (text === null) return null;
    const value = parse(text);
    if (value === null) this.reject(column, reason);
    return value;
  }
}

/** A CSV file with a header. Columns may come in any order; unknown ones are ignored. */
export class CsvTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly #records: Iterator<CsvRecord>;

  /**
   * @throws AppError `column_missing` where a required column is not in the header, `file_malformed` where one that
   *   is read is there twice.
   */
  constructor(source: CsvSource, required: readonly string[], optional: readonly string[] = []) {
    this.name = source.name;
    this.#records = parseCsv(source.text, source.delimiter);
    const header = this.#next();
    this.columns = header?.cells ?? [];
    checkHeader(this, required, optional);
  }

  /** Reads the rows one by one. */
  *rows(): Generator<CsvRow, void, undefined> {
    for (let record = this.#next(); record !== null; record = this.#next()) yield new CsvRow(this, record);
  }

  #next(): CsvRecord | null {
    try {
      const next = this.#records.next();
      return next.done === true ? null : next.value;
    } catch (error) {
      if (!(error instanceof CsvSyntaxError)) throw error;
      throw malformed(this.name, error);
    }
  }
}

/**
 * Holds a header against the columns that are read.
 * @throws AppError `column_missing` where a required column is not there, `file_malformed` where one is there twice.
 */
export function checkHeader(
  { name, columns }: CsvHeader,
  required: readonly string[],
  optional: readonly string[],
): void {
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw missingColumns(name, missing, columns);
  const twice = [...required, ...optional].find(
    (column) => columns.filter((one) => one === column).length > 1,
  );
  if (twice === undefined) return;
  throw new AppError(
    'file_malformed',
    `${name} has the column ${twice} more than once.`,
    'Remove or rename one of them, so that it is clear which counts.',
  );
}

/** A file whose quotes cannot be told apart. */
export const malformed = (name: string, error: CsvSyntaxError): AppError =>
  new AppError(
    'file_malformed',
    `${name}, line ${error.line}: ${error.message}.`,
    'Mend the quotes on that line (a quote inside a quoted cell is written twice) and run the command again.',
    { cause: error },
  );

export interface ReadRows<T> {
  readonly values: readonly T[];
  readonly rejected: readonly Rejection[];
}

/**
 * Reads every row; one that notes a rejection is set aside whole. A row with too many or too few cells is not read
 * at all: which cell is which cannot be told.
 * @param notice sees every row first, also those that are set aside.
 */
export function readRows<T>(
  table: CsvTable,
  read: (row: CsvRow) => T | null,
  notice: (row: CsvRow) => void = () => undefined,
): ReadRows<T> {
  const values: T[] = [];
  const rejected: Rejection[] = [];
  for (const row of table.rows()) {
    notice(row);
    const value = row.matches ? read(row) : null;
    const bad = row.rejections();
    if (bad.length > 0) rejected.push(...bad);
    else if (value !== null) values.push(value);
  }
  return { values, rejected };
}

/** Where ids are remembered. */
export interface IdStore {
  has(id: string): boolean;
  add(id: string): unknown;
}

/** Remembers ids of good rows: the first good row of an id stands, later ones are duplicates. */
export class SeenIds {
  readonly #ids: IdStore;

  constructor(ids: IdStore = new Set<string>()) {
    this.#ids = ids;
  }

  /** Notes `duplicate_id` where a good row had this id before. */
  check(row: CsvRow, column: string): void {
    const id = row.cell(column);
    if (id !== null && this.#ids.has(id)) row.reject(column, 'duplicate_id');
  }

  /** Remembers the id of a row that turned out good. */
  keep(row: CsvRow, column: string): void {
    const id = row.cell(column);
    if (id !== null && row.rejections().length === 0) this.#ids.add(id);
  }
}

function missingColumns(name: string, missing: readonly string[], columns: readonly string[]): AppError {
  const has = columns.length === 0 ? 'it is empty' : `it has ${columns.join(', ')}`;
  return new AppError(
    'column_missing',
    `${name} lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}; ${has}.`,
    columns.length === 1 && /[;\t]/.test(columns[0] ?? '')
      ? 'The columns are separated by semicolons or tabs; save the file with commas.'
      : 'The first line of the file names its columns; add what is missing, in any place.',
  );
}
