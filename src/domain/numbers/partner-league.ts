/** What every partner brought in a period and has open: one pass over all roles, however many partners there are. */
import type { Instant } from '../calendar.js';
import { ExactSums } from '../columns/exact-sums.js';
import type { PartnerId } from '../ids.js';
import { exact } from '../portfolio.js';
import { SOURCING, STATUS_CODES } from './deal-columns.js';
import type { DealTally } from './deal-tally.js';
import { isOpenAt } from './open-deals.js';

/** Home currency, minor units. Deals without an amount in it are counted, and are in no amount. */
export interface PartnerSums {
  /** Source credit of deals won in the period. */
  readonly sourcedMinor: number;
  /** Whole amounts of won deals that it influences: not additive. */
  readonly influencedMinor: number;
  /** Credit under the policy's model of deals won in the period. */
  readonly creditedMinor: number;
  readonly wonDeals: number;
  readonly lostDeals: number;
  readonly openDeals: number;
  readonly openSourcedMinor: number;
  /** Not additive. */
  readonly openInfluencedMinor: number;
}

export interface LeaguePeriod {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly asOf: Instant;
}

const AMOUNTS = ['sourced', 'influenced', 'credited', 'openSourced', 'openInfluenced'] as const;
const NOTHING: PartnerSums = {
  ...{ sourcedMinor: 0, influencedMinor: 0, creditedMinor: 0, wonDeals: 0, lostDeals: 0 },
  ...{ openDeals: 0, openSourcedMinor: 0, openInfluencedMinor: 0 },
};

/**
 * The sums of any partner; zeros of one without a deal.
 * @throws TotalOverflowError where a sum is beyond 2^53−1, when it is asked for.
 */
export function partnerLeague(
  tally: DealTally,
  { from, to, asOf }: LeaguePeriod,
): (id: PartnerId) => PartnerSums {
  const columns = tally.columns();
  const { roles, partners, status, closed, amount } = columns;
  const size = partners.placeOf.size;
  const sums = new ExactSums(size * AMOUNTS.length);
  const counts = { won: new Int32Array(size), lost: new Int32Array(size), open: new Int32Array(size) };
  const end = Math.min(to, asOf + 1);
  for (let role = 0; role < roles.deal.length; role += 1) {
    const deal = roles.deal[role]!;
    const partner = roles.partner[role]!;
    const minor = amount[deal]!;
    const isSourcing = roles.role[role] === SOURCING;
    const add = (at: number, part: number): void => {
      if (!Number.isNaN(part)) sums.add(partner * AMOUNTS.length + at, part);
    };
    const inPeriod = closed[deal]! >= from && closed[deal]! < end;
    if (isOpenAt(columns, deal, asOf)) {
      counts.open[partner]! += 1;
      add(isSourcing ? 3 : 4, isSourcing && !Number.isNaN(minor) ? roles.source[role]! : minor);
    } else if (inPeriod && status[deal] === STATUS_CODES.lost) counts.lost[partner]! += 1;
    else if (inPeriod && status[deal] === STATUS_CODES.won) {
      counts.won[partner]! += 1;
      if (!Number.isNaN(minor)) add(2, roles.model[role]!);
      add(isSourcing ? 0 : 1, isSourcing && !Number.isNaN(minor) ? roles.source[role]! : minor);
    }
  }
  return (id) => {
    const place = partners.placeOf.get(id);
    if (place === undefined) return NOTHING;
    const total = (at: number): number =>
      exact(sums.total(place * AMOUNTS.length + at), `${AMOUNTS[at]} ${id}`);
    return {
      ...{ sourcedMinor: total(0), influencedMinor: total(1), creditedMinor: total(2) },
      ...{ wonDeals: counts.won[place]!, lostDeals: counts.lost[place]!, openDeals: counts.open[place]! },
      ...{ openSourcedMinor: total(3), openInfluencedMinor: total(4) },
    };
  };
}
