import { ExactSums } from './exact-sums.js';
import type { PoolColumns, ResultColumns } from './result-columns.js';

/** Sums of won deals and their credits: of a partner's month, a partner, or a family; home currency, minor units. */
export class CreditSums {
  readonly sourced = new ExactSums(0);
  /** Not additive over partners. */
  readonly influenced = new ExactSums(0);
  /** One a model, in the order of the results. */
  readonly models: readonly ExactSums[];
  #deals = new Uint32Array(0);
  readonly #source: PoolColumns;
  readonly #pools: readonly PoolColumns[];

  /** @param length how many sums there are room for. */
  constructor(results: ResultColumns, length: number) {
    this.#source = results.source;
    this.#pools = results.model;
    this.models = results.model.map(() => new ExactSums(0));
    this.#grow(length);
  }

  /** Makes room, if need be. */
  fit(length: number): void {
    if (length > this.#deals.length) this.#grow(2 * length);
  }

  countDeal(place: number): void {
    this.#deals[place]! += 1;
  }

  deals(place: number): number {
    return this.#deals[place]!;
  }

  /** Adds the credits of a row, but for the influence, which is the whole amount. */
  addRow(place: number, row: number): void {
    this.sourced.add(place, this.#source.home[row]!);
    for (let model = 0; model < this.models.length; model += 1) {
      this.models[model]!.add(place, this.#pools[model]!.home[row]!);
    }
  }

  /** @param amount home amount of the deal; none where it is NaN. */
  addInfluence(place: number, amount: number): void {
    if (!Number.isNaN(amount)) this.influenced.add(place, amount);
  }

  /** Adds the sums of a place of another. */
  addSums(place: number, other: CreditSums, from: number): void {
    this.#deals[place]! += other.#deals[from]!;
    this.sourced.addSum(place, other.sourced, from);
    this.influenced.addSum(place, other.influenced, from);
    this.models.forEach((sums, model) => sums.addSum(place, other.models[model]!, from));
  }

  #grow(length: number): void {
    const deals = new Uint32Array(length);
    deals.set(this.#deals);
    this.#deals = deals;
    for (const sums of [this.sourced, this.influenced, ...this.models]) sums.grow(length);
  }
}
