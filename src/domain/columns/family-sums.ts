import type { PartnerId } from '../ids.js';
import { PART } from './outcome-codes.js';
import { CreditSums } from './credit-sums.js';
import { ExactSums, sumColumns, type SumColumns } from './exact-sums.js';
import { STATUS, type PortfolioColumns } from './portfolio-columns.js';
import type { ResultColumns } from './result-columns.js';

/** What sums look at of a portfolio. */
export type SummedColumns = Pick<PortfolioColumns, 'deals' | 'partners'>;

/** By family: whether any of it has a role, and its sums. */
export interface FamilySums {
  readonly hasRole: Uint8Array;
  readonly pipeline: SumColumns;
  readonly won: SumColumns;
}

/** Instead of the deal that a family was last met on: none yet, or one that was added up elsewhere. */
const NEVER = -1;
const ELSEWHERE = -2;

/** Sums of parents with all their descendants, a deal counted once. */
export class Families {
  readonly #columns: SummedColumns;
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
    columns: SummedColumns,
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
      pipeline: sumColumns(this.#pipeline),
      won: sumColumns(this.#won),
    };
  }

  addSums(other: FamilySums): void {
    this.#pipeline.addAll(other.pipeline);
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
