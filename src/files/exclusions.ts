import type { PortfolioColumns } from '../domain/columns/portfolio-columns.js';
import type { PartnerId } from '../domain/ids.js';
import { companyIdOf, normalizeDomain } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import { partnerOf, type PartnerDirectory } from '../domain/rules.js';
import type { ReadDealColumns } from './deal-columns.js';
import type { InternedIds } from './interned-ids.js';

/** Not the number of any id, and not 0, which stands for none. */
const NONE = 2 ** 32 - 1;

/** What the exclusions of §3.1 look at, as columns that another thread can read. */
export interface ExclusionColumns extends Readonly<Policy['exclude']> {
  /** By deal, the numbers of its customer's company, domain and parent, plus one; 0 for none. */
  readonly company: Uint32Array;
  readonly domain: Uint32Array;
  readonly parent: Uint32Array;
  /** By number of a domain as it is written, plus one: the number of what it comes to. */
  readonly normalized: Uint32Array;
  /** By partner, the same numbers of its own, `NONE` where no deal has it. */
  readonly companies: Uint32Array;
  readonly domains: Uint32Array;
  readonly parents: Uint32Array;
  readonly parentCompanies: Uint32Array;
}

/** Gathers what the exclusions look at: numbers of ids instead of texts. */
export function exclusionColumns(
  partners: readonly PartnerId[],
  { company, domain, parent, customers }: ReadDealColumns,
  directory: PartnerDirectory,
  exclude: Policy['exclude'],
): ExclusionColumns {
  const domains = normalizedDomains(customers.domain);
  const each = partners.map((id) => partnerOf(id, directory));
  const numbers = (ids: InternedIds, textOf: (one: (typeof each)[number]) => string | null): Uint32Array =>
    Uint32Array.from(each, (one) => {
      const text = textOf(one);
      const number = text === null ? -1 : ids.findText(text);
      return number === -1 ? NONE : number + 1;
    });
  return {
    ...exclude,
    ...{ company, domain, parent, normalized: domains.of },
    companies: numbers(customers.company, companyIdOf),
    domains: Uint32Array.from(each, (one) => domains.numberOf(normalizeDomain(one.domain))),
    parents: numbers(customers.parent, (one) => one.parentId),
    parentCompanies: numbers(customers.parent, ({ parentId }) => {
      const found = parentId === null ? undefined : directory.get(parentId as PartnerId);
      return found === undefined ? null : companyIdOf(found);
    }),
  };
}

/** The exclusions of §3.1 as `isExcluded` has them. */
export function exclusionsBy(columns: ExclusionColumns): PortfolioColumns['isExcluded'] {
  const { partnerIsCustomer, sharedParent, company, domain, parent, normalized } = columns;
  const { companies, domains, parents, parentCompanies } = columns;
  return (deal, partner) =>
    (partnerIsCustomer &&
      (companies[partner] === company[deal] || domains[partner] === normalized[domain[deal]!]!)) ||
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
