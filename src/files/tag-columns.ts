import { ROLE, TAG_STATE, type TagColumns } from '../domain/columns/portfolio-columns.js';
import { bucketPlaces, bucketStarts } from '../domain/columns/touch-order.js';
import type { ByteSource } from './byte-source.js';
import { NOT_LIVE } from './deal-columns.js';
import { GrowingColumns } from './growing-columns.js';
import { readTag, TAG_FILE } from './read-touches.js';
import type { Rejection } from './rejection.js';
import type { RowColumns } from './row-block.js';
import { csvRowOf, RowReader, type FileLayout } from './row-reader.js';
import { knownIds, livePlace, type KnownNumbers } from './touch-columns.js';

export interface ReadTagColumns {
  readonly rejected: readonly Rejection[];
  /** @param placeOf from numbers of partners to their places. */
  readonly columns: (placeOf: Uint32Array, deals: number) => TagColumns;
}

/** People set tags by hand, so there are few: every row is read as strings. */
const TAG_LAYOUT: FileLayout = { file: TAG_FILE, columns: {}, slots: 0 };

/**
 * Reads tags.csv into columns.
 * @throws AppError as `RowReader`.
 */
export function readTagColumns(source: ByteSource, known: KnownNumbers): ReadTagColumns {
  const reader = new RowReader(source, TAG_LAYOUT);
  const ids = knownIds(known);
  const rejected: Rejection[] = [];
  const kept = new GrowingColumns(tagTypes, 1024);
  const takeRow = (block: RowColumns, row: number): void => {
    const csv = csvRowOf(reader.header, block, row);
    const tag = csv.matches ? readTag(csv, ids) : null;
    rejected.push(...csv.rejections());
    if (tag === null || csv.rejections().length > 0) return;
    const deal = livePlace(known.deals, tag.dealId);
    if (deal === NOT_LIVE) return;
    const place = kept.next();
    const { columns } = kept;
    columns.deal[place] = deal;
    columns.partner[place] = known.partnerIds.numberText(tag.partnerId);
    columns.role[place] = ROLE[tag.role];
    columns.state[place] = TAG_STATE[tag.state];
  };
  reader.read({
    take: (block) => {
      for (let row = 0; row < block.rows; row += 1) takeRow(block, row);
    },
  });
  return { rejected, columns: (placeOf, deals) => orderTags(kept.finish(), placeOf, deals) };
}

function orderTags(
  { deal, partner, role, state }: ReturnType<typeof tagTypes>,
  placeOf: Uint32Array,
  deals: number,
): TagColumns {
  const starts = bucketStarts(deal, deal.length, deals);
  const places = bucketPlaces(deal, deal.length, starts);
  return {
    starts,
    partner: places.map((place) => placeOf[partner[place]!]!),
    role: Uint8Array.from(places, (place) => role[place]!),
    state: Uint8Array.from(places, (place) => state[place]!),
  };
}

const tagTypes = (length: number) => ({
  deal: new Uint32Array(length),
  partner: new Uint32Array(length),
  role: new Uint8Array(length),
  state: new Uint8Array(length),
});
