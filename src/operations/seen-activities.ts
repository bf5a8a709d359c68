/**
 * The activities that may be touches of some deals: those on the deals, and those on no deal that name one of their
 * customers. What names no partner is left where it is.
 */
import { compareIds, dealId, type PartnerId } from '../domain/ids.js';
import type { LinkedActivity } from '../domain/evidence.js';
import type { ActivityType, Crm } from './crm-port.js';
import { everyOf, type Mirror } from './mirror.js';
import { domainSightings, type LinkedIds, type PlacedSighting } from './seen-domains.js';

/** In the order in which a portal is read. */
export const ACTIVITY_TYPES: readonly ActivityType[] = ['meetings', 'calls', 'emails'];

type Lists = ReadonlyMap<string, readonly string[]>;

export interface SeenActivities {
  /** By type, then by id. */
  readonly activities: readonly LinkedActivity[];
  readonly companiesOfContact: Lists;
  /** People with a partner's domain who are not associated with it. */
  readonly sightings: readonly PlacedSighting[];
}

export interface ActivitiesRequest {
  readonly dealIds: readonly string[];
  /** Customers of the deals. */
  readonly customerIds: readonly string[];
  readonly isPartner: (companyId: string) => boolean;
  readonly byDomain: ReadonlyMap<string, PartnerId>;
  /** The partner company of contacts who are partners themselves. */
  readonly companyOfContact: ReadonlyMap<string, string>;
}

/** Reads them from what was seen. */
export async function activitiesAround(
  mirror: Mirror,
  crm: Pick<Crm, 'readActivity' | 'readCompany'>,
  request: ActivitiesRequest,
): Promise<SeenActivities> {
  const people = everyOf(await mirror.origins('contacts', 'companies', request.customerIds));
  const activities: LinkedActivity[] = [];
  const companiesOfContact = new Map<string, readonly string[]>();
  const sightings: PlacedSighting[] = [];
  for (const type of ACTIVITY_TYPES) {
    const linked = await linksOf(mirror, type, await candidates(mirror, type, request, people));
    for (const [id, own] of linked.companiesOfContact) companiesOfContact.set(id, own);
    const { byDomain, isPartner } = request;
    sightings.push(...(await domainSightings(mirror, crm, { type, linked, byDomain, isPartner })));
    const naming = [...linked.dealsOf.keys()].filter((id) => namesPartner(linked, id, request));
    const records = await mirror.records(type, naming);
    for (const id of naming.sort(compareIds)) {
      const raw = records.get(id);
      if (raw === undefined || raw.gone !== null) continue;
      for (const activity of crm.readActivity(type, raw).records) {
        activities.push({
          activity,
          dealIds: (linked.dealsOf.get(id) ?? []).map(dealId),
          companyIds: linked.companiesOf.get(id) ?? [],
          contactIds: linked.contactsOf.get(id) ?? [],
        });
      }
    }
  }
  return { activities, companiesOfContact, sightings };
}

/** Activities with the deals that each is on. */
async function candidates(
  mirror: Mirror,
  type: ActivityType,
  { dealIds, customerIds }: ActivitiesRequest,
  people: ReadonlySet<string>,
): Promise<Lists> {
  const onDeals = everyOf(await mirror.targets('deals', type, dealIds));
  const naming = [
    ...everyOf(await mirror.origins(type, 'companies', customerIds)),
    ...everyOf(await mirror.origins(type, 'contacts', people)),
  ];
  const dealsOf = await mirror.origins('deals', type, [...onDeals, ...naming]);
  const candidates = new Map([...onDeals].map((id) => [id, dealsOf.get(id) ?? []]));
  for (const id of naming) if (!dealsOf.has(id)) candidates.set(id, []);
  return candidates;
}

async function linksOf(mirror: Mirror, type: ActivityType, dealsOf: Lists): Promise<LinkedIds> {
  const companiesOf = await mirror.targets(type, 'companies', dealsOf.keys());
  const contactsOf = await mirror.targets(type, 'contacts', dealsOf.keys());
  const companiesOfContact = await mirror.targets('contacts', 'companies', everyOf(contactsOf));
  return { dealsOf, companiesOf, contactsOf, companiesOfContact };
}

function namesPartner(
  links: LinkedIds,
  id: string,
  { isPartner, companyOfContact }: Pick<ActivitiesRequest, 'isPartner' | 'companyOfContact'>,
): boolean {
  const contacts = links.contactsOf.get(id) ?? [];
  return (
    (links.companiesOf.get(id) ?? []).some(isPartner) ||
    contacts.some((contact) => isPartner(companyOfContact.get(contact) ?? '')) ||
    contacts.some((contact) => (links.companiesOfContact.get(contact) ?? []).some(isPartner))
  );
}
