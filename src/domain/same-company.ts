/** Whether two registrations are about one company: by id, by domain, or by their parents. */
import { normalizeDomain, type Company } from './partner.js';

/** The surest first. */
export const SAME_BY = ['id', 'domain', 'parent', 'sibling'] as const;
export type SameBy = (typeof SAME_BY)[number];

/** By what they are the same, or of one family; null where they are neither. Absent never equals absent. */
export function sameCompany(one: Company, other: Company): SameBy | null {
  if (one.companyId !== null && one.companyId === other.companyId) return 'id';
  const domain = normalizeDomain(one.domain);
  if (domain !== null && domain === normalizeDomain(other.domain)) return 'domain';
  if (isParentOf(one, other) || isParentOf(other, one)) return 'parent';
  return one.parentCompanyId !== null && one.parentCompanyId === other.parentCompanyId ? 'sibling' : null;
}

const isParentOf = (parent: Company, child: Company): boolean =>
  parent.companyId !== null && parent.companyId === child.parentCompanyId;

/**
 * The entry of a list of company ids and domains that a company is; null where it is on none.
 * Example: ["77", "acme.example"] and a company with the domain "www.Acme.example": "acme.example".
 */
export function accountOnList(list: readonly string[], { companyId, domain }: Company): string | null {
  const own = normalizeDomain(domain);
  return (
    list.find((entry) => {
      const text = entry.trim();
      return text !== '' && (text === companyId || (own !== null && normalizeDomain(text) === own));
    }) ?? null
  );
}
