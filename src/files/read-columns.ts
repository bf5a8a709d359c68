/**
 * deals.csv, touches.csv, tags.csv and partners.csv, as streams of bytes → the engine's columns, with the rejections of
 * `readAttributionFiles`. A row that is written in the usual way goes straight into typed arrays; any other is read by
 * the readers of strings, which know every way and every reason.
 */
import type { Instant } from '../domain/calendar.js';
import type { PortfolioColumns } from '../domain/columns/portfolio-columns.js';
import type { UnorderedPortfolio } from '../domain/columns/touch-order.js';
import { compareIds, partnerId, type PartnerId } from '../domain/ids.js';
import type { PartnerDirectory, Rules } from '../domain/rules.js';
import type { ByteSource } from './byte-source.js';
import { DEAL_LAYOUT, DealColumnReader, type ReadDealColumns } from './deal-columns.js';
import type { CsvHeader } from './csv-table.js';
import { exclusionColumns, exclusionsBy, type ExclusionColumns } from './exclusions.js';
import { InternedIds } from './interned-ids.js';
import { readPartners, type PartnerRows } from './read-partners.js';
import type { Rejection } from './rejection.js';
import { RowReader, wholeText, type FileLayout, type RowTaker } from './row-reader.js';
import { readTagColumns } from './tag-columns.js';
import { TOUCH_LAYOUT, TouchColumnReader, type KnownNumbers } from './touch-columns.js';

export interface ColumnFiles {
  readonly deals: ByteSource;
  readonly touches: ByteSource;
  readonly tags: ByteSource | null;
  readonly partners: ByteSource | null;
}

/** What the files hold, touches in the order of their file. */
export interface FilePortfolio {
  readonly whole: UnorderedPortfolio;
  /** What `whole.isExcluded` looks at. */
  readonly exclusions: ExclusionColumns;
  readonly deals: ReadDealColumns;
  readonly partners: PartnerDirectory;
  /** By file (deals, touches, tags, partners), then line, then header order. */
  readonly rejected: readonly Rejection[];
}

/** Scans a file here. */
function scanFile<T extends RowTaker>(
  source: ByteSource,
  layout: FileLayout,
  takerOf: (header: CsvHeader) => T,
): T {
  const reader = new RowReader(source, layout);
  return reader.read(takerOf(reader.header));
}

/**
 * Reads the files of `partnership attribute`.
 * @param asOf deals created later are left out, with their touches and tags; deals closed later are open.
 * @param homeCurrency ISO 4217; what an amount without a currency is in.
 * @param cut other sizes than the usual ones, for tests.
 * @throws AppError `column_missing`, `file_malformed` or `file_unreadable`, before anything is computed.
 */
export function readPortfolio(
  files: ColumnFiles,
  rules: Rules,
  asOf: Instant,
  homeCurrency: string,
  cut: Pick<Cut, 'partBits'> = {},
): FilePortfolio {
  const reading = new PortfolioReading(files, rules, asOf, homeCurrency, cut);
  const known = reading.known(scanFile(files.deals, DEAL_LAYOUT, reading.dealTaker).finish());
  return reading.finish(known, scanFile(files.touches, TOUCH_LAYOUT, reading.touchTaker(known)));
}

/** Other sizes than the usual ones, so that small files are cut, too. */
export interface Cut {
  /** How many bytes of a file are read at a time. */
  readonly blockBytes?: number;
  /** A part has at least 2^`partBits` deals. */
  readonly partBits?: number;
}

/** What there is to do between the files, wherever they are scanned: deals, then touches, then the rest. */
export class PortfolioReading {
  readonly #files: ColumnFiles;
  readonly #rules: Rules;
  readonly #asOf: Instant;
  readonly #homeCurrency: string;
  readonly #partBits: number | undefined;
  #partners: PartnerRows | null = null;

  constructor(files: ColumnFiles, rules: Rules, asOf: Instant, homeCurrency: string, { partBits }: Cut = {}) {
    this.#files = files;
    this.#rules = rules;
    this.#asOf = asOf;
    this.#homeCurrency = homeCurrency;
    this.#partBits = partBits;
  }

  readonly dealTaker = (header: CsvHeader): DealColumnReader =>
    new DealColumnReader(header, this.#files.deals.size, this.#rules.policy, this.#asOf, this.#homeCurrency);

  /** What touches and tags may point to. */
  known(deals: ReadDealColumns): KnownNumbers {
    const { partners } = this.#files;
    if (partners !== null) this.#partners = readPartners({ name: partners.name, text: wholeText(partners) });
    const directory = this.#partners?.directory ?? null;
    const partnerIds = new InternedIds();
    for (const id of directory?.keys() ?? []) partnerIds.numberText(id);
    return { deals, partnerIds, directory };
  }

  touchTaker(known: KnownNumbers): (header: CsvHeader) => TouchColumnReader {
    return (header) => new TouchColumnReader(header, known, this.#asOf, this.#partBits);
  }

  finish(known: KnownNumbers, touches: TouchColumnReader): FilePortfolio {
    const { deals, partnerIds } = known;
    const tags = this.#files.tags === null ? null : readTagColumns(this.#files.tags, known);
    const { partners, placeOf } = inOrder(partnerIds);
    const directory = known.directory ?? new Map();
    const exclusions = exclusionColumns(partners, deals, directory, this.#rules.policy.exclude);
    const { length } = deals.columns;
    const kept = touches.finish();
    return {
      whole: {
        partners,
        deals: deals.columns,
        parts: kept.parts,
        partDeals: kept.partDeals,
        placeOf,
        tags: tags?.columns(placeOf, length) ?? noTags(length),
        isExcluded: exclusionsBy(exclusions),
      },
      exclusions,
      deals,
      partners: directory,
      rejected: [
        ...deals.rejected,
        ...touches.rejected,
        ...(tags?.rejected ?? []),
        ...(this.#partners?.rejected ?? []),
      ],
    };
  }
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
