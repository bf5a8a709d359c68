/**
 * The engine: class and credit of every deal of a portfolio, over columns. A card's one deal is a portfolio of one.
 */
import type { DealModel } from '../deal-model.js';
import { splitByIntegers } from '../money.js';
import type { Rules } from '../rules.js';
import { Classifier } from './classifier.js';
import { PART } from './outcome-codes.js';
import {
  hasRealWeights,
  hasSmallWeights,
  KERNELS,
  modelSettings,
  type ModelSettings,
} from './model-kernels.js';
import { STATUS, type PortfolioColumns } from './portfolio-columns.js';
import { ResultColumns, type PoolColumns } from './result-columns.js';
import { splitIntegers, splitReals } from './split-columns.js';
import { TouchSequence } from './touch-sequence.js';

/**
 * Attributes every deal.
 * @param models to credit under.
 * @param onDeal is told after each deal; the classifier holds that deal's outcome.
 */
export function attributeColumns(
  portfolio: PortfolioColumns,
  rules: Rules,
  models: readonly DealModel[],
  onDeal: (classifier: Classifier) => void = () => undefined,
): ResultColumns {
  return new Engine(portfolio, rules, models).run(onDeal);
}

class Engine {
  readonly #portfolio: PortfolioColumns;
  readonly #models: readonly DealModel[];
  readonly #settings: ModelSettings;
  readonly #classifier: Classifier;
  readonly #sequence: TouchSequence;
  readonly #results: ResultColumns;
  /** The slots with a part in the deal, in the order of their partners: the rows of the deal. */
  readonly #rowSlot: Uint32Array;
  readonly #rowOf: Uint32Array;
  readonly #touchWeights: Float64Array;
  readonly #rowWeights: Float64Array;
  /** By model: whether its weights are doubles or integers that fit them. */
  readonly #small: readonly boolean[];
  /** Amounts of the deal at hand. */
  #own = 0;
  #home = 0;

  constructor(portfolio: PortfolioColumns, rules: Rules, models: readonly DealModel[]) {
    this.#portfolio = portfolio;
    this.#models = models;
    this.#settings = modelSettings(rules.policy);
    this.#small = models.map((model) => hasSmallWeights(model, this.#settings));
    this.#classifier = new Classifier(portfolio, rules);
    this.#sequence = new TouchSequence(portfolio, this.#classifier);
    this.#results = new ResultColumns(portfolio.deals, models);
    const most = this.#classifier.partner.length;
    this.#rowSlot = new Uint32Array(most);
    this.#rowOf = new Uint32Array(most);
    this.#touchWeights = new Float64Array(most);
    this.#rowWeights = new Float64Array(most);
  }

  run(onDeal: (classifier: Classifier) => void): ResultColumns {
    const results = this.#results;
    for (let deal = 0; deal < this.#portfolio.deals.length; deal += 1) {
      this.#classifier.classify(deal);
      const rows = this.#sortRows();
      results.startDeal(deal, this.#classifier, rows);
      for (let row = 0; row < rows; row += 1) {
        const slot = this.#rowSlot[row]!;
        results.putRow(row, this.#classifier.partner[slot]!, this.#classifier.part[slot]!);
      }
      if (rows > 0) this.#credit(deal, rows);
      onDeal(this.#classifier);
    }
    return results.finish();
  }

  #sortRows(): number {
    const { slots, part, partner } = this.#classifier;
    let rows = 0;
    for (let slot = 0; slot < slots; slot += 1) {
      if (part[slot] === PART.none) continue;
      let place = rows;
      // Few partners have a part in a deal, and mostly in order: insertion is the fastest.
      while (place > 0 && partner[this.#rowSlot[place - 1]!]! > partner[slot]!) {
        this.#rowSlot[place] = this.#rowSlot[place - 1]!;
        place -= 1;
      }
      this.#rowSlot[place] = slot;
      rows += 1;
    }
    for (let row = 0; row < rows; row += 1) this.#rowOf[this.#rowSlot[row]!] = row;
    return rows;
  }

  #credit(deal: number, rows: number): void {
    const { status, amount, homeAmount } = this.#portfolio.deals;
    // Lost deals carry no credit.
    if (status[deal] === STATUS.lost) return;
    this.#own = amount[deal]!;
    this.#home = homeAmount[deal]!;
    this.#creditSources(rows);
    if (rows === 1) {
      this.#creditOnly();
      return;
    }
    this.#sequence.take(this.#classifier);
    if (this.#sequence.length === 0) return;
    for (let place = 0; place < this.#models.length; place += 1) this.#creditModel(place, rows);
  }

  // The sourcing partners have equal parts.
  #creditSources(rows: number): void {
    const weights = this.#rowWeights;
    for (let row = 0; row < rows; row += 1) {
      weights[row] = this.#classifier.part[this.#rowSlot[row]!] === PART.sourcing ? 1 : 0;
    }
    this.#split(splitIntegers, this.#results.source, rows);
  }

  /** A partner that is alone on a deal has all of it, whatever the model, if it has a touch that counts. */
  #creditOnly(): void {
    const slot = this.#rowSlot[0]!;
    if (this.#classifier.influenceTouches[slot] === 0 && !this.#classifier.impliesTouch(slot)) return;
    const weights = this.#rowWeights;
    weights[0] = 1;
    for (const pool of this.#results.model) this.#split(splitIntegers, pool, 1);
  }

  #creditModel(place: number, rows: number): void {
    const model = this.#models[place]!;
    const pool = this.#results.model[place]!;
    if (!this.#small[place]!) {
      this.#creditByLargeWeights(pool, rows);
      return;
    }
    const sequence = this.#sequence;
    const touchWeights = this.#touchWeights;
    KERNELS[model](
      sequence,
      this.#portfolio.deals.createdAt[this.#classifier.deal]!,
      this.#settings,
      touchWeights,
    );
    const weights = this.#rowWeights;
    for (let row = 0; row < rows; row += 1) weights[row] = 0;
    for (let touch = 0; touch < sequence.length; touch += 1) {
      weights[this.#rowOf[sequence.slot[touch]!]!]! += touchWeights[touch]!;
    }
    this.#split(hasRealWeights(model) ? splitReals : splitIntegers, pool, rows);
  }

  /** Splits the deal's amounts by the weights of its rows. */
  #split(split: typeof splitIntegers, pool: PoolColumns, rows: number): void {
    const first = this.#results.firstRow;
    split(this.#own, this.#rowWeights, rows, pool.own, first);
    // A foreign deal without a home amount has none in home currency: its rows stay 0.
    if (pool.home === pool.own || Number.isNaN(this.#home)) return;
    split(this.#home, this.#rowWeights, rows, pool.home, first);
  }

  /** `weighted`, where the policy's decimals have so many digits that only big integers hold them. */
  #creditByLargeWeights(pool: PoolColumns, rows: number): void {
    const weights = Array.from({ length: rows }, () => 0n);
    const add = (weightOf: (kind: number) => bigint): void => {
      for (let touch = 0; touch < this.#sequence.length; touch += 1) {
        const row = this.#rowOf[this.#sequence.slot[touch]!]!;
        weights[row] = weights[row]! + weightOf(this.#sequence.kind[touch]!);
      }
    };
    add((kind) => this.#settings.kindWeights[kind]!);
    if (weights.every((weight) => weight === 0n)) add(() => 1n);
    this.#split(
      (amount, _weights, _rows, shares, offset) => {
        splitByIntegers(amount, weights).forEach((share, row) => (shares[offset + row] = share));
      },
      pool,
      rows,
    );
  }
}
