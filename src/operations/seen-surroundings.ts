/** What lies around deals that were seen, besides their facts: what suggestions and findings are made of. */
import type { DealSurroundings, PartnerActivity, SiblingDeal } from '../domain/deal-surroundings.js';
import { companiesNamed, partnersInPerson, type Evidence, type LinkedActivity } from '../domain/evidence.js';
import { groupBy } from '../domain/group-by.js';
import type { Between } from '../domain/hygiene.js';
import { partnerId, type DealId } from '../domain/ids.js';
import type { KnownOverlap } from '../domain/overlap.js';
import { tagTimes } from '../domain/tag-times.js';
import type { DealRecord } from './crm-port.js';
import type { PlacedSighting } from './seen-domains.js';
import type { Siblings } from './seen-siblings.js';
import type { WhoIsWho } from './who-is-who.js';

export interface SurroundingsRequest {
  readonly deals: readonly DealRecord[];
  /** Customer's company by deal; a deal without one is left out. */
  readonly customerOf: ReadonlyMap<DealId, string>;
  readonly who: WhoIsWho;
  readonly activities: readonly LinkedActivity[];
  readonly companiesOfContact: ReadonlyMap<string, readonly string[]>;
  readonly evidence: Evidence;
  readonly sightings: readonly PlacedSighting[];
  readonly siblings: Siblings;
  /** By account. */
  readonly overlaps: ReadonlyMap<string, readonly KnownOverlap[]>;
  /** When tags were seen first, by deal and company. */
  readonly seenTags: ReadonlyMap<string, ReadonlyMap<string, Between>>;
}

/** Puts them together, by deal. */
export function surroundingsOf(request: SurroundingsRequest): ReadonlyMap<DealId, DealSurroundings> {
  const activities = activitiesByDeal(request);
  const sightings = groupBy(
    request.sightings.flatMap(({ dealIds, sighting }) => dealIds.map((id) => ({ id, sighting }))),
    ({ id }) => id,
  );
  return new Map(
    request.deals.map(({ deal: { id }, dismissals, tagging }) => [
      id,
      {
        activities: activities.get(id) ?? [],
        domains: (sightings.get(id) ?? []).map(({ sighting }) => sighting),
        siblings: othersOf(request, id),
        overlaps: request.overlaps.get(request.customerOf.get(id) ?? '') ?? [],
        dismissed: dismissals === null ? null : new Set(dismissals.map((one) => one.partnerId)),
        tagTimes: tagTimes(tagging.history, request.seenTags.get(id)),
      },
    ]),
  );
}

const othersOf = ({ customerOf, siblings }: SurroundingsRequest, id: DealId): readonly SiblingDeal[] =>
  (siblings.ofCustomer.get(customerOf.get(id) ?? '') ?? []).filter((deal) => deal.id !== id);

/** Activities that were held and name a partner, each with how it stands to the deals that were asked for. */
function activitiesByDeal(request: SurroundingsRequest): ReadonlyMap<DealId, readonly PartnerActivity[]> {
  const asked = new Set(request.deals.map(({ deal }) => deal.id));
  const ofCustomer = groupBy(
    [...request.customerOf].filter(([id, customer]) => {
      return asked.has(id) && request.siblings.ofCustomer.has(customer);
    }),
    ([, customer]) => customer,
  );
  const touches = new Set(request.evidence.touches.map(({ dealId, id }) => `${dealId} ${id}`));
  const byDeal = new Map<DealId, PartnerActivity[]>();
  for (const linked of request.activities) {
    if (linked.activity.outcome === 'not_held') continue;
    const own = partnersOn(request, linked);
    const { id: activityId } = linked.activity;
    const onDeals = linked.dealIds.filter((id) => asked.has(id));
    const named =
      linked.dealIds.length > 0
        ? []
        : [...companiesNamed(linked, request)].flatMap((company) =>
            (ofCustomer.get(company) ?? []).map(([id]) => id),
          );
    for (const id of [...onDeals, ...named]) {
      const place = touches.has(`${id} ${activityId}`)
        ? 'touch'
        : linked.dealIds.length > 0
          ? 'on_several_deals'
          : 'on_no_deal';
      const placed = own.map((one) => ({ ...one, place }) as const);
      const all = byDeal.get(id);
      if (all === undefined) byDeal.set(id, placed);
      else all.push(...placed);
    }
  }
  return byDeal;
}

function partnersOn(
  { who: { partners, companyOfContact }, companiesOfContact }: SurroundingsRequest,
  linked: LinkedActivity,
): readonly Omit<PartnerActivity, 'place'>[] {
  const { id: activityId, kind, at, recordedAt } = linked.activity;
  const named = companiesNamed(linked, { companiesOfContact });
  return [...new Set([...named, ...partnersInPerson(linked, { companyOfContact })])]
    .map(partnerId)
    .filter((id) => partners.has(id))
    .map((id) => ({
      activityId,
      partnerId: id,
      kind,
      at,
      recordedAt,
      people: linked.contactIds.filter(
        (contact) =>
          companyOfContact.get(contact) === id || companiesOfContact.get(contact)?.includes(id) === true,
      ),
    }));
}
