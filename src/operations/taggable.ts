import type { Partner } from '../domain/partner.js';
import { companyIdOf } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import { isExcluded, type PartnerDirectory } from '../domain/rules.js';
import type { CompanyRecord } from './crm-port.js';

/**
 * Why a partner cannot be tagged on a deal: a tag of the customer itself, or of its group, would never count
 * (attribution.md §3.1), and a label on the primary company would leave the deal without a customer.
 * @param customer of the deal; null where it is not known.
 * @returns one sentence, or null where it can.
 */
export function whyNotTaggable(
  partner: Partner,
  customer: CompanyRecord | null,
  partners: PartnerDirectory,
  exclude: Policy['exclude'],
): string | null {
  if (customer === null) return null;
  if (companyIdOf(partner) === customer.id) {
    return 'It is the customer of this deal. If it is not, make another company the primary one first.';
  }
  const { id: companyId, domain, parentCompanyId } = customer;
  return isExcluded(partner, { companyId, domain, parentCompanyId }, partners, exclude)
    ? 'It belongs to the customer of this deal: the same domain or the same parent company, which the policy leaves out.'
    : null;
}
