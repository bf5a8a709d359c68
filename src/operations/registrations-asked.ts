/** The registrations that somebody asks for on the command line. */
import type { PartnerProfile } from '../domain/partner.js';
import type { RegistrationRecord } from '../domain/registration-record.js';
import type { RegistrationStatus } from '../domain/registration.js';
import { findPartner } from './find-partner.js';
import type { CompaniesById } from './registrations-kept.js';

export interface AskedRegistrations {
  /** `disputed`: those whose decision is disputed, whatever it was. */
  readonly status?: RegistrationStatus | 'disputed';
  /** Id, domain or name of a partner. */
  readonly partner?: string;
}

/**
 * Those that are meant.
 * @throws AppError `option_invalid` where no partner of a registration, or more than one, answers to the name.
 */
export function registrationsAsked(
  all: readonly RegistrationRecord[],
  companies: CompaniesById,
  { status, partner }: AskedRegistrations,
): readonly RegistrationRecord[] {
  const id = partner === undefined ? undefined : partnerMeant(all, companies, partner);
  return all.filter(
    (one) =>
      (status === undefined || (status === 'disputed' ? one.disputedAt !== null : one.status === status)) &&
      (id === undefined || one.partnerId === id),
  );
}

function partnerMeant(all: readonly RegistrationRecord[], companies: CompaniesById, text: string): string {
  // Also of a company that is no partner any more, or that has registered nothing yet.
  if (/^\d+$/.test(text)) return text;
  const profiles = new Map<string, PartnerProfile>();
  for (const { partnerId } of all) {
    const company = companies.get(partnerId);
    if (company?.partner != null) profiles.set(partnerId, company.partner);
  }
  const partners = [...profiles.values()].map((profile) => ({ profile }));
  return findPartner(partners, text, 'partner with a registration').profile.id;
}
