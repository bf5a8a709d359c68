/** What the programme part of a partner's card reads, and every change of it: the company, its people, and what is measured. */
import type { Measurement } from '../domain/checklist.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { PartnerProgramme } from '../domain/partner-programme.js';
import type { ProgrammePerson } from '../domain/programme-facts.js';
import { AppError } from '../errors.js';
import { nameOf, type CompanyBasics } from './company-card-facts.js';
import { measureChecklist } from './measure-checklist.js';
import type { ShowProgrammeDeps } from './programme-deps.js';
import { readCompanyBasics } from './read-company-basics.js';
import { readEnablement } from './read-enablement.js';

export interface PartnerProgrammeFacts {
  readonly basics: CompanyBasics;
  readonly profile: PartnerProfile;
  readonly programme: PartnerProgramme;
  /** Labels of properties that hold something which is not ours. */
  readonly unreadable: readonly string[];
  readonly people: readonly ProgrammePerson[];
  /** What could not be read of people's certifications, one sentence an item. */
  readonly peopleProblems: readonly string[];
  /** By item id. */
  readonly measured: ReadonlyMap<string, Measurement>;
}

/**
 * Reads a partner's programme as the portal holds it now.
 * @throws AppError `record_not_found` where there is no such company, `programme_refused` where it is no partner.
 */
export async function readPartnerProgramme(
  deps: ShowProgrammeDeps,
  companyId: string,
): Promise<PartnerProgrammeFacts> {
  const basics = await readCompanyBasics(deps, companyId);
  const { company, account, asOf } = basics;
  const profile = company.partner;
  if (profile === null) {
    throw new AppError(
      'programme_refused',
      `${nameOf(company)} is not a partner, so it has no partner programme.`,
      'Mark the company as a partner in HubSpot, or open the card of one.',
    );
  }
  const kept = deps.crm.partnerProgramme(company, account.homeCurrency);
  const { people, problems } = await readEnablement(deps.programme, company.id);
  const known = { company, account, profile, programme: kept.programme, people, asOf };
  const measured = await measureChecklist(deps, known);
  return { basics, profile, ...kept, people, peopleProblems: problems, measured };
}
