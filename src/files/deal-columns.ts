import type { Instant } from '../domain/calendar.js';
import { NO_AMOUNT, STATUS, type DealColumns } from '../domain/columns/portfolio-columns.js';
import type { Bucket } from '../domain/credit.js';
import { DEAL_STATUSES, type Deal } from '../domain/deal.js';
import type { Flag } from '../domain/flag.js';
import { bucketOf, type Policy } from '../domain/policy.js';
import { ByteIds } from './byte-ids.js';
import { Words } from './byte-values.js';
import { ROLE } from './cell-roles.js';
import { SeenIds, type CsvHeader } from './csv-table.js';
import { DealMoney } from './deal-money.js';
import { GrowingColumns } from './growing-columns.js';
import { InternedIds } from './interned-ids.js';
import { DEAL_FILE, readDeal } from './read-deals.js';
import type { Rejection } from './rejection.js';
import type { RowColumns } from './row-block.js';
import { csvRowOf, type FileLayout } from './row-reader.js';
import { shared } from './shared-column.js';

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
  readonly ids: InternedIds;
  readonly placeOf: Int32Array;
  /** Whether every number is its place, so that nobody needs to look. */
  readonly arePlaces: boolean;
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
  readonly company: InternedIds;
  readonly domain: InternedIds;
  readonly parent: InternedIds;
}

const BUCKETS: readonly Bucket[] = ['new', 'expansion', 'renewal'];
/** A deal without any of it takes so many bytes of a file. */
const LEAST_BYTES = 18;
const GOOD = -2;

const SLOT = {
  ...{ id: 0, createdAt: 2, closedAt: 3, status: 4, amount: 5, currency: 7, amountHome: 9 },
  ...{ dealType: 11, company: 13, domain: 15, parent: 17 },
} as const;

/** deals.csv. */
export const DEAL_LAYOUT: FileLayout = {
  file: DEAL_FILE,
  columns: {
    deal_id: { role: ROLE.id, slot: SLOT.id },
    created_at: { role: ROLE.instant, slot: SLOT.createdAt },
    // An open deal's is a forecast, whatever it says.
    closed_at: { role: ROLE.instantIfAny, slot: SLOT.closedAt },
    status: { role: ROLE.word, slot: SLOT.status, words: new Words(DEAL_STATUSES) },
    amount: { role: ROLE.span, slot: SLOT.amount },
    currency: { role: ROLE.span, slot: SLOT.currency },
    amount_home: { role: ROLE.span, slot: SLOT.amountHome },
    deal_type: { role: ROLE.span, slot: SLOT.dealType },
    company_id: { role: ROLE.span, slot: SLOT.company },
    company_domain: { role: ROLE.span, slot: SLOT.domain },
    company_parent_id: { role: ROLE.span, slot: SLOT.parent },
  },
  slots: 19,
};

/** Puts the rows of deals.csv into columns. */
export class DealColumnReader {
  readonly #header: CsvHeader;
  readonly #rejected: Rejection[] = [];
  readonly #policy: Policy;
  readonly #asOf: Instant;
  readonly #ids = new InternedIds();
  readonly #customers = { company: new InternedIds(), domain: new InternedIds(), parent: new InternedIds() };
  readonly #money: DealMoney;
  /** By slot: whether the file has the column. */
  readonly #has: Uint8Array;
  readonly #kept: GrowingColumns<ReturnType<typeof dealTypes>>;
  /** By number of an id, plus one: 0 if no good row had it, `GOOD` for a good row that is not live, else its place + 1. */
  readonly #state: GrowingColumns<{ state: Int32Array }>;
  readonly #dealTypes = new ByteIds();
  readonly #typeBuckets: number[] = [];
  readonly #seen: SeenIds;

