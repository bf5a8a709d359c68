/** Reads the rows of somebody else's CSV file by an import map. */
import { closest } from 'fastest-levenshtein';
import { formatInstant } from '../domain/calendar.js';
import { currencyExponent } from '../domain/currencies.js';
import { fieldsOf, type ImportMap, type ImportRow, type ImportValue } from '../domain/import-map.js';
import { dateReader, type DateReader } from '../domain/written-date.js';
import { AppError } from '../errors.js';
import { CsvTable, readRows, type CsvRow } from './csv-table.js';
import { decodeText } from './decode-text.js';
import type { FiledImportMap } from './import-map-file.js';
import type { Rejection, RejectionReason } from './rejection.js';

export interface ReadImport {
  readonly rows: readonly ImportRow[];
  /** Why rows were set aside: one entry a bad cell. */
  readonly rejected: readonly Rejection[];
}

/**
 * Reads a file; a row with a bad cell is set aside whole.
 * @throws AppError `file_malformed` (encoding, quotes), `column_missing` with the nearest header.
 */
export function readImport(bytes: Uint8Array, name: string, filed: FiledImportMap): ReadImport {
  const { map } = filed;
  const text = decodeText(bytes, name, map.encoding);
  const table = new CsvTable({ name, text, delimiter: map.delimiter }, []);
  requireColumns(table, filed);
  const dates = dateReader(map.dates, map.timeZone);
  if (dates === null) throw new Error(`the pattern ${map.dates} was not checked`);
  const fields = Object.entries(fieldsOf(map.import)).filter(([field]) => field in map.columns);
  const fixed = map.fixed;
  const { values, rejected } = readRows(table, (row): ImportRow => {
    const read = fields.flatMap(([field, kind]) => {
      const value = cellValue(row, map, { field, kind, dates });
      return value === null ? [] : [[field, value] as const];
    });
    return { line: row.line, values: { ...fixed, ...Object.fromEntries(read) } };
  });
  return { rows: values, rejected };
}

/** Headers as they stand in the file, without the spaces around them. */
function requireColumns(table: CsvTable, { map, name, lineOf }: FiledImportMap): void {
  const wrong = Object.entries(map.columns).flatMap(([field, column]) => {
    const times = table.columns.filter((one) => one === column).length;
    if (times === 1) return [];
    const line = `${name} line ${lineOf(['columns', field])}`;
    if (times > 1) return [`“${column}” (${line}, ${field}) stands ${times} times in its header`];
    const near =
      table.columns.length === 0 ? '' : `; the nearest is “${closest(column, [...table.columns])}”`;
    return [`no column “${column}” (${line}, ${field})${near}`];
  });
  if (wrong.length === 0) return;
  const [only = ''] = table.columns;
  const other = [';', '\t', '|', ','].find((one) => one !== map.delimiter && only.includes(one));
  throw new AppError(
    'column_missing',
    `${table.name} is not as the import map says:\n  ${wrong.join('\n  ')}\nNothing was written.`,
    table.columns.length === 1 && other !== undefined
      ? `Its cells seem to be separated by ${JSON.stringify(other)}: write it as "delimiter" into the map.`
      : 'Write the columns into the map as the first line of the file has them, or export the file anew.',
  );
}

interface CellKind {
  readonly field: string;
  readonly kind: ImportValue;
  readonly dates: DateReader;
}

/** The value of a cell in our words; null where it is empty or, after noting why, where it is bad. */
function cellValue(row: CsvRow, map: ImportMap, { field, kind, dates }: CellKind): string | null {
  const column = map.columns[field] ?? '';
  const text = row.cell(column)?.trim() ?? '';
  if (text === '') return null;
  if (typeof kind === 'object')
    return wordOf(row, column, text, { words: kind.words, values: map.values[field] });
  const read = READERS[kind](text, map, dates);
  if (read === null) row.reject(column, REASONS[kind]);
  return read;
}

type Plain = Extract<ImportValue, string>;

const REASONS: Readonly<Record<Plain, RejectionReason>> = {
  text: 'missing',
  id: 'number_invalid',
  email: 'email_invalid',
  day: 'instant_invalid',
  moment: 'instant_invalid',
  amount: 'amount_invalid',
  currency: 'currency_unknown',
};

const READERS: Readonly<Record<Plain, (text: string, map: ImportMap, dates: DateReader) => string | null>> = {
  text: (text) => text,
  id: (text) => (/^\d{1,20}$/.test(text) ? text : null),
  email: (text) => (/^[^\s@]+@[^\s@]+$/.test(text) ? text.toLowerCase() : null),
  day: (text, _map, dates) => dates.day(text),
  moment: (text, _map, dates) => {
    const at = dates.moment(text);
    return at === null ? null : formatInstant(at);
  },
  amount: (text, { decimals }) => amountOf(text, decimals),
  currency: (text) => (currencyExponent(text.toUpperCase()) === null ? null : text.toUpperCase()),
};

/** "$ 12,500.50" → "12500.5", one way of writing a number; signs of currencies and spaces around the number are passed over. */
function amountOf(text: string, decimals: '.' | ','): string | null {
  const bare = text.replace(/^[\p{Sc}A-Z\s]+|[\p{Sc}A-Z\s]+$/gu, '');
  const groups = decimals === '.' ? /[,'\u2019\s\u00a0]/g : /[.'\u2019\s\u00a0]/g;
  const plain = bare.replace(groups, '').replace(',', '.');
  if (!/^-?\d{1,15}(\.\d+)?$/.test(plain)) return null;
  return plain.includes('.') ? plain.replace(/\.?0*$/, '') : plain;
}

interface WordChoice {
  readonly words: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string | null>> | undefined;
}

/** What the map says the word means; else one of ours, by its value or label; null also where it means nothing on purpose. */
function wordOf(
  row: CsvRow,
  column: string,
  text: string,
  { words, values = {} }: WordChoice,
): string | null {
  const key = text.toLowerCase();
  const mapped = Object.entries(values).find(([theirs]) => theirs.trim().toLowerCase() === key);
  if (mapped !== undefined) return mapped[1];
  const own = Object.entries(words).find(([word, label]) => word === key || label.toLowerCase() === key);
  if (own === undefined) row.reject(column, 'value_unknown');
  return own?.[0] ?? null;
}
