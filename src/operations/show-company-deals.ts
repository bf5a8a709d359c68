import { partnerId } from '../domain/ids.js';
import {
  dealsOfCustomer,
  dealsOfPartner,
  dealSearch,
  partnersOn,
  presentDeals,
  publishedDeals,
  type DealsAsked,
} from './company-deals.js';
import type { CompanyCardDeps } from './company-card-facts.js';
import { readCompanyBasics } from './read-company-basics.js';
import type { CompanyDealsView } from './views/company-deals-view.js';

/**
 * Shows one page of a company's deals, in an order.
 * @throws AppError `record_not_found` where the portal has no such company.
 */
export async function showCompanyDeals(
  deps: CompanyCardDeps,
  companyId: string,
  asked: DealsAsked,
): Promise<CompanyDealsView> {
  const basics = await readCompanyBasics(deps, companyId);
  const { company } = basics;
  const isPartner = company.partner !== null;
  const which = isPartner ? dealsOfPartner(partnerId(company.id)) : dealsOfCustomer(company.id);
  const found = await deps.crm.searchDeals(dealSearch(which, asked));
  const deals = publishedDeals(deps.crm, found, basics);
  const companies = isPartner ? [] : await deps.crm.companiesById(partnersOn(deals));
  const partners = new Map(companies.map((one) => [partnerId(one.id), one]));
  return presentDeals(basics, { asked, deals, total: found.total, partners });
}
