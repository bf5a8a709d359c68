import { attributeDeals, type AttributedDeal, type AttributionContext } from '../domain/attribute-deal.js';
import type { DealResult } from '../domain/credit.js';
import type { DealFacts } from '../domain/deal.js';
import { Portfolio, TotalOverflowError, type PortfolioTotals, type Totals } from '../domain/portfolio.js';
import { AppError } from '../errors.js';

export interface AttributedPortfolio extends PortfolioTotals {
  /** In the order of the facts. */
  readonly deals: readonly AttributedDeal[];
}

/**
 * Attributes deals and adds them up.
 * @throws AppError `total_overflow` where a total is beyond 2^53−1 minor units, `invariant_broken` where the totals
 *   do not add up.
 */
export function attributeFacts(
  facts: readonly DealFacts[],
  context: AttributionContext,
): AttributedPortfolio {
  const portfolio = new Portfolio(context.models, context.partners);
  const deals = attributeDeals(facts, context);
  for (const { result } of deals) portfolio.add(result);
  const totals = exactTotals(portfolio);
  checkIdentity(totals);
  return { deals, ...totals };
}

/** Totals of some deals alone, with the same checks. */
export function totalsOf(results: readonly DealResult[]): Totals {
  const portfolio = new Portfolio([], new Map());
  for (const result of results) portfolio.add(result);
  const totals = exactTotals(portfolio);
  checkIdentity(totals);
  return totals.totals;
}

// The identity that must hold on every report (attribution.md §4).
function checkIdentity({ totals }: PortfolioTotals): void {
  const parts = BigInt(totals.sourcedMinor) + BigInt(totals.influencedMinor) + BigInt(totals.directMinor);
  if (parts === BigInt(totals.wonMinor)) return;
  throw new AppError(
    'invariant_broken',
    `Sourced + influenced + direct is ${parts.toString()} minor units, but won revenue is ${totals.wonMinor}.`,
    'This is a defect of the product: please report it with the input that shows it.',
  );
}

const exactTotals = (portfolio: Portfolio): PortfolioTotals => refuseOverflow(() => portfolio.totals());

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
