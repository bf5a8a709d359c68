/**
 * People on activities with the domain of a partner whom the CRM does not associate with it: contacts of another company
 * record with that domain, and addresses of e-mails. Contacts themselves are not read by the sync.
 */
import type { DomainSighting } from '../domain/deal-surroundings.js';
import { compareIds, dealId, partnerId, type DealId, type PartnerId } from '../domain/ids.js';
import { normalizeDomain, type Partner } from '../domain/partner.js';
import { PUBLIC_MAIL } from '../domain/public-mail.js';
import type { ActivityType, Crm } from './crm-port.js';
import { everyOf, type Mirror } from './mirror.js';

type Lists = ReadonlyMap<string, readonly string[]>;

/** Activities of a type with what each is associated with. */
export interface LinkedIds {
  readonly dealsOf: Lists;
  readonly companiesOf: Lists;
  readonly contactsOf: Lists;
  readonly companiesOfContact: Lists;
}

export interface PlacedSighting {
  readonly dealIds: readonly DealId[];
  readonly sighting: DomainSighting;
}

/** Partners by domain; of several with one, the first by id. A mail provider's domain is everybody's, and says nothing. */
export function partnersByDomain(partners: Iterable<Partner>): ReadonlyMap<string, PartnerId> {
  const byDomain = new Map<string, PartnerId>();
  for (const { id, domain } of [...partners].sort((a, b) => compareIds(a.id, b.id))) {
    const name = normalizeDomain(domain);
    if (name !== null && !PUBLIC_MAIL.has(name) && !byDomain.has(name)) byDomain.set(name, id);
  }
  return byDomain;
}

interface Request {
  readonly type: ActivityType;
  readonly linked: LinkedIds;
  readonly byDomain: ReadonlyMap<string, PartnerId>;
  readonly isPartner: (companyId: string) => boolean;
}

interface Person {
  readonly partnerId: PartnerId;
  readonly domain: string;
  readonly person: string;
}

/** E-mails that are read at a time: of most of them nothing is kept. */
const READ_AT_ONCE = 2_000;

/** Finds them on the activities that are on a deal. */
export async function domainSightings(
  mirror: Mirror,
  crm: Pick<Crm, 'readActivity' | 'readCompany'>,
  request: Request,
): Promise<readonly PlacedSighting[]> {
  const { type, linked, byDomain } = request;
  if (byDomain.size === 0) return [];
  const onDeals = [...linked.dealsOf].flatMap(([id, deals]) => (deals.length > 0 ? [id] : []));
  const contacts = await contactsWithDomain(mirror, crm, request);
  // Of meetings and calls the contacts alone tell of anybody.
  const wanted =
    type === 'emails' ? onDeals : onDeals.filter((id) => peopleOf(linked, id, contacts).length > 0);
  const found: PlacedSighting[] = [];
  for (let start = 0; start < wanted.length; start += READ_AT_ONCE) {
    const records = await mirror.records(type, wanted.slice(start, start + READ_AT_ONCE));
    for (const [id, raw] of records) {
      if (raw.gone !== null) continue;
      for (const activity of crm.readActivity(type, raw).records) {
        if (activity.outcome === 'not_held') continue;
        const people = [...peopleOf(linked, id, contacts), ...addressed(request, id, activity.addresses)];
        const dealIds = (linked.dealsOf.get(id) ?? []).map(dealId);
        for (const person of people) {
          found.push({ dealIds, sighting: { ...person, activityId: activity.id, at: activity.at } });
        }
      }
    }
  }
  return found;
}

const peopleOf = (
  linked: LinkedIds,
  id: string,
  contacts: ReadonlyMap<string, readonly Person[]>,
): readonly Person[] => (linked.contactsOf.get(id) ?? []).flatMap((contact) => contacts.get(contact) ?? []);

/** Contacts of a company record that has a partner's domain and is none. */
async function contactsWithDomain(
  mirror: Mirror,
  crm: Pick<Crm, 'readCompany'>,
  { linked, byDomain, isPartner }: Request,
): Promise<ReadonlyMap<string, readonly Person[]>> {
  const ids = [...everyOf(linked.companiesOfContact)].filter((id) => !isPartner(id));
  const partnerOf = new Map<string, Omit<Person, 'person'>>();
  for (const [id, raw] of await mirror.records('companies', ids)) {
    if (raw.gone !== null) continue;
    for (const company of crm.readCompany(raw).records) {
      const domain = normalizeDomain(company.domain);
      const partner = domain === null ? undefined : byDomain.get(domain);
      if (domain !== null && partner !== undefined) partnerOf.set(id, { partnerId: partner, domain });
    }
  }
  if (partnerOf.size === 0) return new Map();
  return new Map(
    [...linked.companiesOfContact].flatMap(([contact, companies]) => {
      const people = companies.flatMap((id) => {
        const known = partnerOf.get(id);
        return known === undefined || companies.includes(known.partnerId)
          ? []
          : [{ ...known, person: contact }];
      });
      return people.length === 0 ? [] : [[contact, people] as const];
    }),
  );
}

/** Of an e-mail that names the partner anyway, the address tells nothing more. */
function addressed(
  { linked, byDomain }: Request,
  id: string,
  addresses: readonly string[],
): readonly Person[] {
  const named = new Set([
    ...(linked.companiesOf.get(id) ?? []),
    ...(linked.contactsOf.get(id) ?? []).flatMap((one) => linked.companiesOfContact.get(one) ?? []),
  ]);
  return [...new Set(addresses)].flatMap((address) => {
    const domain = normalizeDomain(address.slice(address.lastIndexOf('@') + 1));
    const partner = domain === null ? undefined : byDomain.get(domain);
    return domain === null || partner === undefined || named.has(partner)
      ? []
      : [{ partnerId: partnerId(partner), domain, person: address }];
  });
}
