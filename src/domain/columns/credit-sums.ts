import { ExactSums, type SumColumns } from './exact-sums.js';
import type { PoolColumns, ResultColumns } from './result-columns.js';

/** What is summed up, side by side; credits of the models follow. */
const FIELD = { deals: 0, sourced: 1, influenced: 2, models: 3 } as const;

/** Sums of won deals and their credits: of a partner's month, a partner, or a family; home currency, minor units. */
export class CreditSums {
  readonly #sums: ExactSums;
  readonly #width: number;
  #length: number;
  readonly #source: PoolColumns;
  readonly #pools: readonly PoolColumns[];

  /** @param length how many sums there are room for. */
  constructor(results: ResultColumns, length: number) {
    this.#source = results.source;
    this.#pools = results.model;
    this.#width = FIELD.models + results.model.length;
    this.#length = length;
    this.#sums = new ExactSums(this.#width * length);
  }

  /** Makes room, if need be. */
  fit(length: number): void {
    if (length <= this.#length) return;
    this.#length = 2 * length;
    this.#sums.grow(this.#width * this.#length);
  }

  countDeal(place: number): void {
    this.#sums.add(place * this.#width, 1);
  }

  /** Adds the credits of a row, but for the influence, which is the whole amount. */
  addRow(place: number, row: number): void {
    const first = place * this.#width;
    this.#sums.add(first + FIELD.sourced, this.#source.home[row]!);
    for (let model = 0; model < this.#pools.length; model += 1) {
      this.#sums.add(first + FIELD.models + model, this.#pools[model]!.home[row]!);
    }
  }

  /** @param amount home amount of the deal; none where it is NaN. */
  addInfluence(place: number, amount: number): void {
    if (!Number.isNaN(amount)) this.#sums.add(place * this.#width + FIELD.influenced, amount);
  }

  /** Adds the sums of a place of another, of the same models. */
  addSums(place: number, other: CreditSums | SumColumns, from: number): void {
    for (let field = 0; field < this.#width; field += 1) {
      this.#sums.addSum(place * this.#width + field, other, from * this.#width + field);
    }
  }

  /** The sums side by side, for another of the same models to add. */
  get low(): Float64Array {
    return this.#sums.low;
  }

  get high(): Float64Array {
    return this.#sums.high;
  }

  deals(place: number): number {
    return this.#sums.total(place * this.#width) ?? Number.NaN;
  }

  /** Null where a sum is beyond ±(2^53−1). */
  sourced(place: number): number | null {
    return this.#sums.total(place * this.#width + FIELD.sourced);
  }

  /** Not additive over partners. */
  influenced(place: number): number | null {
    return this.#sums.total(place * this.#width + FIELD.influenced);
  }

  /** Credit under each model, in the order of the results. */
  models(place: number): readonly (number | null)[] {
    return this.#pools.map((_, model) => this.#sums.total(place * this.#width + FIELD.models + model));
  }
}
