/**
 * Adds a portfolio up, over columns: won revenue and pipeline by class, each partner's numbers by month of close, and
 * those of parents with their descendants; home currency, minor units. Sums of parts of a portfolio add up to its own.
 */
import type { PartnerId } from '../ids.js';
import type { Months } from '../months.js';
import { Cells } from './cells.js';
import { CLASS, PART } from './classifier.js';
import { CreditSums } from './credit-sums.js';
import { ExactSums, type SumColumns } from './exact-sums.js';
import { STATUS, type PortfolioColumns } from './portfolio-columns.js';
import type { ResultColumns } from './result-columns.js';

/** What the sums of a portfolio are cut by. */
export interface RollupSettings {
  /** Null: months are not told apart. */
  readonly months: Months | null;
  /** The parents that a partner counts towards (see `familiesOf`). */
  readonly families: ReadonlyMap<PartnerId, ReadonlySet<PartnerId>>;
}

/** What is looked at of a portfolio. */
type RollupColumns = Pick<PortfolioColumns, 'deals' | 'partners'>;

/** The month of every deal where months are not told apart. */
export const ALL_MONTHS = 0;

const CLASSES = Object.keys(CLASS).length;

/** Where the sum of a status and class stands. */
export const classPlace = (status: number, dealClass: number): number => status * CLASSES + dealClass;

/** Revenue and pipeline by class and, apart, by status, so that the identity can be checked rather than assumed. */
export class ClassSums {
  readonly classes = new ExactSums(3 * CLASSES);
  readonly statuses = new ExactSums(3);
  dealsWithoutHomeAmount = 0;

  /** Adds a deal that is not lost. */
  add(columns: RollupColumns, results: ResultColumns, deal: number): void {
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

/** By family: whether any of it has a role, and its sums. */
interface FamilySums {
  readonly hasRole: Uint8Array;
  readonly pipeline: SumColumns;
  readonly won: SumColumns;
}

const columnsOf = ({ low, high }: SumColumns): SumColumns => ({ low, high });

function addAll(sums: ExactSums, others: SumColumns): void {
  for (let place = 0; place < others.low.length; place += 1) sums.addSum(place, others, place);
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
  readonly #columns: RollupColumns;
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

  constructor(columns: RollupColumns, results: ResultColumns, { months, families }: RollupSettings) {
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
      classes: columnsOf(classes),
      statuses: columnsOf(statuses),
      dealsWithoutHomeAmount,
      hasRole: this.hasRole,
      pipeline: columnsOf(this.pipeline),
      partner: Uint32Array.from(each, (cell) => this.cells.partner(cell)),
      month: Int32Array.from(each, (cell) => this.cells.month(cell)),
      won: columnsOf(this.won),
      families: this.families?.sums() ?? null,
    };
  }

  /** Adds the sums of other deals of the same portfolio, cut in the same way. */
  addSums(other: RollupSums): this {
    addAll(this.classes.classes, other.classes);
    addAll(this.classes.statuses, other.statuses);
    this.classes.dealsWithoutHomeAmount += other.dealsWithoutHomeAmount;
    other.hasRole.forEach((has, partner) => (this.hasRole[partner]! |= has));
    addAll(this.pipeline, other.pipeline);
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

/** Instead of the deal that a family was last met on: none yet, or one that was added up elsewhere. */
const NEVER = -1;
const ELSEWHERE = -2;

/** Sums of parents with all their descendants, a deal counted once. */
class Families {
  readonly #columns: RollupColumns;
  readonly #results: ResultColumns;
  readonly #groupOf = new Map<PartnerId, number>();
  /** Groups of each place of a partner. */
  readonly #groups: readonly (readonly number[])[];
  readonly #pipeline: ExactSums;
  readonly #won: CreditSums;
  /** The deal that a group was last met on, and that was last counted as influenced. */
  readonly #met: Int32Array;
  readonly #influenced: Int32Array;

  constructor(
    columns: RollupColumns,
    results: ResultColumns,
    families: ReadonlyMap<PartnerId, ReadonlySet<PartnerId>>,
  ) {
    this.#columns = columns;
    this.#results = results;
    for (const group of new Set([...families.values()].flatMap((groups) => [...groups]))) {
      this.#groupOf.set(group, this.#groupOf.size);
    }
    this.#groups = columns.partners.map((id) =>
      [...(families.get(id) ?? [])].map((group) => this.#groupOf.get(group)!),
    );
    const size = this.#groupOf.size;
    this.#pipeline = new ExactSums(size);
    this.#won = new CreditSums(results, size);
    this.#met = new Int32Array(size).fill(NEVER);
    this.#influenced = new Int32Array(size).fill(NEVER);
  }

  /** The sums of a parent and its place in them; null where none of its family has a role. */
  of(
    parent: PartnerId,
  ): { readonly won: CreditSums; readonly pipeline: ExactSums; readonly place: number } | null {
    const place = this.#groupOf.get(parent);
    if (place === undefined || this.#met[place] === NEVER) return null;
    return { won: this.#won, pipeline: this.#pipeline, place };
  }

  sums(): FamilySums {
    return {
      hasRole: Uint8Array.from(this.#met, (deal) => Number(deal !== NEVER)),
      pipeline: columnsOf(this.#pipeline),
      won: columnsOf(this.#won),
    };
  }

  addSums(other: FamilySums): void {
    addAll(this.#pipeline, other.pipeline);
    other.hasRole.forEach((has, family) => {
      if (has === 1 && this.#met[family] === NEVER) this.#met[family] = ELSEWHERE;
      this.#won.addSums(family, other.won, family);
    });
  }

  /** Adds a deal of any status. */
  add(deal: number): void {
    const { rowStarts, partner } = this.#results;
    const end = rowStarts[deal + 1]!;
    for (let row = rowStarts[deal]!; row < end; row += 1) {
      const groups = this.#groups[partner[row]!]!;
      for (const group of groups) this.#addRow(deal, row, group);
    }
  }

  #addRow(deal: number, row: number, group: number): void {
    const { status, homeAmount } = this.#columns.deals;
    const isNew = this.#met[group] !== deal;
    this.#met[group] = deal;
    if (status[deal] === STATUS.open) this.#pipeline.add(group, this.#results.source.home[row]!);
    if (status[deal] !== STATUS.won) return;
    if (isNew) this.#won.countDeal(group);
    this.#won.addRow(group, row);
    // Not additive: a deal counts once, however many of the family influenced it.
    if (this.#results.part[row] !== PART.influencing || this.#influenced[group] === deal) return;
    this.#influenced[group] = deal;
    this.#won.addInfluence(group, homeAmount[deal]!);
  }
}
