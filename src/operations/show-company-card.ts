/**
 * The card on companies. HubSpot cannot show a card on some companies only, so this is one card: of a partner, what the
 * partner brings; of any other company, which partners are around it. Three rounds, one after the other.
 */
import type { CompanyCardDeps } from './company-card-facts.js';
import { presentCustomerCard } from './present-customer-card.js';
import { presentPartnerCard } from './present-partner-card.js';
import { readCompanyBasics } from './read-company-basics.js';
import { readCustomerCard } from './read-customer-card.js';
import { readPartnerCard } from './read-partner-card.js';
import type { CompanyCardView } from './views/company-card-view.js';

/**
 * Shows the card of a company.
 * @throws AppError `record_not_found` where the portal has no such company.
 */
export async function showCompanyCard(deps: CompanyCardDeps, companyId: string): Promise<CompanyCardView> {
  const basics = await readCompanyBasics(deps, companyId);
  return basics.company.partner === null
    ? presentCustomerCard(await readCustomerCard(deps.crm, basics))
    : presentPartnerCard(await readPartnerCard(deps.crm, basics));
}
