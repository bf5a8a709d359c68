/**
 * deals.csv, touches.csv, tags.csv and partners.csv, as streams of bytes → the engine's columns, with the rejections of
 * `readAttributionFiles`. A row that is written in the usual way goes straight into typed arrays; any other is read by
 * the readers of strings, which know every way and every reason.
 */
import type { Instant } from '../domain/calendar.js';
import type { PortfolioColumns } from '../domain/columns/portfolio-columns.js';
import { orderTouches, type UnorderedTouches } from '../domain/columns/touch-order.js';
import { compareIds, partnerId, type PartnerId } from '../domain/ids.js';
import type { PartnerDirectory, Rules } from '../domain/rules.js';
import type { ByteSource } from './byte-source.js';
import { DEAL_LAYOUT, DealColumnReader, type ReadDealColumns } from './deal-columns.js';
import { exclusions } from './exclusions.js';
import { InternedIds } from './interned-ids.js';
import { readPartners } from './read-partners.js';
import type { Rejection } from './rejection.js';
import { RowReader, wholeText } from './row-reader.js';
import { readTagColumns } from './tag-columns.js';
import { TOUCH_LAYOUT, TouchColumnReader } from './touch-columns.js';

export interface ColumnFiles {
  readonly deals: ByteSource;
  readonly touches: ByteSource;
  readonly tags: ByteSource | null;
  readonly partners: ByteSource | null;
}

export interface FileColumns {
  readonly columns: PortfolioColumns;
  readonly deals: ReadDealColumns;
  readonly partners: PartnerDirectory;
  /** By file (deals, touches, tags, partners), then line, then header order. */
  readonly rejected: readonly Rejection[];
}

/**
 * Reads the files of `partnership attribute`.
 * @param asOf deals created later are left out, with their touches and tags; deals closed later are open.
 * @param homeCurrency ISO 4217; what an amount without a currency is in.
 * @throws AppError `column_missing`, `file_malformed` or `file_unreadable`, before anything is computed.
 */
export function readAttributionColumns(
  files: ColumnFiles,
  rules: Rules,
  asOf: Instant,
  homeCurrency: string,
): FileColumns {
  const dealRows = new RowReader(files.deals, DEAL_LAYOUT);
  const deals = dealRows
    .read(new DealColumnReader(dealRows.header, files.deals.size, rules.policy, asOf, homeCurrency))
    .finish();
  const partners =
    files.partners === null
      ? null
      : readPartners({ name: files.partners.name, text: wholeText(files.partners) });
  const directory = partners?.directory ?? null;
  const partnerIds = new InternedIds();
  for (const id of directory?.keys() ?? []) partnerIds.numberText(id);
  const known = { deals, partnerIds, directory };
  const touchRows = new RowReader(files.touches, TOUCH_LAYOUT);
  const touches = touchRows.read(new TouchColumnReader(touchRows.header, files.touches.size, known, asOf));
  const tags = files.tags === null ? null : readTagColumns(files.tags, known);
  const order = inOrder(partnerIds);
  const tagColumns = tags?.columns(order.placeOf, deals.columns.length) ?? noTags(deals.columns.length);
  const columns = {
    partners: order.partners,
    deals: deals.columns,
    touches: orderTouches(placed(touches.finish(), order.placeOf), deals.columns.length),
    tags: tagColumns,
    isExcluded: exclusions(order.partners, deals, directory ?? new Map(), rules.policy.exclude),
  };
  return {
    columns,
    deals,
    partners: directory ?? new Map(),
    rejected: [
      ...deals.rejected,
      ...touches.rejected,
      ...(tags?.rejected ?? []),
      ...(partners?.rejected ?? []),
    ],
  };
}

/** Partners by their places instead of their numbers. */
function placed(touches: UnorderedTouches, placeOf: Uint32Array): UnorderedTouches {
  const { partner, length } = touches;
  for (let touch = 0; touch < length; touch += 1) partner[touch] = placeOf[partner[touch]!]!;
  return touches;
}

const noTags = (deals: number): PortfolioColumns['tags'] => ({
  starts: new Uint32Array(deals + 1),
  partner: new Uint32Array(0),
  role: new Uint8Array(0),
  state: new Uint8Array(0),
});

interface PartnerOrder {
  readonly partners: readonly PartnerId[];
  /** From the number of an id to its place in the order of ids. */
  readonly placeOf: Uint32Array;
}

function inOrder(ids: InternedIds): PartnerOrder {
  const texts = Array.from({ length: ids.length }, (_, number) => partnerId(ids.text(number)));
  const numbers = texts.map((_, number) => number).sort((a, b) => compareIds(texts[a]!, texts[b]!));
  const placeOf = new Uint32Array(texts.length);
  numbers.forEach((number, place) => (placeOf[number] = place));
  return { partners: numbers.map((number) => texts[number]!), placeOf };
}
