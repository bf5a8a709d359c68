/** deals.csv and credits.csv of `--out`, straight from columns. */
import { CLASS, FLAG_BIT, PART } from '../domain/columns/outcome-codes.js';
import { STATUS, type PortfolioColumns } from '../domain/columns/portfolio-columns.js';
import type { ResultColumns } from '../domain/columns/result-columns.js';
import { sortFlags, type Flag } from '../domain/flag.js';
import { ByteWriter, csvCell, csvCellOf, isPlain } from './byte-writer.js';
import { READ_FLAGS, type ReadDealColumns } from './deal-columns.js';
import { textBytes, type IdColumns } from './interned-ids.js';

const DEAL_HEADER = [
  ...['deal_id', 'status', 'class', 'bucket', 'currency', 'amount_minor', 'home_amount_minor'],
  ...['sourcing_partner_ids', 'influencing_partner_ids', 'flags'],
];
/** Rows of usual ids and amounts have fewer bytes. */
const DEAL_BYTES = 96;
const CREDIT_BYTES = 48;
const NOTHING = new Uint8Array(0);
const cells = (words: readonly string[]): readonly Uint8Array[] => words.map(csvCell);

/** What deals are called, and said of them, by place of the deal; another thread can read it. */
export interface DealLabels {
  readonly ids: IdColumns;
  readonly id: Uint32Array;
  readonly flags: Uint8Array;
  readonly currency: Uint8Array;
  readonly currencies: readonly string[];
  readonly bucket: Uint8Array;
  readonly buckets: readonly string[];
}

/** Gathers the labels of deals that were read. */
export const dealLabels = (deals: ReadDealColumns): DealLabels => ({
  ids: deals.ids.columns(),
  id: deals.id,
  flags: deals.flags,
  currency: deals.currency,
  currencies: deals.currencies,
  bucket: deals.bucket,
  buckets: deals.buckets,
});

/** The first line of deals.csv. */
export const dealHeader = (): Uint8Array => headerOf(DEAL_HEADER);

/** The first line of credits.csv. */
export const creditHeader = (models: readonly string[]): Uint8Array =>
  headerOf([
    ...['deal_id', 'partner_id', 'source_minor', 'influence_minor'],
    ...models.map((model) => `${model}_minor`),
  ]);

function headerOf(columns: readonly string[]): Uint8Array {
  const writer = new ByteWriter();
  for (const column of columns) writer.cell(csvCell(column));
  writer.endRow();
  return writer.bytes();
}

/** Deals that were attributed, some of a portfolio or all. */
export interface AttributedDeals {
  readonly columns: PortfolioColumns;
  readonly results: ResultColumns;
  /** The place of the first among those of the portfolio. */
  readonly from: number;
}

/** Writes rows of deals.csv and credits.csv. */
export class DealRows {
  readonly #labels: DealLabels;
  readonly #partners: readonly Uint8Array[];
  readonly #partnerLists: PartnerLists;
  readonly #buckets: readonly Uint8Array[];
  readonly #currencies: readonly Uint8Array[];
  readonly #flags = new FlagCells();

  constructor(labels: DealLabels, partners: readonly string[]) {
    this.#labels = labels;
    this.#partners = cells(partners);
    this.#partnerLists = new PartnerLists(partners, this.#partners);
    this.#buckets = cells(labels.buckets);
    this.#currencies = cells(labels.currencies);
  }

