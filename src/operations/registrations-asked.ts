/** The registrations that somebody asks for on the command line. */
import type { RegistrationRecord } from '../domain/registration-record.js';
import type { RegistrationStatus } from '../domain/registration.js';
import type { Crm } from './crm-port.js';
import { findPartner } from './find-partner.js';

export interface AskedRegistrations {
  /** `disputed`: those whose decision is disputed, whatever it was. */
  readonly status?: RegistrationStatus | 'disputed';
  /** Id, domain or name of a partner. */
  readonly partner?: string;
}

/**
 * Those that are meant. Companies are asked for only where a partner is named, and then the partners' alone.
 * @throws AppError `option_invalid` where no partner of a registration, or more than one, answers to the name.
 */
export async function registrationsAsked(
  crm: Pick<Crm, 'companiesById'>,
  all: readonly RegistrationRecord[],
  { status, partner }: AskedRegistrations,
): Promise<readonly RegistrationRecord[]> {
  const id = partner === undefined ? undefined : await partnerMeant(crm, all, partner);
  return all.filter(
    (one) =>
      (status === undefined || (status === 'disputed' ? one.disputedAt !== null : one.status === status)) &&
      (id === undefined || one.partnerId === id),
  );
}

async function partnerMeant(
  crm: Pick<Crm, 'companiesById'>,
  all: readonly RegistrationRecord[],
  text: string,
): Promise<string> {
  // Also of a company that is no partner any more, or that has registered nothing yet.
  if (/^\d+$/.test(text)) return text;
  const ids = [...new Set(all.map(({ partnerId }) => partnerId))];
  const companies = ids.length === 0 ? [] : await crm.companiesById(ids);
  const partners = companies.flatMap(({ partner }) => (partner === null ? [] : [{ profile: partner }]));
  return findPartner(partners, text, 'partner with a registration').profile.id;
}
