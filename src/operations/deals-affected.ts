/** Which deals' facts may differ, by what of the records around them does: attribution.md §3a read backwards. */
import { CUSTOMER_DEALS } from '../domain/suggestion.js';
import type { ActivityType } from './crm-port.js';
import { customerLink } from './deal-facts.js';
import { everyOf, type Mirror } from './mirror.js';
import { ACTIVITY_TYPES } from './seen-activities.js';

type Ids = ReadonlySet<string>;

/** Deals whose customer is one of these companies. */
export async function dealsOfCustomers(mirror: Mirror, companyIds: Iterable<string>): Promise<Ids> {
  const companies = new Set(companyIds);
  const linked = everyOf(await mirror.origins('deals', 'companies', companies));
  const links = await mirror.links('deals', 'companies', linked);
  return new Set(
    [...links].flatMap(([id, own]) => (companies.has(customerLink(own)?.toId ?? '') ? [id] : [])),
  );
}

/**
 * Deals of customers of whom one deal says something about another (docs/suggestions.md): those with few deals.
 * @param moved links that come or go besides: whoever crosses the bound with them is looked at too.
 */
export async function siblingsOfDeals(
  mirror: Mirror,
  customerIds: Iterable<string>,
  moved = 0,
): Promise<Ids> {
  const linked = await mirror.origins('deals', 'companies', customerIds);
  const few = [...linked].filter(([, ids]) => ids.length <= CUSTOMER_DEALS + moved);
  return dealsOfCustomers(
    mirror,
    few.map(([id]) => id),
  );
}

/** Companies whose number of deals comes over the bound, or under it, as links come or go. */
export async function crossingBound(mirror: Mirror, companyIds: readonly string[]): Promise<Ids> {
  const moves = new Map<string, number>();
  for (const id of companyIds) moves.set(id, (moves.get(id) ?? 0) + 1);
  const linked = await mirror.origins('deals', 'companies', moves.keys());
  return new Set(
    [...moves].flatMap(([id, moved]) => {
      const known = linked.get(id)?.length ?? 0;
      return Math.abs(known - CUSTOMER_DEALS) <= moved ? [id] : [];
    }),
  );
}

/** Deals whose create date or customer changed move the touches of activities that are on no deal, or on several. */
export async function dealsBesides(
  mirror: Mirror,
  dealIds: Iterable<string>,
  customerIds: Iterable<string>,
): Promise<Ids> {
  const affected = new Set(await dealsOfCustomers(mirror, customerIds));
  const own = [...dealIds];
  for (const type of ACTIVITY_TYPES) {
    const activities = everyOf(await mirror.targets('deals', type, own));
    for (const id of everyOf(await mirror.origins('deals', type, activities))) affected.add(id);
  }
  return affected;
}

/** Companies that activities name, themselves or by their contacts. */
async function companiesNamed(mirror: Mirror, type: ActivityType, ids: Iterable<string>): Promise<Ids> {
  const activities = [...ids];
  const companies = everyOf(await mirror.targets(type, 'companies', activities));
  const contacts = everyOf(await mirror.targets(type, 'contacts', activities));
  return new Set([...companies, ...everyOf(await mirror.targets('contacts', 'companies', contacts))]);
}

/**
 * Deals that activities may be touches of: those that they are on; of an activity on none, those of the customers that
 * it names.
 * @param more companies that an activity names besides, or did.
 */
export async function dealsOfActivities(
  mirror: Mirror,
  type: ActivityType,
  ids: Iterable<string>,
  more: ReadonlyMap<string, Iterable<string>> = new Map(),
): Promise<Ids> {
  const activities = [...ids];
  const dealsOf = await mirror.origins('deals', type, activities);
  const onNone = activities.filter((id) => !dealsOf.has(id));
  const others = await dealsOfNamed(
    mirror,
    type,
    onNone,
    onNone.flatMap((id) => [...(more.get(id) ?? [])]),
  );
  return new Set([...everyOf(dealsOf), ...others]);
}

/** Deals of the customers that activities name. */
export async function dealsOfNamed(
  mirror: Mirror,
  type: ActivityType,
  ids: readonly string[],
  more: readonly string[] = [],
): Promise<Ids> {
  return dealsOfCustomers(mirror, [...(await companiesNamed(mirror, type, ids)), ...more]);
}
