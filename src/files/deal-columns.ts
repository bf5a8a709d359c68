import type { Instant } from '../domain/calendar.js';
import { NO_AMOUNT, STATUS, type DealColumns } from '../domain/columns/portfolio-columns.js';
import { currencyExponent } from '../domain/currencies.js';
import type { Bucket } from '../domain/credit.js';
import { DEAL_STATUSES, type Deal } from '../domain/deal.js';
import type { Flag } from '../domain/flag.js';
import { bucketOf, type Policy } from '../domain/policy.js';
import { ByteIds } from './byte-ids.js';
import type { ByteSource } from './byte-records.js';
import { amountOf, instantOf, Words } from './byte-values.js';
import { SeenIds, type CsvRow } from './csv-table.js';
import { GrowingColumns } from './growing-columns.js';
import { DEAL_FILE, readDeal } from './read-deals.js';
import type { Rejection } from './rejection.js';
import { RowReader } from './row-reader.js';

/** No live deal has the id: its row was set aside, or lies after as-of. */
export const NOT_LIVE = -1;
/** Flags that are raised while deals are read, as bits. */
export const READ_FLAGS = [
  'amount_missing',
  'amount_rounded',
  'home_amount_missing',
] as const satisfies Flag[];

/** Deals of a file as columns, in the order of the file. */
export interface ReadDealColumns {
  readonly columns: DealColumns;
  /** Every id that the file names; `placeOf` is the place of its live deal, or `NOT_LIVE`. */
  readonly ids: ByteIds;
  readonly placeOf: Int32Array;
  /** By deal: the number of its id, … */
  readonly id: Uint32Array;
  readonly flags: Uint8Array;
  /** … the place of its currency and bucket in the lists, … */
  readonly currency: Uint8Array;
  readonly currencies: readonly string[];
  readonly bucket: Uint8Array;
  readonly buckets: readonly Bucket[];
  /** … and the numbers of its customer's ids, plus one; 0 for none. */
  readonly company: Uint32Array;
  readonly domain: Uint32Array;
  readonly parent: Uint32Array;
  readonly customers: CustomerIds;
  readonly rejected: readonly Rejection[];
}

export interface CustomerIds {
  readonly company: ByteIds;
  readonly domain: ByteIds;
  readonly parent: ByteIds;
}

const BUCKETS: readonly Bucket[] = ['new', 'expansion', 'renewal'];
const WORDS = new Words(DEAL_STATUSES);
/** A deal without any of it takes so many bytes of a file. */
const LEAST_BYTES = 18;
const GOOD = -2;

/** Reads deals.csv into columns. */
export class DealColumnReader {
  readonly #rows: RowReader;
  readonly #policy: Policy;
  readonly #asOf: Instant;
  readonly #homeCurrency: string;
  readonly #ids = new ByteIds();
  readonly #customers = { company: new ByteIds(), domain: new ByteIds(), parent: new ByteIds() };
  readonly #currencies: string[] = [];
  readonly #places: Readonly<Record<DealCell, number>>;
  readonly #kept: GrowingColumns<ReturnType<typeof dealTypes>>;
  /** By number of an id, plus one: 0 if no good row had it, `GOOD` for a good row that is not live, else its place + 1. */
  readonly #state: GrowingColumns<{ state: Int32Array }>;
  readonly #typeBuckets = new Map<string, number>();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #seen: SeenIds;

