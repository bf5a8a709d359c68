import { attributeDeals, type AttributedDeal, type AttributionContext } from '../domain/attribute-deal.js';
import type { PortfolioColumns } from '../domain/columns/portfolio-columns.js';
import type { ResultColumns } from '../domain/columns/result-columns.js';
import { addClasses, Rollup } from '../domain/columns/rollup.js';
import type { DealFacts } from '../domain/deal.js';
import { familiesOf } from '../domain/families.js';
import { Months } from '../domain/months.js';
import { partnerMonths, type PartnerMonth } from '../domain/partner-months.js';
import {
  classTotals,
  portfolioTotals,
  TotalOverflowError,
  type PortfolioTotals,
  type Totals,
} from '../domain/portfolio.js';
import { AppError } from '../errors.js';

/** Sums over columns. */
export interface SummedPortfolio extends PortfolioTotals {
  /** Won deals by partner and month of close; none unless a time zone was asked for. */
  readonly months: readonly PartnerMonth[];
}

export interface AttributedPortfolio extends SummedPortfolio {
  /** In the order of the facts. */
  readonly deals: readonly AttributedDeal[];
  /** Totals of the deals alone whose places are picked, with the same checks. */
  readonly totalsOf: (picks: (deal: number) => boolean) => Totals;
}

/**
 * Attributes deals and adds them up.
 * @param timeZone IANA name, in which months are cut; null where nobody asks for months.
 * @throws AppError `total_overflow` where a total is beyond 2^53−1 minor units, `invariant_broken` where the totals
 *   do not add up.
 */
export function attributeFacts(
  facts: readonly DealFacts[],
  context: AttributionContext,
  timeZone: string | null = null,
): AttributedPortfolio {
  const { deals, columns, results } = attributeDeals(facts, context);
  const months = timeZone === null ? null : new Months(timeZone);
  const rollup = new Rollup(columns, results, { months, families: familiesOf(context.partners) });
  return {
    deals,
    ...sumsOf(rollup.add(0, columns.deals.length), columns, results, months),
    totalsOf: (picks) =>
      checkedIdentity(refuseOverflow(() => classTotals(addClasses(columns, results, picks)))),
  };
}

/**
 * What the sums of a portfolio say.
 * @throws AppError as `attributeFacts`.
 */
export function sumsOf(
  rollup: Rollup,
  columns: Pick<PortfolioColumns, 'partners'>,
  results: ResultColumns,
  months: Months | null,
): SummedPortfolio {
  return refuseOverflow(() => {
    const totals = portfolioTotals(rollup, columns, results);
    checkedIdentity(totals.totals);
    return { ...totals, months: months === null ? [] : partnerMonths(rollup, columns, results, months) };
  });
}

/**
 * Checks the identity that must hold on every report (attribution.md §4): sourced + influenced + direct = won.
 * @throws AppError `invariant_broken`.
 */
export function checkedIdentity(totals: Totals): Totals {
  const parts = BigInt(totals.sourcedMinor) + BigInt(totals.influencedMinor) + BigInt(totals.directMinor);
  if (parts === BigInt(totals.wonMinor)) return totals;
  throw new AppError(
    'invariant_broken',
    `Sourced + influenced + direct is ${parts.toString()} minor units, but won revenue is ${totals.wonMinor}.`,
    'This is a defect of the product: please report it with the input that shows it.',
  );
}

/**
 * Runs a sum over deals.
 * @throws AppError `total_overflow` where it is beyond 2^53−1 minor units.
 */
export function refuseOverflow<T>(sum: () => T): T {
  try {
    return sum();
  } catch (error) {
    if (!(error instanceof TotalOverflowError)) throw error;
    throw new AppError(
      'total_overflow',
      `Nothing was computed: ${error.message}, so it cannot be exact.`,
      'Look for an amount with too many digits, or attribute the portfolio in parts.',
      { cause: error },
    );
  }
}
