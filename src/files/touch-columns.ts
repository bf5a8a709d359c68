import type { Instant } from '../domain/calendar.js';
import { KIND } from '../domain/columns/portfolio-columns.js';
import type { PartnerDirectory } from '../domain/rules.js';
import { COUNTING_REGISTRATIONS, statusCounts, TOUCH_KINDS } from '../domain/touch.js';
import { Words } from './byte-values.js';
import { ROLE } from './cell-roles.js';
import { SeenIds, type CsvHeader } from './csv-table.js';
import { NOT_LIVE, type ReadDealColumns } from './deal-columns.js';
import type { InternedIds } from './interned-ids.js';
import { readTouch, TOUCH_FILE, type KnownIds } from './read-touches.js';
import type { Rejection } from './rejection.js';
import type { RowColumns } from './row-block.js';
import { csvRowOf, type FileLayout } from './row-reader.js';
import { SeenTouches } from './seen-touches.js';
import { TouchParts } from './touch-parts.js';

/** What touches and tags may point to. */
export interface KnownNumbers {
  readonly deals: ReadDealColumns;
  /** Ids of partners; without partners.csv new ones come as they are named. */
  readonly partnerIds: InternedIds;
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

/** No row of deals.csv has the id. */
const UNKNOWN = -2;

const SLOT = { id: 0, deal: 2, partner: 4, at: 6, kind: 7, status: 8 } as const;

/** touches.csv. */
export const TOUCH_LAYOUT: FileLayout = {
  file: TOUCH_FILE,
  columns: {
    touch_id: { role: ROLE.id, slot: SLOT.id },
    deal_id: { role: ROLE.id, slot: SLOT.deal },
    partner_id: { role: ROLE.id, slot: SLOT.partner },
    occurred_at: { role: ROLE.instant, slot: SLOT.at },
    // `tag` is reserved: it comes from tags alone.
    kind: {
      role: ROLE.word,
      slot: SLOT.kind,
      words: new Words(TOUCH_KINDS.filter((kind) => kind !== 'tag')),
    },
    status: { role: ROLE.wordIfAny, slot: SLOT.status, words: new Words([...COUNTING_REGISTRATIONS]) },
  },
  slots: 9,
};

/** Puts the rows of touches.csv into columns. */
export class TouchColumnReader {
  readonly rejected: Rejection[] = [];
  readonly #header: CsvHeader;
  readonly #known: KnownNumbers;
  readonly #knownIds: KnownIds;
  readonly #asOf: Instant;
  readonly #hasStatus: boolean;
  readonly #ids = new SeenTouches();
  readonly #seen = new SeenIds(this.#ids);
  readonly #kept: TouchParts;
  /**
   * By row of the block at hand, the place of its deal, `NOT_LIVE` or `UNKNOWN`. They are looked up in a loop of its own,
   * in which the misses of caches overlap.
   */
  #places = new Int32Array(0);

  constructor(header: CsvHeader, known: KnownNumbers, asOf: Instant, partBits?: number) {
    this.#header = header;
    this.#known = known;
    this.#knownIds = knownIds(known);
    this.#asOf = asOf;
    this.#hasStatus = header.columns.includes('status');
    this.#kept = new TouchParts(known.deals.columns.length, partBits);
  }

  /** Takes the next rows. */
  take(block: RowColumns): void {
    if (this.#places.length < block.rows) this.#places = new Int32Array(block.room);
    this.#findDeals(block);
    for (let row = 0; row < block.rows; row += 1) {
      if (block.isRead[row] === 0 || !this.#takeRead(block, row)) this.#takeText(block, row);
    }
  }

  /** The touches that were kept; partners by their numbers. */
  finish(): TouchParts {
    return this.#kept;
  }

  #findDeals({ rows, room, isRead, values, bytes }: RowColumns): void {
    const { ids, placeOf, arePlaces } = this.#known.deals;
    const places = this.#places;
    for (let row = 0; row < rows; row += 1) {
      if (isRead[row] === 0) continue;
      const value = values[SLOT.deal * room + row]!;
      const number =
        value >= 0
          ? ids.findDigits(value)
          : ids.find(bytes, -1 - value, values[(SLOT.deal + 1) * room + row]!);
      places[row] = number === -1 ? UNKNOWN : arePlaces ? number : placeOf[number]!;
    }
  }

  /** @returns false, before anything of it is kept, where the row is not good. */
  #takeRead({ room, values, bytes }: RowColumns, row: number): boolean {
    const place = this.#places[row]!;
    if (place === UNKNOWN) return false;
    const { partnerIds, directory } = this.#known;
    const partner = values[SLOT.partner * room + row]!;
    const partnerEnd = values[(SLOT.partner + 1) * room + row]!;
    let number =
      partner >= 0 ? partnerIds.findDigits(partner) : partnerIds.find(bytes, -1 - partner, partnerEnd);
    if (number === -1 && directory !== null) return false;
    const id = values[SLOT.id * room + row]!;
    const isNew =
      id >= 0
        ? this.#ids.addDigits(id)
        : this.#ids.addBytes(bytes, -1 - id, values[(SLOT.id + 1) * room + row]!);
    if (!isNew) return false;
    const at = values[SLOT.at * room + row]!;
    if (place === NOT_LIVE || at > this.#asOf) return true;
    if (number === -1)
      number =
        partner >= 0 ? partnerIds.numberDigits(partner) : partnerIds.number(bytes, -1 - partner, partnerEnd);
    const kind = values[SLOT.kind * room + row]!;
    const isCounting =
      kind !== KIND.registration || (this.#hasStatus && values[SLOT.status * room + row]! >= 0);
    this.#kept.add(place, number, at, kind, isCounting ? 1 : 0);
    return true;
  }

  #takeText(block: RowColumns, row: number): void {
    const csv = csvRowOf(this.#header, block, row);
    if (csv.matches) {
      const touch = readTouch(csv, this.#seen, this.#knownIds);
      this.#seen.keep(csv, 'touch_id');
      const deal = touch === null ? NOT_LIVE : livePlace(this.#known.deals, touch.dealId);
      if (touch !== null && csv.rejections().length === 0 && touch.at <= this.#asOf && deal !== NOT_LIVE) {
        const partner = this.#known.partnerIds.numberText(touch.partnerId);
        this.#kept.add(deal, partner, touch.at, KIND[touch.kind], statusCounts(touch) ? 1 : 0);
      }
    }
    this.rejected.push(...csv.rejections());
  }
}
