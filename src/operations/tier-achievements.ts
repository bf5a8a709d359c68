/** What every partner achieved and when, from the results and registrations that the last sync kept. */
import { approvedAt } from '../domain/approved-registration.js';
import type { Instant } from '../domain/calendar.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import type { Achievement } from '../domain/tier-window.js';
import type { CurrentResult } from './result-port.js';
import type { Store } from './ports.js';
import { registrationsAsSynced } from './registrations-as-synced.js';

export interface TierAchievements {
  /** In no order; partners without any are left out. */
  readonly ofPartner: ReadonlyMap<PartnerId, readonly Achievement[]>;
  /** Won deals with partners that have no amount in the home currency: they count as deals, and to no revenue. */
  readonly dealsWithoutHomeAmount: number;
  /** Won deals with partners whose close date is not known: they count for nothing. */
  readonly dealsWithoutCloseDate: number;
}

type Found = Map<PartnerId, Achievement[]>;

/** Reads all of them, some thousands of deals at a time. */
export async function tierAchievements(
  store: Pick<Store, 'eachResult' | 'programmeRecords'>,
  portalId: PortalId,
): Promise<TierAchievements> {
  const found: Found = new Map();
  let dealsWithoutHomeAmount = 0;
  let dealsWithoutCloseDate = 0;
  for await (const page of store.eachResult(portalId)) {
    for (const result of page) {
      if (result.status !== 'won' || partnersOn(result).length === 0) continue;
      if (result.homeAmountMinor === null) dealsWithoutHomeAmount += 1;
      if (result.closedAt === null) dealsWithoutCloseDate += 1;
      else addDeal(found, result, result.closedAt);
    }
  }
  for (const registration of await registrationsAsSynced(store, portalId)) {
    const at = approvedAt(registration);
    if (at !== null) add(found, registration.partnerId, { ...NOTHING, at, registrationsApproved: 1 });
  }
  return { ofPartner: found, dealsWithoutHomeAmount, dealsWithoutCloseDate };
}

const partnersOn = ({ sourcingPartnerIds, influencingPartnerIds }: CurrentResult): readonly PartnerId[] => [
  ...sourcingPartnerIds,
  ...influencingPartnerIds,
];

/** As the report and a partner's own numbers count it (`PartnerResultSums`): a sourcing partner never influences too. */
function addDeal(found: Found, result: CurrentResult, at: Instant): void {
  const { homeCredits, homeAmountMinor, sourcingPartnerIds, influencingPartnerIds } = result;
  for (const id of sourcingPartnerIds) {
    add(found, id, { ...NOTHING, at, wonDeals: 1, sourcedMinor: homeCredits.source.get(id) ?? 0 });
  }
  for (const id of influencingPartnerIds) {
    add(found, id, { ...NOTHING, at, wonDeals: 1, influencedMinor: homeAmountMinor ?? 0 });
  }
}

const NOTHING = { sourcedMinor: 0, influencedMinor: 0, wonDeals: 0, registrationsApproved: 0 } as const;

function add(found: Found, id: PartnerId, one: Achievement): void {
  const all = found.get(id);
  if (all === undefined) found.set(id, [one]);
  else all.push(one);
}
