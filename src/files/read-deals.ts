import { parseInstant } from '../domain/calendar.js';
import { currencyExponent } from '../domain/currencies.js';
import { DEAL_STATUSES, type Deal, type DealStatus } from '../domain/deal.js';
import type { Flag } from '../domain/flag.js';
import { dealId, type DealId } from '../domain/ids.js';
import { parseAmount } from '../domain/money.js';
import type { Company } from '../domain/partner.js';
import { CsvTable, readRows, SeenIds, type CsvRow, type CsvSource, type ReadRows } from './csv-table.js';

export interface DealRows extends ReadRows<Deal> {
  /** Every id that the file names, also on rows that were set aside. */
  readonly ids: ReadonlySet<DealId>;
}

/** The columns of deals.csv. */
export const DEAL_FILE = {
  required: ['deal_id', 'created_at', 'status'],
  optional: [
    'closed_at',
    'amount',
    'currency',
    'amount_home',
    'deal_type',
    'company_id',
    'company_domain',
    'company_parent_id',
  ],
} as const;

/**
 * Reads deals.csv.
 * @param homeCurrency ISO 4217; what an amount without a currency is in.
 */
export function readDeals(source: CsvSource, homeCurrency: string): DealRows {
  const table = new CsvTable(source, DEAL_FILE.required, DEAL_FILE.optional);
  const ids = new Set<DealId>();
  const seen = new SeenIds();
  const rows = readRows(
    table,
    (row) => {
      const deal = readDeal(row, seen, homeCurrency);
      seen.keep(row, 'deal_id');
      return deal;
    },
    (row) => {
      const id = row.cell('deal_id');
      if (id !== null) ids.add(dealId(id));
    },
  );
  return { ...rows, ids };
}

/** Reads one row; notes what is bad about it. */
export function readDeal(row: CsvRow, seen: SeenIds, homeCurrency: string): Deal | null {
  const id = row.required('deal_id');
  seen.check(row, 'deal_id');
  const createdAt = row.requiredAs('created_at', parseInstant, 'instant_invalid');
  const status = row.requiredAs('status', asStatus, 'status_unknown');
  const closedAt = readClosedAt(row, status);
  const money = readMoney(row, homeCurrency);
  if (id === null || createdAt === null || status === null) return null;
  return {
    id: dealId(id),
    createdAt,
    closedAt,
    status,
    ...money,
    dealType: row.cell('deal_type'),
    customer: readCustomer(row),
  };
}

const asStatus = (text: string): DealStatus | null => DEAL_STATUSES.find((status) => status === text) ?? null;

// An open deal's close date is a forecast: ignored, whatever it says.
function readClosedAt(row: CsvRow, status: DealStatus | null): Deal['closedAt'] {
  if (status === 'open') return null;
  if (status !== null) return row.requiredAs('closed_at', parseInstant, 'instant_invalid');
  if (row.cell('closed_at') !== null) row.requiredAs('closed_at', parseInstant, 'instant_invalid');
  return null;
}

type DealMoney = Pick<Deal, 'currency' | 'amountMinor' | 'homeAmountMinor' | 'flags'>;

function readMoney(row: CsvRow, homeCurrency: string): DealMoney {
  const currency = row.cell('currency') ?? homeCurrency;
  const exponent = currencyExponent(currency);
  if (exponent === null) row.reject('currency', 'currency_unknown');
  // Even with an unknown currency a text that is no amount can be told.
  const own = readAmount(row, 'amount', exponent ?? 0);
  const stated = readAmount(row, 'amount_home', currencyExponent(homeCurrency) ?? 0);
  // A deal in the home currency needs no second amount: its own is it.
  const home = currency === homeCurrency ? { ...own, minor: own.minor ?? 0 } : stated;
  const flags: readonly (Flag | false)[] = [
    own.minor === null && 'amount_missing',
    (own.rounded || home.rounded) && 'amount_rounded',
    home.minor === null && 'home_amount_missing',
  ];
  return {
    currency,
    amountMinor: own.minor ?? 0,
    homeAmountMinor: home.minor,
    flags: flags.filter((flag) => flag !== false),
  };
}

interface ReadAmount {
  /** Null where the cell is empty or bad. */
  readonly minor: number | null;
  readonly rounded: boolean;
}

function readAmount(row: CsvRow, column: string, exponent: number): ReadAmount {
  const text = row.cell(column);
  if (text === null) return { minor: null, rounded: false };
  const amount = parseAmount(text, exponent);
  if (amount.kind === 'amount') return amount;
  row.reject(column, 'amount_invalid');
  return { minor: null, rounded: false };
}

function readCustomer(row: CsvRow): Company | null {
  const customer = {
    companyId: row.cell('company_id'),
    domain: row.cell('company_domain'),
    parentCompanyId: row.cell('company_parent_id'),
  };
  return Object.values(customer).every((value) => value === null) ? null : customer;
}
