/** A deal that is to be linked to a registration, or that a sync finds for it. */
import type { DealId } from '../domain/ids.js';
import type { Company } from '../domain/partner.js';
import type { RegisteredDeal } from '../domain/registration-moves.js';
import type { RegistrationRecord } from '../domain/registration-record.js';
import { sameCompany } from '../domain/same-company.js';
import { AppError } from '../errors.js';
import type { CompanyRecord, DealRecord } from './crm-port.js';
import { customerLink } from './deal-facts.js';
import type { RegistrationBasis, ShowRegistrationDeps } from './registration-deps.js';
import { spokenName } from './spoken-name.js';

/**
 * Reads it, and whose it is.
 * @throws AppError `record_not_found`, `registration_refused` where it is a deal of another company.
 */
export async function registeredDeal(
  { crm }: ShowRegistrationDeps,
  { account }: RegistrationBasis,
  registration: RegistrationRecord,
  id: DealId,
): Promise<RegisteredDeal> {
  const [[raw], links] = await Promise.all([
    crm.recordsById('deals', [id]),
    crm.links('deals', 'companies', [id]),
  ]);
  const record = raw === undefined ? undefined : crm.readDeal(raw, account).records[0];
  if (record === undefined) {
    throw new AppError(
      'record_not_found',
      `The portal has no deal ${id} that can be read.`,
      'It may have been deleted or merged, or a value of it has to be mended: look at it in HubSpot.',
    );
  }
  const customerId = customerLink(links.get(id) ?? [])?.toId ?? null;
  const [customer] = customerId === null ? [] : await crm.companiesById([customerId]);
  requireSameCompany(registration, dealOf(record), customer);
  return dealOf(record);
}

/** As a registration needs it. */
export const dealOf = ({ deal: { id, createdAt, status }, name }: DealRecord): RegisteredDeal => ({
  ...{ id, createdAt, status },
  name: name ?? `Deal without a name (ID ${id})`,
});

function requireSameCompany(
  { name, prospect }: RegistrationRecord,
  deal: RegisteredDeal,
  customer: CompanyRecord | undefined,
): void {
  // Of a prospect that nobody can tell, a person knows better.
  if (prospect.companyId === null && prospect.domain === null) return;
  if (customer !== undefined) {
    const company: Company = { ...customer, companyId: customer.id };
    const by = sameCompany(prospect, company);
    if (by !== null && by !== 'sibling') return;
  }
  const whose = customer === undefined ? 'of no company' : `of ${spokenName(customer.name ?? customer.id)}`;
  throw new AppError(
    'registration_refused',
    `${spokenName(deal.name)} is a deal ${whose}, and ${name} is about ${spokenName(prospect.name ?? 'another company')}.`,
    'Choose a deal of that company, or give the deal its primary company in HubSpot.',
  );
}
