/** What every partner achieved and when, from the results and registrations that the last sync kept. */
import type { Instant } from '../domain/calendar.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import { COUNTING_REGISTRATIONS } from '../domain/touch.js';
import type { Achievement } from '../domain/tier-window.js';
import type { CurrentResult } from './result-port.js';
import type { Store } from './ports.js';

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
  store: Pick<Store, 'eachResult' | 'registrationsOf'>,
  portalId: PortalId,
): Promise<TierAchievements> {
  const found: Found = new Map();
  const counted = new Set<string>();
  let dealsWithoutHomeAmount = 0;
  let dealsWithoutCloseDate = 0;
  for await (const page of store.eachResult(portalId)) {
    for (const result of page) {
      if (result.status !== 'won' || partnersOn(result).length === 0) continue;
      if (result.homeAmountMinor === null) dealsWithoutHomeAmount += 1;
      if (result.closedAt === null) dealsWithoutCloseDate += 1;
      else addDeal(found, result, result.closedAt);
    }
    await addRegistrations({ found, counted }, store, portalId, page);
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

/** Each once, of however many deals it is. */
async function addRegistrations(
  { found, counted }: { readonly found: Found; readonly counted: Set<string> },
  store: Pick<Store, 'registrationsOf'>,
  portalId: PortalId,
  page: readonly CurrentResult[],
): Promise<void> {
  const registered = await store.registrationsOf(
    portalId,
    page.map(({ dealId }) => dealId),
  );
  for (const { id, partnerId, status, submittedAt: at } of [...registered.values()].flat()) {
    if (status === null || !COUNTING_REGISTRATIONS.has(status) || counted.has(id)) continue;
    counted.add(id);
    add(found, partnerId, { ...NOTHING, at, registrationsApproved: 1 });
  }
}

const NOTHING = { sourcedMinor: 0, influencedMinor: 0, wonDeals: 0, registrationsApproved: 0 } as const;

function add(found: Found, id: PartnerId, one: Achievement): void {
  const all = found.get(id);
  if (all === undefined) found.set(id, [one]);
  else all.push(one);
}
