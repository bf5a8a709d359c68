/** deals.csv and credits.csv of `--out`, straight from columns. */
import { CLASS, FLAG_BIT, PART } from '../domain/columns/classifier.js';
import { STATUS } from '../domain/columns/portfolio-columns.js';
import type { ResultColumns } from '../domain/columns/result-columns.js';
import { sortFlags, type Flag } from '../domain/flag.js';
import { ByteWriter, csvCell, csvCellOf } from './byte-writer.js';
import { READ_FLAGS, type ReadDealColumns } from './deal-columns.js';
import type { FileColumns } from './read-columns.js';

const DEAL_HEADER = [
  ...['deal_id', 'status', 'class', 'bucket', 'currency', 'amount_minor', 'home_amount_minor'],
  ...['sourcing_partner_ids', 'influencing_partner_ids', 'flags'],
];

const NOTHING = new Uint8Array(0);
const cells = (words: readonly string[]): readonly Uint8Array[] => words.map(csvCell);

function header(writer: ByteWriter, columns: readonly string[]): void {
  for (const column of columns) writer.cell(csvCell(column));
  writer.endRow();
}

function writeId(writer: ByteWriter, { ids, id }: ReadDealColumns, deal: number): void {
  const number = id[deal]!;
  const digits = ids.digits(number);
  if (digits === -1) writer.cell(csvCellOf(ids.bytes(number)));
  else writer.number(digits);
}

/** Writes deals.csv. */
export function writeDeals(path: string, file: FileColumns, results: ResultColumns): void {
  const writer = new ByteWriter(path);
  header(writer, DEAL_HEADER);
  const { deals, columns } = file;
  const statuses = cells(Object.keys(STATUS));
  const classes = cells(Object.keys(CLASS));
  const buckets = cells(deals.buckets);
  const currencies = cells(deals.currencies);
  const flags = new FlagCells();
  const partners = new PartnerLists(file, results);
  for (let deal = 0; deal < columns.deals.length; deal += 1) {
    writeId(writer, deals, deal);
    writer.cell(statuses[columns.deals.status[deal]!]!);
    writer.cell(classes[results.dealClass[deal]!]!);
    writer.cell(buckets[deals.bucket[deal]!]!);
    writer.cell(currencies[deals.currency[deal]!]!);
    writer.number(columns.deals.amount[deal]!);
    const home = columns.deals.homeAmount[deal]!;
    if (Number.isNaN(home)) writer.cell(NOTHING);
    else writer.number(home);
    writer.cell(partners.of(deal, PART.sourcing));
    writer.cell(partners.of(deal, PART.influencing));
    writer.cell(flags.of(deals.flags[deal]!, results.flags[deal]!));
    writer.endRow();
  }
  writer.close();
}

/** Writes credits.csv: a row for each partner with a role on a deal. */
export function writeCredits(path: string, file: FileColumns, results: ResultColumns): void {
  const writer = new ByteWriter(path);
  header(writer, [
    ...['deal_id', 'partner_id', 'source_minor', 'influence_minor'],
    ...results.models.map((model) => `${model}_minor`),
  ]);
  const { deals, columns } = file;
  const partners = cells(columns.partners);
  for (let deal = 0; deal < columns.deals.length; deal += 1) {
    const end = results.rowStarts[deal + 1]!;
    if (results.rowStarts[deal] === end) continue;
    const gross = columns.deals.status[deal] === STATUS.lost ? 0 : columns.deals.amount[deal]!;
    for (let row = results.rowStarts[deal]!; row < end; row += 1) {
      writeId(writer, deals, deal);
      writer.cell(partners[results.partner[row]!]!);
      writer.number(results.source.own[row]!);
      writer.number(results.part[row] === PART.influencing ? gross : 0);
      for (const pool of results.model) writer.number(pool.own[row]!);
      writer.endRow();
    }
  }
  writer.close();
}

/** Lists of a deal's partners, joined by `;`: almost all are of none or one. */
class PartnerLists {
  readonly #results: ResultColumns;
  readonly #ids: readonly string[];
  readonly #single: readonly Uint8Array[];

  constructor({ columns }: FileColumns, results: ResultColumns) {
    this.#results = results;
    this.#ids = columns.partners;
    this.#single = cells(columns.partners);
  }

  of(deal: number, part: number): Uint8Array {
    const { rowStarts, partner, part: parts } = this.#results;
    const end = rowStarts[deal + 1]!;
    let first = -1;
    for (let row = rowStarts[deal]!; row < end; row += 1) {
      if (parts[row] !== part) continue;
      if (first !== -1) return this.#joined(rowStarts[deal]!, end, part);
      first = row;
    }
    return first === -1 ? NOTHING : this.#single[partner[first]!]!;
  }

  #joined(start: number, end: number, part: number): Uint8Array {
    const ids: string[] = [];
    for (let row = start; row < end; row += 1) {
      if (this.#results.part[row] === part) ids.push(this.#ids[this.#results.partner[row]!]!);
    }
    return csvCell(ids.join(';'));
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
