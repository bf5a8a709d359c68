/** Contacts under labels that are tags, of deals that were seen. */
import type { Between } from '../domain/hygiene.js';
import type { Mapping } from '../domain/mapping.js';
import { everyOf, type Mirror } from './mirror.js';
import { hasContactLabels, peopleOnDeal, type PersonOnDeal, type WhoIsWho } from './who-is-who.js';

export type PeopleOfDeals = ReadonlyMap<string, readonly PersonOnDeal[]>;

const NOBODY: PeopleOfDeals = new Map();

/** By deal; deals without any are left out. */
export async function peopleOfDeals(
  mirror: Mirror,
  mapping: Mapping,
  dealIds: readonly string[],
  who: WhoIsWho,
): Promise<PeopleOfDeals> {
  if (!hasContactLabels(mapping)) return NOBODY;
  const contacts = await mirror.links('deals', 'contacts', dealIds);
  const tagged = new Map([...contacts].map(([id, own]) => [id, own.filter(({ tags }) => tags.length > 0)]));
  const ids = everyOf(new Map([...tagged].map(([id, own]) => [id, own.map(({ toId }) => toId)])));
  const companiesOf = await mirror.links('contacts', 'companies', ids);
  return new Map(
    [...tagged].flatMap(([id, own]) =>
      own.length === 0 ? [] : [[id, peopleOnDeal(own, companiesOf, who)] as const],
    ),
  );
}

type TagsSeen = ReadonlyMap<string, ReadonlyMap<string, Between>>;

/** When the tags of deals were seen first, by deal and partner company; those of people are their partner's. */
export async function tagsSeen(
  mirror: Mirror,
  mapping: Mapping,
  dealIds: readonly string[],
  people: PeopleOfDeals,
): Promise<TagsSeen> {
  const ofCompanies = await mirror.tags('companies', dealIds);
  if (!hasContactLabels(mapping)) return ofCompanies;
  const ofContacts = await mirror.tags('contacts', dealIds);
  return new Map(
    dealIds.map((id) => {
      const seen = new Map(ofCompanies.get(id));
      for (const { link, partnerId } of people.get(id) ?? []) {
        const between = ofContacts.get(id)?.get(link.toId);
        if (partnerId !== null && between !== undefined && !seen.has(partnerId)) seen.set(partnerId, between);
      }
      return [id, seen];
    }),
  );
}
