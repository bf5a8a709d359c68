/**
 * The engine: class and credit of every deal of a portfolio, over columns. A card's one deal is a portfolio of one.
 */
import type { DealModel } from '../deal-model.js';
import { splitByIntegers } from '../money.js';
import type { Rules } from '../rules.js';
import { Classifier, PART } from './classifier.js';
import {
  hasRealWeights,
  hasSmallWeights,
  KERNELS,
  modelSettings,
  type ModelSettings,
} from './model-kernels.js';
import { STATUS, type PortfolioColumns } from './portfolio-columns.js';
import { ResultColumns } from './result-columns.js';
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

  constructor(portfolio: PortfolioColumns, rules: Rules, models: readonly DealModel[]) {
    this.#portfolio = portfolio;
    this.#models = models;
    this.#settings = modelSettings(rules.policy);
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
    this.#sequence.take(this.#classifier);
    const own = amount[deal]!;
    const home = homeAmount[deal]!;
    this.#creditSources(own, home, rows);
    if (this.#sequence.length === 0) return;
    for (let place = 0; place < this.#models.length; place += 1) this.#creditModel(place, own, home, rows);
  }

  // The sourcing partners have equal parts.
  #creditSources(own: number, home: number, rows: number): void {
    const weights = this.#rowWeights;
    for (let row = 0; row < rows; row += 1) {
      weights[row] = Number(this.#classifier.part[this.#rowSlot[row]!] === PART.sourcing);
    }
    this.#results.putSource(own, home, (amount, shares, offset) =>
      splitIntegers(amount, weights, rows, shares, offset),
    );
  }

  #creditModel(place: number, own: number, home: number, rows: number): void {
    const model = this.#models[place]!;
    if (!hasSmallWeights(model, this.#settings)) {
      this.#creditByLargeWeights(place, own, home, rows);
      return;
    }
    const createdAt = this.#portfolio.deals.createdAt[this.#classifier.deal]!;
    KERNELS[model](this.#sequence, createdAt, this.#settings, this.#touchWeights);
    const weights = this.#rowWeights;
    weights.fill(0, 0, rows);
    for (let touch = 0; touch < this.#sequence.length; touch += 1) {
      weights[this.#rowOf[this.#sequence.slot[touch]!]!]! += this.#touchWeights[touch]!;
    }
    const split = hasRealWeights(model) ? splitReals : splitIntegers;
    this.#results.putModel(place, own, home, (amount, shares, offset) =>
      split(amount, weights, rows, shares, offset),
    );
  }

  /** `weighted`, where the policy's decimals have so many digits that only big integers hold them. */
  #creditByLargeWeights(place: number, own: number, home: number, rows: number): void {
    const weights = Array.from({ length: rows }, () => 0n);
    const add = (weightOf: (kind: number) => bigint): void => {
      for (let touch = 0; touch < this.#sequence.length; touch += 1) {
        const row = this.#rowOf[this.#sequence.slot[touch]!]!;
        weights[row] = weights[row]! + weightOf(this.#sequence.kind[touch]!);
      }
    };
    add((kind) => this.#settings.kindWeights[kind]!);
    if (weights.every((weight) => weight === 0n)) add(() => 1n);
    this.#results.putModel(place, own, home, (amount, shares, offset) => {
      splitByIntegers(amount, weights).forEach((share, row) => (shares[offset + row] = share));
    });
  }
}