  /** @param size of the file in bytes, 0 if it is not known. */
  constructor(header: CsvHeader, size: number, policy: Policy, asOf: Instant, homeCurrency: string) {
    this.#header = header;
    this.#policy = policy;
    this.#asOf = asOf;
    this.#money = new DealMoney(homeCurrency);
    this.#has = new Uint8Array(DEAL_LAYOUT.slots);
    for (const [name, { slot }] of Object.entries(DEAL_LAYOUT.columns))
      this.#has[slot] = Number(header.columns.includes(name));
    const most = Math.ceil(size / LEAST_BYTES);
    this.#kept = new GrowingColumns(dealTypes, most);
    this.#state = new GrowingColumns((length) => ({ state: shared(Int32Array, length) }), most);
    this.#seen = new SeenIds({
      has: (id) => {
        const number = this.#ids.findText(id);
        return number >= 0 && this.#state.columns.state[number] !== 0;
      },
      add: () => undefined,
    });
  }

  /** Takes the next rows. */
  take(block: RowColumns): void {
    for (let row = 0; row < block.rows; row += 1) {
      if (block.isRead[row] === 0 || !this.#takeRead(block, row)) this.#takeText(block, row);
    }
  }

  /** The deals that were kept. */
  finish(): ReadDealColumns {
    const { createdAt, endsAt, status, amount, homeAmount, ...rest } = this.#kept.finish();
    const { state } = this.#state.columns;
    const placeOf = state.subarray(0, this.#ids.length);
    let arePlaces = true;
    for (let number = 0; number < placeOf.length; number += 1) {
      const one = placeOf[number]!;
      placeOf[number] = one > 0 ? one - 1 : NOT_LIVE;
      arePlaces &&= one === number + 1;
    }
    return {
      columns: { length: this.#kept.length, createdAt, endsAt, status, amount, homeAmount },
      ids: this.#ids,
      placeOf,
      arePlaces,
      ...rest,
      currencies: this.#money.currencies,
      buckets: BUCKETS,
      customers: this.#customers,
      rejected: this.#rejected,
    };
  }

  /** @returns false, before anything of it is kept, where the row is not good, or not written in the usual way. */
  #takeRead(block: RowColumns, row: number): boolean {
    const { values, room, bytes } = block;
    const status = values[SLOT.status * room + row]!;
    const closedAt =
      status !== STATUS.open && this.#has[SLOT.closedAt] === 1
        ? values[SLOT.closedAt * room + row]!
        : Number.NaN;
    if (status !== STATUS.open && Number.isNaN(closedAt)) return false;
    const money = this.#money;
    money.start(bytes);
    if (!money.readCurrency(this.#start(block, row, SLOT.currency), this.#end(block, row, SLOT.currency)))
      return false;
    if (!money.readAmount(this.#start(block, row, SLOT.amount), this.#end(block, row, SLOT.amount)))
      return false;
    if (!money.readHome(this.#start(block, row, SLOT.amountHome), this.#end(block, row, SLOT.amountHome)))
      return false;
    const id = values[SLOT.id * room + row]!;
    const number =
      id >= 0
        ? this.#ids.numberDigits(id)
        : this.#ids.number(bytes, -1 - id, values[(SLOT.id + 1) * room + row]!);
    this.#state.fit(number + 1);
    if (this.#state.columns.state[number] !== 0) return false;
    const deal = this.#keep(number, values[SLOT.createdAt * room + row]!, closedAt, status);
    if (deal === NOT_LIVE) return true;
    const { columns } = this.#kept;
    columns.amount[deal] = money.amount;
    columns.homeAmount[deal] = money.homeAmount;
    columns.currency[deal] = money.currency;
    columns.bucket[deal] = this.#bucketOf(block, row);
    columns.company[deal] = this.#customerOf(block, row, SLOT.company, this.#customers.company);
    columns.domain[deal] = this.#customerOf(block, row, SLOT.domain, this.#customers.domain);
    columns.parent[deal] = this.#customerOf(block, row, SLOT.parent, this.#customers.parent);
    return true;
  }

  // A cell of a column that the file does not have is an empty one.
  #start({ values, room }: RowColumns, row: number, slot: number): number {
    return this.#has[slot] === 1 ? values[slot * room + row]! : 0;
  }

  #end({ values, room }: RowColumns, row: number, slot: number): number {
    return this.#has[slot] === 1 ? values[(slot + 1) * room + row]! : 0;
  }

  #bucketOf(block: RowColumns, row: number): number {
    const start = this.#start(block, row, SLOT.dealType);
    const end = this.#end(block, row, SLOT.dealType);
    if (start === end) return this.#bucketPlace(null);
    const known = this.#dealTypes.find(block.bytes, start, end);
    if (known !== -1) return this.#typeBuckets[known]!;
    const place = this.#bucketPlace(decoder.decode(block.bytes.subarray(start, end)));
    // Free text must not fill the memory.
    if (this.#dealTypes.length < 1000) {
      this.#dealTypes.number(block.bytes, start, end);
      this.#typeBuckets.push(place);
    }
    return place;
  }

  #bucketPlace(dealType: string | null): number {
    return BUCKETS.indexOf(bucketOf(dealType, this.#policy));
  }

  #customerOf(block: RowColumns, row: number, slot: number, ids: InternedIds): number {
    const start = this.#start(block, row, slot);
    const end = this.#end(block, row, slot);
    return start === end ? 0 : ids.number(block.bytes, start, end) + 1;
  }

  #takeText(block: RowColumns, row: number): void {
    const csv = csvRowOf(this.#header, block, row);
    const id = csv.cell('deal_id');
    const number = id === null ? -1 : this.#ids.numberText(id);
    this.#state.fit(number + 1);
    const deal = csv.matches ? readDeal(csv, this.#seen, this.#money.home) : null;
    const rejections = csv.rejections();
    if (deal !== null && rejections.length === 0) this.#keepText(number, deal);
    this.#rejected.push(...rejections);
  }

  #keepText(number: number, deal: Deal): void {
    const place = this.#keep(number, deal.createdAt, deal.closedAt ?? Number.NaN, STATUS[deal.status]);
    if (place === NOT_LIVE) return;
    const { columns } = this.#kept;
    columns.amount[place] = deal.amountMinor;
    columns.homeAmount[place] = deal.homeAmountMinor ?? NO_AMOUNT;
    READ_FLAGS.forEach((flag, bit) => {
      if (deal.flags.includes(flag)) columns.flags[place]! |= 1 << bit;
    });
    columns.currency[place] = this.#money.placeOf(deal.currency);
    columns.bucket[place] =
      deal.bucket === undefined ? this.#bucketPlace(deal.dealType) : BUCKETS.indexOf(deal.bucket);
    const { companyId = null, domain = null, parentCompanyId = null } = deal.customer ?? {};
    const customer = (ids: InternedIds, text: string | null): number =>
      text === null ? 0 : ids.numberText(text) + 1;
    columns.company[place] = customer(this.#customers.company, companyId);
    columns.domain[place] = customer(this.#customers.domain, domain);
    columns.parent[place] = customer(this.#customers.parent, parentCompanyId);
  }

  /** As `dealAsOf`: created later, it is not there; closed later, it is open. @returns its place, or `NOT_LIVE`. */
  #keep(number: number, createdAt: number, closedAt: number, status: number): number {
    const { state } = this.#state.columns;
    state[number] = GOOD;
    if (createdAt > this.#asOf) return NOT_LIVE;
    const closed = closedAt <= this.#asOf;
    const deal = this.#kept.next();
    const { columns } = this.#kept;
    state[number] = deal + 1;
    columns.id[deal] = number;
    columns.createdAt[deal] = createdAt;
    columns.endsAt[deal] = closed ? closedAt : this.#asOf;
    columns.status[deal] = closed ? status : STATUS.open;
    return deal;
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const dealTypes = (length: number) => ({
  id: shared(Uint32Array, length),
  createdAt: shared(Float64Array, length),
  endsAt: shared(Float64Array, length),
  status: shared(Uint8Array, length),
  amount: shared(Float64Array, length),
  homeAmount: shared(Float64Array, length),
  flags: shared(Uint8Array, length),
  currency: shared(Uint8Array, length),
  bucket: shared(Uint8Array, length),
  company: shared(Uint32Array, length),
  domain: shared(Uint32Array, length),
  parent: shared(Uint32Array, length),
});
