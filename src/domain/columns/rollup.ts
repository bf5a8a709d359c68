/**
 * Adds a portfolio up, over columns: won revenue and pipeline by class, each partner's numbers by month of close, and
 * those of parents with their descendants; home currency, minor units. Sums of parts of a portfolio add up to its own.
 */
import type { PartnerId } from '../ids.js';
import type { Months } from '../months.js';
import { Cells } from './cells.js';
import { CLASS, PART } from './outcome-codes.js';
import { CreditSums } from './credit-sums.js';
import { ExactSums, sumColumns, type SumColumns } from './exact-sums.js';
import { Families, type FamilySums, type SummedColumns } from './family-sums.js';
import { STATUS, type PortfolioColumns } from './portfolio-columns.js';
import type { ResultColumns } from './result-columns.js';

/** What the sums of a portfolio are cut by. */
export interface RollupSettings {
  /** Null: months are not told apart. */
  readonly months: Months | null;
  /** The parents that a partner counts towards (see `familiesOf`). */
  readonly families: ReadonlyMap<PartnerId, ReadonlySet<PartnerId>>;
}

/** The month of every deal where months are not told apart. */
const ALL_MONTHS = 0;

const CLASSES = Object.keys(CLASS).length;

/** Where the sum of a status and class stands. */
export const classPlace = (status: number, dealClass: number): number => status * CLASSES + dealClass;

/** Revenue and pipeline by class and, apart, by status, so that the identity can be checked rather than assumed. */
export class ClassSums {
  readonly classes = new ExactSums(3 * CLASSES);
  readonly statuses = new ExactSums(3);
  dealsWithoutHomeAmount = 0;

  /** Adds a deal that is not lost. */
  add(columns: SummedColumns, results: ResultColumns, deal: number): void {
    const status = columns.deals.status[deal]!;
    const amount = columns.deals.homeAmount[deal]!;
    if (Number.isNaN(amount)) {
      this.dealsWithoutHomeAmount += 1;
      return;
    }
    this.statuses.add(status, amount);
    this.classes.add(classPlace(status, results.dealClass[deal]!), amount);
  }
}

/** A rollup's sums as columns, which another thread can take over. */
export interface RollupSums {
  readonly classes: SumColumns;
  readonly statuses: SumColumns;
  readonly dealsWithoutHomeAmount: number;
  readonly hasRole: Uint8Array;
  readonly pipeline: SumColumns;
  /** By cell its partner and month, and its sums. */
  readonly partner: Uint32Array;
  readonly month: Int32Array;
  readonly won: SumColumns;
  readonly families: FamilySums | null;
}

/** Adds up the classes of the deals that are picked. */
export function addClasses(
  columns: PortfolioColumns,
  results: ResultColumns,
  picks: (deal: number) => boolean,
): ClassSums {
  const sums = new ClassSums();
  for (let deal = 0; deal < columns.deals.length; deal += 1) {
    if (columns.deals.status[deal] !== STATUS.lost && picks(deal)) sums.add(columns, results, deal);
  }
  return sums;
}

/** Sums of the deals that were added. */
export class Rollup {
  readonly #columns: SummedColumns;
  readonly #results: ResultColumns;
  readonly #months: Months | null;
  readonly families: Families | null;
  readonly classes = new ClassSums();
  /** By place of the partner: 1 for a role on any deal, also a lost one. */
  readonly hasRole: Uint8Array;
  readonly pipeline: ExactSums;
  /** Won deals by partner and month of close. */
  readonly cells = new Cells();
  readonly won: CreditSums;

  constructor(columns: SummedColumns, results: ResultColumns, { months, families }: RollupSettings) {
    this.#columns = columns;
    this.#results = results;
    this.#months = months;
    this.families = families.size === 0 ? null : new Families(columns, results, families);
    this.hasRole = new Uint8Array(columns.partners.length);
    this.pipeline = new ExactSums(columns.partners.length);
    this.won = new CreditSums(results, 1024);
  }

  /** Adds the deals from one place up to another. */
  add(from: number, to: number): this {
    const { status, homeAmount, endsAt } = this.#columns.deals;
    const { rowStarts } = this.#results;
    for (let deal = from; deal < to; deal += 1) {
      const start = rowStarts[deal]!;
      const end = rowStarts[deal + 1]!;
      for (let row = start; row < end; row += 1) this.hasRole[this.#results.partner[row]!] = 1;
      this.families?.add(deal);
      if (status[deal] === STATUS.lost) continue;
      this.classes.add(this.#columns, this.#results, deal);
      if (status[deal] === STATUS.open) {
        for (let row = start; row < end; row += 1) {
          this.pipeline.add(this.#results.partner[row]!, this.#results.source.home[row]!);
        }
      } else if (end > start) {
        const month = this.#months === null ? ALL_MONTHS : this.#months.of(endsAt[deal]!);
        this.#addWon(start, end, month, homeAmount[deal]!);
      }
    }
    return this;
  }

  /** The sums of the deals that were added. */
  sums(): RollupSums {
    const { classes, statuses, dealsWithoutHomeAmount } = this.classes;
    const each = Array.from({ length: this.cells.length }, (_, cell) => cell);
    return {
      classes: sumColumns(classes),
      statuses: sumColumns(statuses),
      dealsWithoutHomeAmount,
      hasRole: this.hasRole,
      pipeline: sumColumns(this.pipeline),
      partner: Uint32Array.from(each, (cell) => this.cells.partner(cell)),
      month: Int32Array.from(each, (cell) => this.cells.month(cell)),
      won: sumColumns(this.won),
      families: this.families?.sums() ?? null,
    };
  }

  /** Adds the sums of other deals of the same portfolio, cut in the same way. */
  addSums(other: RollupSums): this {
    this.classes.classes.addAll(other.classes);
    this.classes.statuses.addAll(other.statuses);
    this.classes.dealsWithoutHomeAmount += other.dealsWithoutHomeAmount;
    other.hasRole.forEach((has, partner) => (this.hasRole[partner]! |= has));
    this.pipeline.addAll(other.pipeline);
    other.partner.forEach((partner, from) => {
      const cell = this.cells.of(partner, other.month[from]!);
      this.won.fit(this.cells.length);
      this.won.addSums(cell, other.won, from);
    });
    if (other.families !== null) this.families?.addSums(other.families);
    return this;
  }

  #addWon(start: number, end: number, month: number, amount: number): void {
    const { partner, part } = this.#results;
    for (let row = start; row < end; row += 1) {
      const cell = this.cells.of(partner[row]!, month);
      this.won.fit(this.cells.length);
      this.won.countDeal(cell);
      this.won.addRow(cell, row);
      if (part[row] === PART.influencing) this.won.addInfluence(cell, amount);
    }
  }
}
