import type { PortfolioColumns } from './columns/portfolio-columns.js';
import type { ResultColumns } from './columns/result-columns.js';
import type { Rollup } from './columns/rollup.js';
import type { PartnerId } from './ids.js';
import type { Months } from './months.js';
import { exact, modelsOf } from './portfolio.js';

/** A partner's won deals of one month of close; home currency, minor units. */
export interface PartnerMonth {
  readonly partnerId: PartnerId;
  /** `YYYY-MM`, in the time zone that was asked for. */
  readonly month: string;
  readonly deals: number;
  readonly sourcedMinor: number;
  /** Not additive over partners. */
  readonly influenceGrossMinor: number;
  readonly modelMinor: ReadonlyMap<string, number>;
}

/**
 * Won deals by partner and month of close, in the order of partner ids, then months. Deals without a home amount are
 * counted, and are in no sum.
 * @param rollup by `months`.
 * @throws TotalOverflowError where a sum is beyond 2^53−1: a refund in another month may bring the totals back below.
 */
export function partnerMonths(
  { cells, won }: Rollup,
  { partners }: Pick<PortfolioColumns, 'partners'>,
  { models }: Pick<ResultColumns, 'models'>,
  months: Months,
): readonly PartnerMonth[] {
  const names = new Map<number, string>();
  const nameOf = (month: number): string => {
    const name = names.get(month) ?? months.name(month);
    names.set(month, name);
    return name;
  };
  return Array.from(cells.inOrder(partners.length), (cell) => ({
    partnerId: partners[cells.partner(cell)]!,
    month: nameOf(cells.month(cell)),
    deals: won.deals(cell),
    sourcedMinor: exact(won.sourced(cell), MONTH),
    influenceGrossMinor: exact(won.influenced(cell), MONTH),
    modelMinor: modelsOf(won, models, cell, "a partner's month"),
  }));
}

const MONTH = "of a partner's month";
