import type { Instant } from '../domain/calendar.js';
import { KIND } from '../domain/columns/portfolio-columns.js';
import type { UnorderedTouches } from '../domain/columns/touch-order.js';
import type { PartnerDirectory } from '../domain/rules.js';
import { COUNTING_REGISTRATIONS, statusCounts, TOUCH_KINDS } from '../domain/touch.js';
import { ByteIds } from './byte-ids.js';
import type { ByteSource } from './byte-records.js';
import { instantOf, Words } from './byte-values.js';
import { SeenIds, type CsvRow } from './csv-table.js';
import { NOT_LIVE, type ReadDealColumns } from './deal-columns.js';
import { GrowingColumns } from './growing-columns.js';
import { readTouch, TOUCH_FILE, type KnownIds } from './read-touches.js';
import type { Rejection } from './rejection.js';
import { RowReader } from './row-reader.js';

/** What touches and tags may point to. */
export interface KnownNumbers {
  readonly deals: ReadDealColumns;
  /** Ids of partners; without partners.csv new ones come as they are named. */
  readonly partnerIds: ByteIds;
  readonly directory: PartnerDirectory | null;
}

/** The same, for the readers of strings. */
export const knownIds = ({ deals, directory }: KnownNumbers): KnownIds => ({
  live: { has: (id) => livePlace(deals, id) !== NOT_LIVE },
  named: { has: (id) => deals.ids.findText(id) !== -1 },
  partners: directory,
});

/** The place of a live deal, or `NOT_LIVE`. */
export const livePlace = ({ ids, placeOf }: ReadDealColumns, id: string): number =>
  placeOf[ids.findText(id)] ?? NOT_LIVE;

/** `tag` is reserved: it comes from tags alone. */
const KINDS = new Words(TOUCH_KINDS.filter((kind) => kind !== 'tag'));
const COUNTING = new Words([...COUNTING_REGISTRATIONS]);
/** The shortest row: an id each, a date, `call`. */
const LEAST_BYTES = 20;

/** Reads touches.csv into columns. */
export class TouchColumnReader {
  readonly #rows: RowReader;
  readonly #known: KnownNumbers;
  readonly #asOf: Instant;
  readonly #ids = new ByteIds();
  readonly #kept: GrowingColumns<ReturnType<typeof touchTypes>>;
  readonly #place: Readonly<Record<TouchCell, number>>;

  constructor(source: ByteSource, known: KnownNumbers, asOf: Instant) {
    this.#rows = new RowReader(source, TOUCH_FILE);
    this.#known = known;
    this.#asOf = asOf;
    this.#kept = new GrowingColumns(touchTypes, Math.ceil(source.size / LEAST_BYTES));
    this.#place = Object.fromEntries(
      [...TOUCH_FILE.required, ...TOUCH_FILE.optional].map((column) => [column, this.#rows.place(column)]),
    ) as Record<TouchCell, number>;
  }

  /** Reads all rows; the reader holds only columns after it. */
  read(): ReadTouchColumns {
    const seen = new SeenIds({
      has: (id) => this.#ids.findText(id) !== -1,
      add: (id) => this.#ids.numberText(id),
    });
    const known = knownIds(this.#known);
    this.#rows.read(
      () => this.#takeFast(),
      (row) => this.#takeRow(row, seen, known),
    );
    const { length } = this.#kept;
    const kept = this.#kept.finish();
    return {
      rejected: this.#rows.rejected,
      columns: (placeOf) => {
        const { partner } = kept;
        for (let touch = 0; touch < length; touch += 1) partner[touch] = placeOf[partner[touch]!]!;
        return { ...kept, length };
      },
    };
  }

  #takeFast(): boolean {
    const { bytes, starts, ends } = this.#rows.records;
    const place = this.#place;
    const at = instantOf(bytes, starts[place.occurred_at]!, ends[place.occurred_at]!);
    const kind = KINDS.find(bytes, starts[place.kind]!, ends[place.kind]!);
    if (Number.isNaN(at) || kind === -1) return false;
    const { deals, partnerIds, directory } = this.#known;
    const deal = deals.ids.find(bytes, starts[place.deal_id]!, ends[place.deal_id]!);
    const partnerStart = starts[place.partner_id]!;
    const partnerEnd = ends[place.partner_id]!;
    const idStart = starts[place.touch_id]!;
    if (deal === -1 || partnerStart === partnerEnd || idStart === ends[place.touch_id]) return false;
    const known = partnerIds.find(bytes, partnerStart, partnerEnd);
    if (known === -1 && directory !== null) return false;
    const before = this.#ids.length;
    // An id that was there before is a duplicate.
    if (this.#ids.number(bytes, idStart, ends[place.touch_id]!) < before) return false;
    if (deals.placeOf[deal] === NOT_LIVE || at > this.#asOf) return true;
    const partner = known === -1 ? partnerIds.number(bytes, partnerStart, partnerEnd) : known;
    this.#keep(deals.placeOf[deal]!, partner, at, kind, kind !== KIND.registration || this.#isCounting());
    return true;
  }

  #isCounting(): boolean {
    const { bytes, starts, ends } = this.#rows.records;
    const place = this.#place.status;
    return place !== -1 && COUNTING.find(bytes, starts[place]!, ends[place]!) !== -1;
  }

  #takeRow(row: CsvRow, seen: SeenIds, known: KnownIds): void {
    if (!row.matches) return;
    const touch = readTouch(row, seen, known);
    seen.keep(row, 'touch_id');
    if (touch === null || row.rejections().length > 0 || touch.at > this.#asOf) return;
    const deal = livePlace(this.#known.deals, touch.dealId);
    if (deal === NOT_LIVE) return;
    const partner = this.#known.partnerIds.numberText(touch.partnerId);
    this.#keep(deal, partner, touch.at, KIND[touch.kind], statusCounts(touch));
  }

  #keep(deal: number, partner: number, at: number, kind: number, counts: boolean): void {
    const touch = this.#kept.next();
    const { columns } = this.#kept;
    columns.deal[touch] = deal;
    columns.partner[touch] = partner;
    columns.at[touch] = at;
    columns.kind[touch] = kind;
    columns.statusCounts[touch] = counts ? 1 : 0;
  }
}

export interface ReadTouchColumns {
  readonly rejected: readonly Rejection[];
  /** @param placeOf from numbers of partners to their places. */
  readonly columns: (placeOf: Uint32Array) => UnorderedTouches;
}

type TouchCell = (typeof TOUCH_FILE.required)[number] | (typeof TOUCH_FILE.optional)[number];

const touchTypes = (length: number) => ({
  deal: new Uint32Array(length),
  partner: new Uint32Array(length),
  at: new Float64Array(length),
  kind: new Uint8Array(length),
  statusCounts: new Uint8Array(length),
  outcomeMissing: new Uint8Array(length),
});
