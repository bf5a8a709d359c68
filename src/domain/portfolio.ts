/**
 * What the sums over deals say: totals with their identity, and each partner's numbers, in the home currency
 * (attribution.md §4).
 */
import { CLASS } from './columns/outcome-codes.js';
import { CreditSums } from './columns/credit-sums.js';
import type { ExactSums } from './columns/exact-sums.js';
import { STATUS, type PortfolioColumns } from './columns/portfolio-columns.js';
import type { ResultColumns } from './columns/result-columns.js';
import { classPlace, type ClassSums, type Rollup } from './columns/rollup.js';
import type { DealClass } from './credit.js';
import type { PartnerId } from './ids.js';

/** Won revenue by class, and the same of open deals as pipeline; home currency, minor units. */
export interface Totals {
  readonly wonMinor: number;
  readonly sourcedMinor: number;
  readonly influencedMinor: number;
  readonly directMinor: number;
  readonly pipelineMinor: number;
  readonly sourcedPipelineMinor: number;
  readonly influencedPipelineMinor: number;
}

/** One partner's numbers over won deals, but for the pipeline; home currency, minor units. */
export interface PartnerNumbers {
  readonly sourcedMinor: number;
  /** Not additive over partners. */
  readonly influencedGrossMinor: number;
  readonly modelMinor: ReadonlyMap<string, number>;
  /** Won deals on which the partner is sourcing or influencing. */
  readonly wonDeals: number;
  readonly sourcedPipelineMinor: number;
}

export interface PartnerTotals extends PartnerNumbers {
  readonly partnerId: PartnerId;
  /** Of a parent partner: the same over itself and all its descendants, a deal counted once; else null. */
  readonly withChildren: PartnerNumbers | null;
}

export interface PortfolioTotals {
  readonly totals: Totals;
  /** Partners with a role on any deal, in the order of ids. */
  readonly partners: readonly PartnerTotals[];
  /** Won or open foreign deals without a home amount: in no home total. */
  readonly dealsWithoutHomeAmount: number;
}

/** A total left ±(2^53−1) minor units. It is refused, not rounded. */
export class TotalOverflowError extends RangeError {
  override readonly name = 'TotalOverflowError';
  constructor(readonly total: string) {
    super(`the total ${total} is beyond 2^53−1 minor units`);
  }
}

/**
 * The totals of a portfolio.
 * @param rollup of all its deals.
 * @throws TotalOverflowError where a sum is beyond 2^53−1.
 */
export function portfolioTotals(
  rollup: Rollup,
  columns: Pick<PortfolioColumns, 'partners'>,
  results: ResultColumns,
): PortfolioTotals {
  const { partners } = columns;
  const { cells } = rollup;
  const own = new CreditSums(results, partners.length);
  for (let cell = 0; cell < cells.length; cell += 1) own.addSums(cells.partner(cell), rollup.won, cell);
  const each = partners.flatMap((partnerId, place): PartnerTotals[] => {
    if (rollup.hasRole[place] === 0) return [];
    const family = rollup.families?.of(partnerId) ?? null;
    const numbers = numbersOf(own, rollup.pipeline, results, place, partnerId);
    const withChildren =
      family === null
        ? null
        : numbersOf(family.won, family.pipeline, results, family.place, `${partnerId} with children`);
    return [{ partnerId, ...numbers, withChildren }];
  });
  return {
    totals: classTotals(rollup.classes),
    partners: each,
    dealsWithoutHomeAmount: rollup.classes.dealsWithoutHomeAmount,
  };
}

/**
 * Revenue and pipeline by class.
 * @throws TotalOverflowError where a sum is beyond 2^53−1.
 */
export function classTotals({ statuses, classes }: ClassSums): Totals {
  const of = (status: 'won' | 'open', one: DealClass): number =>
    exact(classes.total(classPlace(STATUS[status], CLASS[one])), `${status} ${one}`);
  return {
    wonMinor: exact(statuses.total(STATUS.won), 'won'),
    sourcedMinor: of('won', 'sourced'),
    influencedMinor: of('won', 'influenced'),
    directMinor: of('won', 'direct'),
    pipelineMinor: exact(statuses.total(STATUS.open), 'open'),
    sourcedPipelineMinor: of('open', 'sourced'),
    influencedPipelineMinor: of('open', 'influenced'),
  };
}

function numbersOf(
  won: CreditSums,
  pipeline: ExactSums,
  { models }: ResultColumns,
  place: number,
  name: PartnerId | string,
): PartnerNumbers {
  return {
    sourcedMinor: exact(won.sourced(place), `sourced of ${name}`),
    influencedGrossMinor: exact(won.influenced(place), `influenced of ${name}`),
    modelMinor: modelsOf(won, models, place, name),
    wonDeals: won.deals(place),
    sourcedPipelineMinor: exact(pipeline.total(place), `sourced pipeline of ${name}`),
  };
}

/** Credit by model. */
export const modelsOf = (
  won: CreditSums,
  models: ResultColumns['models'],
  place: number,
  name: string,
): ReadonlyMap<string, number> =>
  new Map(
    won.models(place).map((sum, at) => [models[at] ?? '', exact(sum, `${models[at] ?? ''} of ${name}`)]),
  );

/** A sum that must not be beyond 2^53−1. */
export function exact(total: number | null, name: string): number {
  if (total === null) throw new TotalOverflowError(name);
  return total;
}
