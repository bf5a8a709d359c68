import { ROLE, TAG_STATE, type TagColumns } from '../domain/columns/portfolio-columns.js';
import { bucketPlaces, bucketStarts } from '../domain/columns/touch-order.js';
import type { ByteSource } from './byte-records.js';
import type { CsvRow } from './csv-table.js';
import { NOT_LIVE } from './deal-columns.js';
import { GrowingColumns } from './growing-columns.js';
import { readTag, TAG_FILE } from './read-touches.js';
import type { Rejection } from './rejection.js';
import { RowReader } from './row-reader.js';
import { knownIds, livePlace, type KnownNumbers } from './touch-columns.js';

export interface ReadTagColumns {
  readonly rejected: readonly Rejection[];
  /** @param placeOf from numbers of partners to their places. */
  readonly columns: (placeOf: Uint32Array, deals: number) => TagColumns;
}

/** Reads tags.csv into columns. People set tags by hand, so there are few: every row is read as strings. */
export class TagColumnReader {
  readonly #rows: RowReader;
  readonly #known: KnownNumbers;
  readonly #kept = new GrowingColumns(tagTypes, 1024);

  constructor(source: ByteSource, known: KnownNumbers) {
    this.#rows = new RowReader(source, TAG_FILE);
    this.#known = known;
  }

  read(): ReadTagColumns {
    const known = knownIds(this.#known);
    const take = (row: CsvRow): void => {
      const tag = row.matches ? readTag(row, known) : null;
      if (tag === null || row.rejections().length > 0) return;
      const deal = livePlace(this.#known.deals, tag.dealId);
      if (deal === NOT_LIVE) return;
      const place = this.#kept.next();
      const { columns } = this.#kept;
      columns.deal[place] = deal;
      columns.partner[place] = this.#known.partnerIds.numberText(tag.partnerId);
      columns.role[place] = ROLE[tag.role];
      columns.state[place] = TAG_STATE[tag.state];
    };
    this.#rows.read(() => false, take);
    const { deal, partner, role, state } = this.#kept.finish();
    return {
      rejected: this.#rows.rejected,
      columns: (placeOf, deals) => {
        const starts = bucketStarts(deal, deal.length, deals);
        const places = bucketPlaces(deal, deal.length, starts);
        return {
          starts,
          partner: places.map((place) => placeOf[partner[place]!]!),
          role: Uint8Array.from(places, (place) => role[place]!),
          state: Uint8Array.from(places, (place) => state[place]!),
        };
      },
    };
  }
}

const tagTypes = (length: number) => ({
  deal: new Uint32Array(length),
  partner: new Uint32Array(length),
  role: new Uint8Array(length),
  state: new Uint8Array(length),
});