  /** Rows of deals.csv. */
  deals({ columns, results, from }: AttributedDeals): Uint8Array<ArrayBuffer> {
    const { deals } = columns;
    const { flags, currency, bucket } = this.#labels;
    const writer = new ByteWriter(DEAL_BYTES * deals.length);
    for (let deal = 0; deal < deals.length; deal += 1) {
      this.#writeId(writer, from + deal);
      writer.cell(STATUS_CELLS[deals.status[deal]!]!);
      writer.cell(CLASS_CELLS[results.dealClass[deal]!]!);
      writer.cell(this.#buckets[bucket[from + deal]!]!);
      writer.cell(this.#currencies[currency[from + deal]!]!);
      writer.number(deals.amount[deal]!);
      const home = deals.homeAmount[deal]!;
      if (Number.isNaN(home)) writer.cell(NOTHING);
      else writer.number(home);
      this.#partnerLists.write(writer, results, deal, PART.sourcing);
      this.#partnerLists.write(writer, results, deal, PART.influencing);
      writer.cell(this.#flags.of(flags[from + deal]!, results.flags[deal]!));
      writer.endRow();
    }
    return writer.bytes();
  }

  /** Rows of credits.csv: one for each partner with a role on a deal. */
  credits({ columns, results, from }: AttributedDeals): Uint8Array<ArrayBuffer> {
    const { deals } = columns;
    const { rowStarts, partner, part, source, model } = results;
    const writer = new ByteWriter(CREDIT_BYTES * results.rows);
    for (let deal = 0; deal < deals.length; deal += 1) {
      const end = rowStarts[deal + 1]!;
      const gross = deals.status[deal] === STATUS.lost ? 0 : deals.amount[deal]!;
      for (let row = rowStarts[deal]!; row < end; row += 1) {
        this.#writeId(writer, from + deal);
        writer.cell(this.#partners[partner[row]!]!);
        writer.number(source.own[row]!);
        writer.number(part[row] === PART.influencing ? gross : 0);
        for (let pool = 0; pool < model.length; pool += 1) writer.number(model[pool]!.own[row]!);
        writer.endRow();
      }
    }
    return writer.bytes();
  }

  #writeId(writer: ByteWriter, deal: number): void {
    const { ids, id } = this.#labels;
    const number = id[deal]!;
    const digits = ids.keys[number]!;
    if (digits < 0) writer.cell(csvCellOf(textBytes(ids, number)));
    else writer.number(digits);
  }
}

const STATUS_CELLS = cells(Object.keys(STATUS));
const CLASS_CELLS = cells(Object.keys(CLASS));

/** Lists of a deal's partners, joined by `;`. */
class PartnerLists {
  readonly #ids: readonly string[];
  readonly #cells: readonly Uint8Array[];
  readonly #isPlain: Uint8Array;
  /** Of the deal at hand: those with the part. */
  readonly #places: number[] = [];

  constructor(ids: readonly string[], idCells: readonly Uint8Array[]) {
    this.#ids = ids;
    this.#cells = idCells;
    this.#isPlain = Uint8Array.from(ids, (id) => Number(isPlain(new TextEncoder().encode(id))));
  }

  write(
    writer: ByteWriter,
    { rowStarts, partner, part: parts }: ResultColumns,
    deal: number,
    part: number,
  ): void {
    const places = this.#places;
    places.length = 0;
    let plain = 1;
    const end = rowStarts[deal + 1]!;
    for (let row = rowStarts[deal]!; row < end; row += 1) {
      if (parts[row] !== part) continue;
      places.push(partner[row]!);
      plain &= this.#isPlain[partner[row]!]!;
    }
    if (places.length === 0) writer.cell(NOTHING);
    else if (places.length === 1) writer.cell(this.#cells[places[0]!]!);
    else if (plain === 1) writer.list(places.map((place) => this.#cells[place]!));
    else writer.cell(csvCell(places.map((place) => this.#ids[place]!).join(';')));
  }
}

const RAISED = Object.entries(FLAG_BIT) as readonly (readonly [Flag, number])[];

/** Flags as one cell; there are few different ones. */
class FlagCells {
  readonly #known = new Map<number, Uint8Array>();

  of(read: number, raised: number): Uint8Array {
    const key = read * 256 + raised;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const flags = [
      ...READ_FLAGS.filter((_, bit) => (read & (1 << bit)) !== 0),
      ...RAISED.filter(([, bit]) => (raised & bit) !== 0).map(([flag]) => flag),
    ];
    const cell = csvCell(sortFlags(flags).join(';'));
    this.#known.set(key, cell);
    return cell;
  }
}
