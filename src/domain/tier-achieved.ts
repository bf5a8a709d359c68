/** What a deal adds to what its partners have achieved, before and after a change of it. */
import type { Instant } from './calendar.js';
import type { DealResult } from './credit.js';
import type { Deal } from './deal.js';
import type { PartnerId } from './ids.js';
import { NO_SUMS } from './tier-shares.js';
import type { AchievedChange } from './tier-snapshot.js';
import type { DatedSums } from './tier-window.js';

/** What a result says of a partner: credit and roles; a sourcing partner never influences too. */
export type AchievedOn = Pick<
  DealResult,
  'sourcingPartnerIds' | 'influencingPartnerIds' | 'homeCredits' | 'homeAmountMinor'
>;

/** Partners for whom a deal counts differently; none where it is not won. */
export function achievedBetween(
  { status, closedAt }: Pick<Deal, 'status' | 'closedAt'>,
  before: AchievedOn,
  after: AchievedOn,
): readonly (readonly [PartnerId, AchievedChange])[] {
  if (status !== 'won' || closedAt === null) return [];
  const ids = new Set([before, after].flatMap(partnersOn));
  return [...ids].flatMap((id) => {
    const change = changeOf(closedAt, achievedOn(before, id), achievedOn(after, id));
    const moves = change.sourcedMinor !== 0 || change.influencedMinor !== 0 || change.wonDeals !== 0;
    return moves ? [[id, change] as const] : [];
  });
}

const partnersOn = ({ sourcingPartnerIds, influencingPartnerIds }: AchievedOn): readonly PartnerId[] => [
  ...sourcingPartnerIds,
  ...influencingPartnerIds,
];

const changeOf = (at: Instant, was: DatedSums, is: DatedSums): AchievedChange => ({
  ...{ at, registrationsApproved: 0 },
  sourcedMinor: is.sourcedMinor - was.sourcedMinor,
  influencedMinor: is.influencedMinor - was.influencedMinor,
  wonDeals: is.wonDeals - was.wonDeals,
});

/** As a sync counts it. */
function achievedOn(result: AchievedOn, id: PartnerId): DatedSums {
  const sources = result.sourcingPartnerIds.includes(id);
  const influences = result.influencingPartnerIds.includes(id);
  return {
    ...NO_SUMS,
    sourcedMinor: sources ? (result.homeCredits.source.get(id) ?? 0) : 0,
    influencedMinor: influences ? (result.homeAmountMinor ?? 0) : 0,
    wonDeals: sources || influences ? 1 : 0,
  };
}
