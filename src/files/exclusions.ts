import type { PortfolioColumns } from '../domain/columns/portfolio-columns.js';
import type { PartnerId } from '../domain/ids.js';
import { companyIdOf, normalizeDomain } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import { partnerOf, type PartnerDirectory } from '../domain/rules.js';
import type { ReadDealColumns } from './deal-columns.js';
import type { InternedIds } from './interned-ids.js';

/** Not the number of any id, and not 0, which stands for none. */
const NONE = 2 ** 32 - 1;

/** The exclusions of §3.1 as `isExcluded` has them, over numbers of ids instead of texts. */
export function exclusions(
  partners: readonly PartnerId[],
  { company, domain, parent, customers }: ReadDealColumns,
  directory: PartnerDirectory,
  exclude: Policy['exclude'],
): PortfolioColumns['isExcluded'] {
  const domains = normalizedDomains(customers.domain);
  const each = partners.map((id) => partnerOf(id, directory));
  const numbers = (ids: InternedIds, textOf: (one: (typeof each)[number]) => string | null): Uint32Array =>
    Uint32Array.from(each, (one) => {
      const text = textOf(one);
      const number = text === null ? -1 : ids.findText(text);
      return number === -1 ? NONE : number + 1;
    });
  const companies = numbers(customers.company, companyIdOf);
  const domainsOf = Uint32Array.from(each, (one) => domains.numberOf(normalizeDomain(one.domain)));
  const parents = numbers(customers.parent, (one) => one.parentId);
  const parentCompanies = numbers(customers.parent, ({ parentId }) => {
    const found = parentId === null ? undefined : directory.get(parentId as PartnerId);
    return found === undefined ? null : companyIdOf(found);
  });
  const { partnerIsCustomer, sharedParent } = exclude;
  return (deal, partner) =>
    (partnerIsCustomer &&
      (companies[partner] === company[deal] || domainsOf[partner] === domains.of[domain[deal]!]!)) ||
    (sharedParent && (parents[partner] === parent[deal] || parentCompanies[partner] === parent[deal]));
}

interface Domains {
  /** From a domain as it is written to the number of what it comes to; 0 for none. */
  readonly of: Uint32Array;
  readonly numberOf: (normalized: string | null) => number;
}

function normalizedDomains(written: InternedIds): Domains {
  const numbers = new Map<string, number>();
  const of = new Uint32Array(written.length + 1);
  for (let number = 0; number < written.length; number += 1) {
    const domain = normalizeDomain(written.text(number));
    if (domain === null) continue;
    const known = numbers.get(domain) ?? numbers.size + 1;
    numbers.set(domain, known);
    of[number + 1] = known;
  }
  return { of, numberOf: (domain) => (domain === null ? NONE : (numbers.get(domain) ?? NONE)) };
}
