/** Which deals are dirty since associations changed; asked before the change is committed, of what was known until then. */
import type { ActivityType, Link, LinkedType } from './crm-port.js';
import { customerLink } from './deal-facts.js';
import {
  crossingBound,
  dealsBesides,
  dealsOfActivities,
  dealsOfCustomers,
  dealsOfNamed,
  siblingsOfDeals,
} from './deals-affected.js';
import { everyOf, type Mirror } from './mirror.js';
import { ACTIVITY_TYPES } from './seen-activities.js';
import type { LinksChange } from './seen-port.js';

type Ids = ReadonlySet<string>;

/** Deals whose facts may differ since the links of one pair of types did. */
export function dirtyByLinks(
  mirror: Mirror,
  from: LinkedType,
  to: LinkedType,
  changes: readonly LinksChange[],
): Promise<Ids> {
  if (changes.length === 0) return Promise.resolve(new Set());
  if (from === 'deals') {
    if (to === 'contacts') return dealsWithPeople(mirror, changes);
    return isActivity(to) ? dealsOnActivities(mirror, to, changes) : dealsWithCompanies(mirror, changes);
  }
  if (isActivity(from)) return activitiesNaming(mirror, from, to, changes);
  return contactsOfCompanies(mirror, changes);
}

const isActivity = (type: LinkedType): type is ActivityType =>
  (ACTIVITY_TYPES as readonly LinkedType[]).includes(type);

const idsOf = (links: readonly Link[]): Ids => new Set(links.map(({ toId }) => toId));

/** Targets that were added or taken away, by origin; labels alone move nothing but a deal's own tags. */
function movedTargets(changes: readonly LinksChange[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    changes.flatMap(({ fromId, before, after }) => {
      const [old, now] = [idsOf(before), idsOf(after)];
      const moved = [...old].filter((id) => !now.has(id)).concat([...now].filter((id) => !old.has(id)));
      return moved.length === 0 ? [] : [[fromId, moved] as const];
    }),
  );
}

async function dealsWithCompanies(mirror: Mirror, changes: readonly LinksChange[]): Promise<Ids> {
  const moved = changes.filter(
    ({ before, after }) => customerLink(before)?.toId !== customerLink(after)?.toId,
  );
  const customers = moved.flatMap(({ before, after }) =>
    [customerLink(before), customerLink(after)].flatMap((link) => link?.toId ?? []),
  );
  const others = await dealsBesides(
    mirror,
    moved.map(({ fromId }) => fromId),
    customers,
  );
  return new Set([
    ...changes.map(({ fromId }) => fromId),
    ...others,
    ...(await dealsOfSameCustomers(mirror, changes)),
  ]);
}

/** A tag says something about the other deals of its customer. */
async function dealsOfSameCustomers(mirror: Mirror, changes: readonly LinksChange[]): Promise<Ids> {
  const tagged = changes.filter(({ before, after }) => tagsOn(before) !== tagsOn(after));
  const customers = tagged.flatMap(({ before, after }) =>
    [customerLink(before), customerLink(after)].flatMap((link) => link?.toId ?? []),
  );
  const moved = [...movedTargets(changes).values()].flat();
  return new Set([
    ...(await siblingsOfDeals(mirror, customers, moved.length)),
    ...(await dealsOfCustomers(mirror, await crossingBound(mirror, moved))),
  ]);
}

/** Who is tagged on a deal and counts; proposals say nothing about other deals. */
const tagsOn = (links: readonly Link[]): string =>
  links
    .filter(({ tags }) => tags.some(({ state }) => state !== 'proposed'))
    .map(({ toId }) => toId)
    .sort()
    .join(' ');

/** Whoever is tagged in person is a partner on the deal, which says something about the other deals of its customer. */
async function dealsWithPeople(mirror: Mirror, changes: readonly LinksChange[]): Promise<Ids> {
  const tagged = changes.filter(({ before, after }) =>
    [...before, ...after].some(({ tags }) => tags.length > 0),
  );
  return withSiblings(
    mirror,
    tagged.map(({ fromId }) => fromId),
  );
}

/** Deals, and the other ones of their customers. */
async function withSiblings(mirror: Mirror, dealIds: readonly string[]): Promise<Ids> {
  const links = await mirror.links('deals', 'companies', dealIds);
  const customers = [...links.values()].flatMap((own) => customerLink(own)?.toId ?? []);
  return new Set([...dealIds, ...(await siblingsOfDeals(mirror, customers))]);
}

/** An activity on one deal, on several and on none follows three rules: all of its deals are looked at. */
async function dealsOnActivities(
  mirror: Mirror,
  type: ActivityType,
  changes: readonly LinksChange[],
): Promise<Ids> {
  const moved = movedTargets(changes);
  const activities = everyOf(moved);
  const before = await mirror.origins('deals', type, activities);
  const after = new Map([...activities].map((id) => [id, new Set(before.get(id) ?? [])]));
  for (const { fromId, after: links } of changes) {
    const now = idsOf(links);
    for (const id of moved.get(fromId) ?? []) {
      if (now.has(id)) after.get(id)?.add(fromId);
      else after.get(id)?.delete(fromId);
    }
  }
  const onNone = [...activities].filter((id) => !before.has(id) || after.get(id)?.size === 0);
  const named = await dealsOfNamed(mirror, type, onNone);
  return new Set([...moved.keys(), ...everyOf(before), ...named]);
}

async function activitiesNaming(
  mirror: Mirror,
  type: ActivityType,
  to: LinkedType,
  changes: readonly LinksChange[],
): Promise<Ids> {
  const moved = movedTargets(changes);
  if (to === 'companies') return dealsOfActivities(mirror, type, moved.keys(), moved);
  const companiesOf = await mirror.targets('contacts', 'companies', everyOf(moved));
  const companies = new Map(
    [...moved].map(([id, contacts]) => [id, contacts.flatMap((contact) => companiesOf.get(contact) ?? [])]),
  );
  return dealsOfActivities(mirror, type, moved.keys(), companies);
}

/** Whoever moves to another company takes along what was done with them. */
async function contactsOfCompanies(mirror: Mirror, changes: readonly LinksChange[]): Promise<Ids> {
  const moved = movedTargets(changes);
  const dirty = new Set<string>();
  for (const type of ACTIVITY_TYPES) {
    const naming = await mirror.origins(type, 'contacts', moved.keys());
    const companies = new Map<string, string[]>();
    for (const [contact, activities] of naming) {
      for (const id of activities)
        companies.set(id, [...(companies.get(id) ?? []), ...(moved.get(contact) ?? [])]);
    }
    for (const id of await dealsOfActivities(mirror, type, companies.keys(), companies)) dirty.add(id);
  }
  const people = changes.map(({ fromId }) => fromId);
  const onDeals = everyOf(await mirror.origins('deals', 'contacts', people));
  for (const id of await withSiblings(mirror, [...onDeals])) dirty.add(id);
  return dirty;
}
