import { AppError } from '../errors.js';
import type { CompanyBasics, CompanyCardDeps } from './company-card-facts.js';

/**
 * Reads a company and what every card of it needs: one round.
 * @throws AppError `record_not_found` where the portal has no such company.
 */
export async function readCompanyBasics(deps: CompanyCardDeps, companyId: string): Promise<CompanyBasics> {
  const { crm, clock, actor } = deps;
  const [account, [company], links, owners, inForce] = await Promise.all([
    crm.account(),
    crm.companiesById([companyId]),
    crm.links('companies', 'companies', [companyId]),
    crm.owners(),
    deps.inForce(),
  ]);
  if (company === undefined) {
    throw new AppError(
      'record_not_found',
      `The portal has no company ${companyId}.`,
      'It may have been deleted or merged; reload the page.',
    );
  }
  // A merged company's associations are readable under its new id alone.
  if (company.id !== companyId) return readCompanyBasics(deps, company.id);
  const relatives = (links.get(companyId) ?? []).map((link) => link.toId);
  return { account, owners, inForce, asOf: clock.now(), company, relatives, actor };
}
