/** Our class of won deals against what the portal's own field says, added up: docs/baseline.md. */
import type { DealClass } from './credit.js';
import { exact } from './ledger-sums.js';
import { MinorSum } from './money.js';

/** What the field says; `unknown` is a value that the mapping does not name. */
export const FIELD_WORDS = ['sourced', 'influenced', 'direct', 'empty', 'unknown'] as const;
export type FieldWord = (typeof FIELD_WORDS)[number];

/** In the order of the table's columns. */
export const CLASSES = ['sourced', 'influenced', 'direct'] as const satisfies readonly DealClass[];

export interface ComparedDeal {
  readonly theirs: FieldWord;
  readonly ours: DealClass;
  /** Home currency; null where the deal has no amount in it. */
  readonly homeAmountMinor: number | null;
}

/**
 * Whether the two say something else. An empty field claims nothing, as a direct deal does: that is no difference. A value
 * that nobody knows the meaning of always is one.
 */
export const differs = ({ theirs, ours }: Pick<ComparedDeal, 'theirs' | 'ours'>): boolean =>
  theirs === 'unknown' || (theirs === 'empty' ? 'direct' : theirs) !== ours;

/** One cell: deals of one word of theirs and one class of ours. */
export interface VarianceCell {
  readonly deals: number;
  /** Home currency, minor units; deals without a home amount are in `deals` alone. */
  readonly homeMinor: number;
}

export interface VarianceRow {
  readonly theirs: FieldWord;
  readonly ours: Readonly<Record<DealClass, VarianceCell>>;
  readonly total: VarianceCell;
}

/** Their word × our class. Every won deal is in one cell, so that rows and columns each add up to all of them. */
export interface VarianceMatrix {
  readonly rows: readonly VarianceRow[];
  readonly total: Omit<VarianceRow, 'theirs'>;
  /** Of all deals, those on which the two differ. */
  readonly differing: VarianceCell;
  readonly dealsWithoutHomeAmount: number;
}

class Cell {
  #deals = 0;
  readonly #home = new MinorSum();

  add(homeAmountMinor: number | null): void {
    this.#deals += 1;
    this.#home.add(homeAmountMinor ?? 0);
  }

  sum(): VarianceCell {
    return { deals: this.#deals, homeMinor: exact(this.#home, 'revenue of a variance') };
  }
}

/**
 * Adds compared deals up.
 * Worked example: a deal of 100 that the field calls sourced and we call direct is 1 deal and 100 in sourced × direct.
 * @throws TotalOverflowError where a sum is beyond 2^53−1.
 */
export function varianceMatrix(deals: readonly ComparedDeal[]): VarianceMatrix {
  const cells = new Map<string, Cell>();
  const cellOf = (theirs: FieldWord | 'all', ours: DealClass | 'all'): Cell => {
    const key = `${theirs} ${ours}`;
    const cell = cells.get(key) ?? new Cell();
    cells.set(key, cell);
    return cell;
  };
  const differing = new Cell();
  for (const deal of deals) {
    for (const theirs of [deal.theirs, 'all'] as const) {
      for (const ours of [deal.ours, 'all'] as const) cellOf(theirs, ours).add(deal.homeAmountMinor);
    }
    if (differs(deal)) differing.add(deal.homeAmountMinor);
  }
  const rowOf = (theirs: FieldWord | 'all'): Omit<VarianceRow, 'theirs'> => ({
    ours: {
      sourced: cellOf(theirs, 'sourced').sum(),
      influenced: cellOf(theirs, 'influenced').sum(),
      direct: cellOf(theirs, 'direct').sum(),
    },
    total: cellOf(theirs, 'all').sum(),
  });
  return {
    rows: FIELD_WORDS.map((theirs) => ({ theirs, ...rowOf(theirs) })),
    total: rowOf('all'),
    differing: differing.sum(),
    dealsWithoutHomeAmount: deals.filter((deal) => deal.homeAmountMinor === null).length,
  };
}
