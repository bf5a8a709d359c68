/** Deal registrations from a CSV file: what `partnership registrations submit` reads. */
import { closest } from 'fastest-levenshtein';
import { parseInstant, type Instant } from '../domain/calendar.js';
import { isCountry } from '../domain/country.js';
import { currencyExponent } from '../domain/currencies.js';
import { domainKey } from '../domain/match-partner.js';
import { parseAmount } from '../domain/money.js';
import type { Submission } from '../domain/submission.js';
import { AppError } from '../errors.js';
import { CsvTable, readRows, type CsvRow, type CsvSource, type ReadRows } from './csv-table.js';

/** Columns that must be there; cells of all but `partner` and one of the prospect's two may be empty. */
const REQUIRED = [
  ...['partner', 'prospect_name', 'prospect_domain', 'amount', 'currency'],
  ...['expected_close', 'products', 'country'],
];
const OPTIONAL = ['submitted_at', 'external_id'];
const KNOWN = [...REQUIRED, ...OPTIONAL];

/**
 * Reads the registrations; a row with a bad cell is set aside whole.
 * @throws AppError `column_missing` with the nearest column, `file_malformed` for one that is not known or is there twice,
 *   and for quotes that cannot be told apart.
 */
export function readSubmissions(source: CsvSource): ReadRows<Submission> {
  const table = new CsvTable(source, [], KNOWN);
  requireColumns(table);
  return readRows(table, readRow);
}

function requireColumns({ name, columns }: CsvTable): void {
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  const unknown = columns.filter((column) => !KNOWN.includes(column));
  if (missing.length + unknown.length === 0) return;
  const [only = ''] = columns;
  const isOneCell = columns.length === 1 && /[;\t|]/.test(only);
  const wrong = [
    ...missing.map((column) => `no column “${column}”${nearest(column, unknown)}`),
    ...unknown.map((column) => `“${column}” is no column of registrations${nearest(column, KNOWN)}`),
  ];
  throw new AppError(
    missing.length > 0 ? 'column_missing' : 'file_malformed',
    columns.length === 0
      ? `${name} is empty: it has no line that names its columns. Nothing was read.`
      : `${name} has other columns than registrations have:\n  ${wrong.join('\n  ')}\nNothing was read.`,
    isOneCell
      ? 'Its cells seem to be separated by semicolons or tabs; save the file with commas.'
      : `The columns are ${REQUIRED.join(', ')}, in any order; ${OPTIONAL.join(' and ')} may be left out.`,
  );
}

const nearest = (column: string, of: readonly string[]): string =>
  of.length === 0 ? '' : `; the nearest is “${closest(column, [...of])}”`;

/** A spreadsheet would run such a cell when somebody exports the registrations again. */
const FORMULA = /^[=+\-@]/;

function readRow(row: CsvRow): Submission | null {
  const partner = textIn(row, 'partner');
  const prospectName = textIn(row, 'prospect_name');
  const domain = textIn(row, 'prospect_domain');
  const products = textIn(row, 'products');
  const externalId = textIn(row, 'external_id');
  if (cellIn(row, 'partner') === null) row.reject('partner', 'missing');
  if (cellIn(row, 'prospect_name') === null && cellIn(row, 'prospect_domain') === null) {
    row.reject('prospect_name', 'missing');
  }
  const amount = amountIn(row);
  const closesOn = cellAs(row, 'expected_close', dayIn, 'instant_invalid');
  const country = cellAs(row, 'country', countryIn, 'country_unknown');
  const submittedAt = cellAs(row, 'submitted_at', parseInstant, 'instant_invalid');
  const prospectDomain =
    domain === null ? null : cellAs(row, 'prospect_domain', knownDomain, 'domain_invalid');
  if (partner === null) return null;
  return {
    ...{ line: row.line, partner, prospectName, prospectDomain, amount, closesOn, country },
    products: (products ?? '')
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    ...{ submittedAt, externalId },
  };
}

const cellIn = (row: CsvRow, column: string): string | null => row.cell(column)?.trim() || null;

/** A text that is kept as it is written; null where it is empty or, after noting it, a formula. */
function textIn(row: CsvRow, column: string): string | null {
  const text = cellIn(row, column);
  if (text === null || !FORMULA.test(text)) return text;
  row.reject(column, 'formula');
  return null;
}

function cellAs<T>(
  row: CsvRow,
  column: string,
  parse: (text: string) => T | null,
  reason: 'instant_invalid' | 'country_unknown' | 'domain_invalid',
): T | null {
  const text = cellIn(row, column);
  if (text === null) return null;
  const value = parse(text);
  if (value === null) row.reject(column, reason);
  return value;
}

/** A day alone: nobody expects a deal to close at an hour. */
const dayIn = (text: string): Instant | null =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseInstant(text) : null;

const countryIn = (text: string): string | null =>
  isCountry(text.toUpperCase()) ? text.toUpperCase() : null;

const knownDomain = (text: string): string | null => domainKey(text) || null;

/** An amount with its currency; a currency alone says nothing. */
function amountIn(row: CsvRow): Submission['amount'] {
  const text = cellIn(row, 'amount');
  const currency = cellIn(row, 'currency')?.toUpperCase() ?? null;
  const exponent = currency === null ? null : currencyExponent(currency);
  if (currency !== null && exponent === null) row.reject('currency', 'currency_unknown');
  if (text === null) return null;
  if (currency === null) row.reject('currency', 'missing');
  const parsed = parseAmount(text, exponent ?? 2);
  if (parsed.kind === 'invalid' || parsed.minor < 0) {
    row.reject('amount', 'amount_invalid');
    return null;
  }
  return currency === null || exponent === null ? null : { minor: parsed.minor, currency };
}
