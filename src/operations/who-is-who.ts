/** Whom a portal's own words and people stand for: partners by name, contacts who are partners. */
import type { PartnerId } from '../domain/ids.js';
import type { Mapping } from '../domain/mapping.js';
import { partnerIndex, type PartnerIndex, type PartnerMatch } from '../domain/match-partner.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { CrmReader, DealRecord, Link, Links, NamedPartner } from './crm-port.js';

export interface WhoIsWho {
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  /** The partner company of contacts who are partners themselves. */
  readonly companyOfContact: ReadonlyMap<string, string>;
  /** Finds whom the deal's property names; null where the mapping knows of no such property. */
  readonly index: PartnerIndex | null;
}

/** Whether labels of contacts on deals are tags: only then anybody asks for them. */
export const hasContactLabels = ({ tags }: Mapping): boolean =>
  tags.labels.some(({ object }) => object === 'contacts');

/** Everybody of a portal; what makes partners of people is read once. */
export async function whoIsWho(
  crm: Pick<CrmReader, 'mapping' | 'partnerMarks'>,
  partners: WhoIsWho['partners'],
): Promise<WhoIsWho> {
  const marks = await crm.partnerMarks();
  return { ...whoIsAmong(crm.mapping, partners), ...(marks === null ? {} : marksOf(marks)) };
}

const marksOf = ({ companyOfContact }: Pick<WhoIsWho, 'companyOfContact'>) => ({ companyOfContact });

/** As far as these partners tell. */
export const whoIsAmong = (mapping: Mapping, partners: WhoIsWho['partners']): WhoIsWho => ({
  partners,
  companyOfContact: new Map(
    [...partners].flatMap(([id, { people = [] }]) => people.map((person) => [person.id, id] as const)),
  ),
  index: mapping.tags.property === null ? null : partnerIndex(partners.values()),
});

/** A contact on a deal under a label that is a tag, with the partner that the contact stands for. */
export interface PersonOnDeal {
  readonly link: Link;
  /** Null where it stands for none, or for several alike. */
  readonly partnerId: PartnerId | null;
}

/** The contacts of a deal that are tagged. @param companiesOf companies of contacts, by contact. */
export const peopleOnDeal = (
  contacts: readonly Link[],
  companiesOf: Links,
  who: WhoIsWho,
): readonly PersonOnDeal[] =>
  contacts
    .filter(({ tags }) => tags.length > 0)
    .map((link) => ({ link, partnerId: partnerOfContact(link.toId, companiesOf.get(link.toId) ?? [], who) }));

/**
 * The partner that a contact stands for: the one that the mapping says, whatever company the contact is of; else its
 * primary company, if that is a partner; else the only partner among its companies.
 */
function partnerOfContact(
  contactId: string,
  companies: readonly Link[],
  { partners, companyOfContact }: WhoIsWho,
): PartnerId | null {
  const isPartner = (id: string): id is PartnerId => partners.has(id as PartnerId);
  const mapped = companyOfContact.get(contactId);
  if (mapped !== undefined) return isPartner(mapped) ? mapped : null;
  const theirs = companies.filter(({ toId }) => isPartner(toId));
  const one = theirs.find(({ primary }) => primary) ?? (theirs.length === 1 ? theirs[0] : undefined);
  return one === undefined || !isPartner(one.toId) ? null : one.toId;
}

/** A partner as a deal's property names it, and who that is. */
export interface PartnerByName {
  readonly named: NamedPartner;
  readonly match: PartnerMatch;
}

/** Whom the deal's property names: what the mapping says that its value means, else the value itself. */
export const partnersByName = (
  { namedPartners }: Pick<DealRecord, 'namedPartners'>,
  { index }: WhoIsWho,
): readonly PartnerByName[] =>
  index === null
    ? []
    : namedPartners.map((named) => ({ named, match: index.match(named.means ?? named.value) }));
