import { compareIds, type PartnerId } from './ids.js';
import { companyIdOf } from './partner.js';
import type { PartnerDirectory } from './rules.js';

/** Every partner that belongs to a family, with the parents it counts towards: itself, if it has children, and up. */
export function familiesOf(partners: PartnerDirectory): ReadonlyMap<PartnerId, ReadonlySet<PartnerId>> {
  const parentOf = parentsOf(partners);
  const parents = new Set(parentOf.values());
  const families = new Map<PartnerId, ReadonlySet<PartnerId>>();
  for (const id of partners.keys()) {
    const chain = new Set<PartnerId>();
    // A chain that comes back to where it was (bad data) ends there.
    for (let at: PartnerId | undefined = id; at !== undefined && !chain.has(at); at = parentOf.get(at)) {
      chain.add(at);
    }
    const counted = [...chain].filter((one) => parents.has(one));
    if (counted.length > 0) families.set(id, new Set(counted));
  }
  return families;
}

/** The parent partner of each partner that has one: by partner id where a partner has it, else by company id. */
export function parentsOf(partners: PartnerDirectory): ReadonlyMap<PartnerId, PartnerId> {
  const byCompany = new Map<string, PartnerId>();
  for (const partner of [...partners.values()].sort((a, b) => compareIds(b.id, a.id))) {
    byCompany.set(companyIdOf(partner), partner.id);
  }
  const parentOf = new Map<PartnerId, PartnerId>();
  for (const { id, parentId } of partners.values()) {
    if (parentId === null) continue;
    const parent = partners.get(parentId as PartnerId)?.id ?? byCompany.get(parentId);
    if (parent !== undefined && parent !== id) parentOf.set(id, parent);
  }
  return parentOf;
}
