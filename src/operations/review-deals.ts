/** The deals of one partner in a review: won and lost in the period, and open. */
import { formatInstant, type Instant } from '../domain/calendar.js';
import { displayDay } from '../domain/calendar.js';
import { compareIds, type PartnerId } from '../domain/ids.js';
import { MinorSum } from '../domain/money.js';
import { exact } from '../domain/portfolio.js';
import { knownNames } from './known-names.js';
import type { Store } from './ports.js';
import type { ReviewFacts } from './read-review.js';
import type { CurrentResult } from './result-port.js';
import type { PartnerReview, ReviewDeal, ReviewDeals } from './review-model.js';

/** As many are listed of each; the others are summed up. */
export const REVIEW_DEALS = 20;

/** Whether a partner has a role on a deal. */
export const isOn = (id: PartnerId, { sourcingPartnerIds, influencingPartnerIds }: CurrentResult): boolean =>
  sourcingPartnerIds.includes(id) || influencingPartnerIds.includes(id);

/** Sorts and names a partner's deals. @throws TotalOverflowError where a sum is beyond 2^53−1. */
export async function reviewDeals(
  store: Pick<Store, 'seenRecords'>,
  { account, asOf, period, policy }: ReviewFacts,
  id: PartnerId,
  results: readonly CurrentResult[],
): Promise<Pick<PartnerReview, 'won' | 'lost' | 'open'>> {
  const isOfPeriod = ({ closedAt }: CurrentResult): boolean =>
    closedAt !== null && closedAt >= period.from && closedAt < period.to && closedAt <= asOf;
  const groups = {
    won: results.filter((one) => one.status === 'won' && isOfPeriod(one)),
    lost: results.filter((one) => one.status === 'lost' && isOfPeriod(one)),
    open: results.filter(({ status }) => status === 'open'),
  };
  const shown = Object.values(groups).flatMap((group) => largest(group).slice(0, REVIEW_DEALS));
  const names = await knownNames(
    store,
    account.portalId,
    'deals',
    shown.map(({ dealId }) => dealId),
  );
  const row = (result: CurrentResult): ReviewDeal => {
    const at = result.status === 'open' ? (result.basics?.createdAt ?? null) : result.closedAt;
    return {
      dealId: result.dealId,
      name: names.get(result.dealId) ?? `Deal ${result.dealId}`,
      role: result.sourcingPartnerIds.includes(id) ? 'sourced' : 'influenced',
      bucket: result.bucket,
      amountMinor: result.homeAmountMinor,
      creditedMinor:
        result.status === 'lost' || result.homeAmountMinor === null
          ? null
          : (result.homeCredits.model.get(policy.model)?.get(id) ?? 0),
      at: at === null ? null : formatInstant(at),
      day: at === null ? 'Not known' : dayIn(at, account.timeZone),
    };
  };
  return { won: listOf(groups.won, row), lost: listOf(groups.lost, row), open: listOf(groups.open, row) };
}

const dayIn = (at: Instant, timeZone: string): string => displayDay(at, timeZone);

const largest = (results: readonly CurrentResult[]): readonly CurrentResult[] =>
  results.toSorted(
    (a, b) => (b.homeAmountMinor ?? -1) - (a.homeAmountMinor ?? -1) || compareIds(a.dealId, b.dealId),
  );

function listOf(results: readonly CurrentResult[], row: (result: CurrentResult) => ReviewDeal): ReviewDeals {
  const sorted = largest(results);
  const rest = sorted.slice(REVIEW_DEALS);
  return {
    total: results.length,
    amountMinor: sumOf(results),
    deals: sorted.slice(0, REVIEW_DEALS).map(row),
    more: rest.length,
    moreMinor: sumOf(rest),
  };
}

function sumOf(results: readonly CurrentResult[]): number {
  const sum = new MinorSum();
  for (const { homeAmountMinor } of results) sum.add(homeAmountMinor ?? 0);
  return exact(sum.total(), 'deals of a partner');
}
