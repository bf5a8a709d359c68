import { attributeColumns } from '../domain/columns/attribute-columns.js';
import type { PortfolioColumns } from '../domain/columns/portfolio-columns.js';
import { ResultColumns } from '../domain/columns/result-columns.js';
import { Rollup, type RollupSums } from '../domain/columns/rollup.js';
import { partOf, type UnorderedPortfolio } from '../domain/columns/touch-order.js';
import type { DealModel } from '../domain/deal-model.js';
import type { PartnerId } from '../domain/ids.js';
import { Months } from '../domain/months.js';
import { compileRules, type Rules } from '../domain/rules.js';
import type { Policy } from '../domain/policy.js';
import { sumsOf, type SummedPortfolio } from './attribute-facts.js';

/** How a portfolio is attributed; plain data, that another thread can take. */
export interface PartSettings {
  readonly policy: Policy;
  readonly models: readonly DealModel[];
  /** IANA name, in which months are cut; null where nobody asks for months. */
  readonly timeZone: string | null;
  readonly families: ReadonlyMap<PartnerId, ReadonlySet<PartnerId>>;
}

/** Some deals of a portfolio, attributed, and their sums. */
export interface AttributedPart {
  readonly columns: PortfolioColumns;
  readonly results: ResultColumns;
  /** The place of its first deal. */
  readonly from: number;
  readonly sums: RollupSums;
}

/** Attributes a portfolio part by part: a part takes memory only until the next. */
export class PartAttribution {
  readonly #whole: UnorderedPortfolio;
  readonly #rules: Rules;
  readonly #settings: PartSettings;
  readonly #months: Months | null;

  constructor(whole: UnorderedPortfolio, settings: PartSettings) {
    this.#whole = whole;
    this.#rules = compileRules(settings.policy);
    this.#settings = settings;
    this.#months = settings.timeZone === null ? null : new Months(settings.timeZone);
  }

  /** Attributes a part. */
  attribute(part: number): AttributedPart {
    const columns = partOf(this.#whole, part);
    const results = attributeColumns(columns, this.#rules, this.#settings.models);
    const rollup = new Rollup(columns, results, { months: this.#months, families: this.#settings.families });
    const sums = rollup.add(0, columns.deals.length).sums();
    return { columns, results, from: part * this.#whole.partDeals, sums };
  }
}

const NO_DEALS = {
  length: 0,
  createdAt: new Float64Array(0),
  endsAt: new Float64Array(0),
  status: new Uint8Array(0),
  amount: new Float64Array(0),
  homeAmount: new Float64Array(0),
};

/** Adds parts of a portfolio up, in any order. */
export class PartSums {
  readonly #whole: Pick<UnorderedPortfolio, 'partners'>;
  readonly #results: ResultColumns;
  readonly #months: Months | null;
  readonly #rollup: Rollup;

  constructor(whole: Pick<UnorderedPortfolio, 'partners'>, { models, timeZone, families }: PartSettings) {
    this.#whole = whole;
    this.#results = new ResultColumns(NO_DEALS, models).finish();
    this.#months = timeZone === null ? null : new Months(timeZone);
    this.#rollup = new Rollup({ deals: NO_DEALS, partners: whole.partners }, this.#results, {
      months: this.#months,
      families,
    });
  }

  add(sums: RollupSums): void {
    this.#rollup.addSums(sums);
  }

  /**
   * What the sums of all parts say.
   * @throws AppError `total_overflow` where a total is beyond 2^53−1 minor units, `invariant_broken` where the totals
   *   do not add up.
   */
  finish(): SummedPortfolio {
    return sumsOf(this.#rollup, this.#whole, this.#results, this.#months);
  }
}
