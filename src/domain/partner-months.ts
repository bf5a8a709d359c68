import { monthOf, type Instant } from './calendar.js';
import type { DealResult } from './credit.js';
import { compareIds, type PartnerId } from './ids.js';
import { MinorSum } from './money.js';
import { TotalOverflowError } from './portfolio.js';

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

/** A won deal and when it closed. */
export interface WonDeal {
  readonly result: DealResult;
  readonly closedAt: Instant;
}

/**
 * Won deals by partner and month of close, in the order of partner ids, then months. Deals without a home amount are
 * counted, and are in no sum.
 * @param timeZone IANA name; months are cut in it.
 * @throws TotalOverflowError where a sum is beyond 2^53−1: a refund in another month may bring the totals back below.
 */
export function partnerMonths(
  deals: Iterable<WonDeal>,
  models: readonly string[],
  timeZone: string,
): readonly PartnerMonth[] {
  const byPartner = new Map<PartnerId, Map<string, MonthSums>>();
  for (const { result, closedAt } of deals) {
    const month = monthOf(closedAt, timeZone);
    for (const partnerId of [...result.sourcingPartnerIds, ...result.influencingPartnerIds]) {
      const months = byPartner.get(partnerId) ?? new Map<string, MonthSums>();
      byPartner.set(partnerId, months);
      const sums = months.get(month) ?? new MonthSums(models);
      months.set(month, sums);
      sums.add(result, partnerId);
    }
  }
  return [...byPartner.keys()].sort(compareIds).flatMap((partnerId) => {
    const months = [...(byPartner.get(partnerId) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return months.map(([month, sums]) => ({ partnerId, month, ...sums.numbers() }));
  });
}

class MonthSums {
  readonly #sourced = new MinorSum();
  readonly #influence = new MinorSum();
  readonly #models: ReadonlyMap<string, MinorSum>;
  #deals = 0;

  constructor(models: readonly string[]) {
    this.#models = new Map(models.map((model) => [model, new MinorSum()]));
  }

  add({ homeCredits }: DealResult, id: PartnerId): void {
    this.#deals += 1;
    this.#sourced.add(homeCredits.source.get(id) ?? 0);
    this.#influence.add(homeCredits.influence.get(id) ?? 0);
    for (const [model, sum] of this.#models) sum.add(homeCredits.model.get(model)?.get(id) ?? 0);
  }

  numbers(): Omit<PartnerMonth, 'partnerId' | 'month'> {
    return {
      deals: this.#deals,
      sourcedMinor: exact(this.#sourced),
      influenceGrossMinor: exact(this.#influence),
      modelMinor: new Map([...this.#models].map(([model, sum]) => [model, exact(sum)])),
    };
  }
}

function exact(sum: MinorSum): number {
  const total = sum.total();
  if (total === null) throw new TotalOverflowError("of a partner's month");
  return total;
}