  constructor(source: ByteSource, policy: Policy, asOf: Instant, homeCurrency: string) {
    this.#rows = new RowReader(source, DEAL_FILE);
    this.#policy = policy;
    this.#asOf = asOf;
    this.#homeCurrency = homeCurrency;
    this.#places = Object.fromEntries(
      [...DEAL_FILE.required, ...DEAL_FILE.optional].map((column) => [column, this.#rows.place(column)]),
    ) as Record<DealCell, number>;
    const most = Math.ceil(source.size / LEAST_BYTES);
    this.#kept = new GrowingColumns(dealTypes, most);
    this.#state = new GrowingColumns((length) => ({ state: new Int32Array(length) }), most);
    this.#seen = new SeenIds({
      has: (id) => {
        const number = this.#ids.findText(id);
        return number >= 0 && this.#state.columns.state[number] !== 0;
      },
      add: () => undefined,
    });
  }

  read(): ReadDealColumns {
    this.#rows.read(
      () => this.#takeFast(),
      (row) => this.#takeRow(row),
    );
    const kept = this.#kept.finish();
    const { createdAt, endsAt, status, amount, homeAmount, ...rest } = kept;
    const { state } = this.#state.columns;
    return {
      columns: { length: this.#kept.length, createdAt, endsAt, status, amount, homeAmount },
      ids: this.#ids,
      placeOf: state.subarray(0, this.#ids.length).map((one) => (one > 0 ? one - 1 : NOT_LIVE)),
      ...rest,
      currencies: this.#currencies,
      buckets: BUCKETS,
      customers: this.#customers,
      rejected: this.#rows.rejected,
    };
  }

  #numberOf(id: { readonly start: number; readonly end: number } | string): number {
    const { bytes } = this.#rows.records;
    const number =
      typeof id === 'string' ? this.#ids.numberText(id) : this.#ids.number(bytes, id.start, id.end);
    this.#state.fit(number + 1);
    return number;
  }

  #takeFast(): boolean {
    const { records } = this.#rows;
    const { bytes, starts, ends } = records;
    const places = this.#places;
    const idStart = starts[places.deal_id]!;
    const idEnd = ends[places.deal_id]!;
    const createdAt = instantOf(bytes, starts[places.created_at]!, ends[places.created_at]!);
    const status = WORDS.find(bytes, starts[places.status]!, ends[places.status]!);
    if (idStart === idEnd || Number.isNaN(createdAt) || status === -1) return false;
    const closedAt = status === STATUS.open ? Number.NaN : this.#instant('closed_at');
    if (status !== STATUS.open && Number.isNaN(closedAt)) return false;
    const money = this.#money();
    if (money === null) return false;
    const number = this.#numberOf({ start: idStart, end: idEnd });
    if (this.#state.columns.state[number] !== 0) return false;
    this.#keep(number, createdAt, closedAt, status, money);
    return true;
  }

  #instant(cell: DealCell): number {
    const place = this.#places[cell];
    const { bytes, starts, ends } = this.#rows.records;
    return place === -1 ? Number.NaN : instantOf(bytes, starts[place]!, ends[place]!);
  }

  /** The text of a cell; null where it is empty, or where the file does not have the column. */
  #text(cell: DealCell): string | null {
    const place = this.#places[cell];
    if (place === -1) return null;
    const { bytes, starts, ends } = this.#rows.records;
    if (starts[place] === ends[place]) return null;
    return this.#decoder.decode(bytes.subarray(starts[place], ends[place]));
  }

  /** Amounts in the usual way to write them; null for anything else, also for none. */
  #money(): Money | null {
    const currency = this.#text('currency') ?? this.#homeCurrency;
    const exponent = currencyExponent(currency);
    if (exponent === null) return null;
    const amount = this.#amount('amount', exponent);
    if (Number.isNaN(amount)) return null;
    const isHome = currency === this.#homeCurrency;
    const stated = this.#text('amount_home') === null;
    if (isHome && stated) return { currency, amount, homeAmount: amount, flags: 0 };
    const homeAmount = this.#amount('amount_home', currencyExponent(this.#homeCurrency) ?? 0);
    // What is stated must be an amount even where it does not count.
    if (Number.isNaN(homeAmount)) return null;
    return { currency, amount, homeAmount: isHome ? amount : homeAmount, flags: 0 };
  }

  #amount(cell: DealCell, exponent: number): number {
    const place = this.#places[cell];
    const { bytes, starts, ends } = this.#rows.records;
    return place === -1 ? Number.NaN : amountOf(bytes, starts[place]!, ends[place]!, exponent);
  }

  #takeRow(row: CsvRow): void {
    const id = row.cell('deal_id');
    if (id !== null) this.#numberOf(id);
    if (!row.matches) return;
    const deal = readDeal(row, this.#seen, this.#homeCurrency);
    if (deal === null || id === null || row.rejections().length > 0) return;
    this.#keepDeal(this.#ids.findText(id), deal, row);
  }

  #keepDeal(number: number, deal: Deal, row: CsvRow): void {
    const flags = READ_FLAGS.reduce(
      (bits, flag, bit) => bits | (deal.flags.includes(flag) ? 1 << bit : 0),
      0,
    );
    const money = {
      currency: deal.currency,
      amount: deal.amountMinor,
      homeAmount: deal.homeAmountMinor ?? NO_AMOUNT,
      flags,
    };
    this.#keep(number, deal.createdAt, deal.closedAt ?? Number.NaN, STATUS[deal.status], money, row);
  }

  #keep(
    number: number,
    createdAt: number,
    closedAt: number,
    status: number,
    money: Money,
    row?: CsvRow,
  ): void {
    const { state } = this.#state.columns;
    state[number] = GOOD;
    // As `dealAsOf`: created later, it is not there; closed later, it is open.
    if (createdAt > this.#asOf) return;
    const closed = closedAt <= this.#asOf;
    const deal = this.#kept.next();
    const { columns } = this.#kept;
    state[number] = deal + 1;
    columns.id[deal] = number;
    columns.createdAt[deal] = createdAt;
    columns.endsAt[deal] = closed ? closedAt : this.#asOf;
    columns.status[deal] = closed ? status : STATUS.open;
    columns.amount[deal] = money.amount;
    columns.homeAmount[deal] = money.homeAmount;
    columns.flags[deal] = money.flags;
    columns.currency[deal] = this.#currencyPlace(money.currency);
    columns.bucket[deal] = this.#bucketPlace(
      row === undefined ? this.#text('deal_type') : row.cell('deal_type'),
    );
    columns.company[deal] = this.#customer('company', 'company_id', row);
    columns.domain[deal] = this.#customer('domain', 'company_domain', row);
    columns.parent[deal] = this.#customer('parent', 'company_parent_id', row);
  }

  #currencyPlace(currency: string): number {
    const place = this.#currencies.indexOf(currency);
    return place === -1 ? this.#currencies.push(currency) - 1 : place;
  }

  #bucketPlace(dealType: string | null): number {
    if (dealType === null) return BUCKETS.indexOf(bucketOf(null, this.#policy));
    const known = this.#typeBuckets.get(dealType);
    if (known !== undefined) return known;
    const place = BUCKETS.indexOf(bucketOf(dealType, this.#policy));
    // Free text must not fill the memory.
    if (this.#typeBuckets.size < 1000) this.#typeBuckets.set(dealType, place);
    return place;
  }

  #customer(kind: keyof CustomerIds, cell: DealCell, row: CsvRow | undefined): number {
    const ids = this.#customers[kind];
    if (row !== undefined) {
      const text = row.cell(cell);
      return text === null ? 0 : ids.numberText(text) + 1;
    }
    const place = this.#places[cell];
    if (place === -1) return 0;
    const { bytes, starts, ends } = this.#rows.records;
    return starts[place] === ends[place] ? 0 : ids.number(bytes, starts[place]!, ends[place]!) + 1;
  }
}

type DealCell = (typeof DEAL_FILE.required)[number] | (typeof DEAL_FILE.optional)[number];

interface Money {
  readonly currency: string;
  readonly amount: number;
  readonly homeAmount: number;
  readonly flags: number;
}

const dealTypes = (length: number) => ({
  id: new Uint32Array(length),
  createdAt: new Float64Array(length),
  endsAt: new Float64Array(length),
  status: new Uint8Array(length),
  amount: new Float64Array(length),
  homeAmount: new Float64Array(length),
  flags: new Uint8Array(length),
  currency: new Uint8Array(length),
  bucket: new Uint8Array(length),
  company: new Uint32Array(length),
  domain: new Uint32Array(length),
  parent: new Uint32Array(length),
});
