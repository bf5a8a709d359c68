/** What the programme part of a partner's card reads, and every change of it: the company, its people, and what is measured. */
import type { Instant } from '../domain/calendar.js';
import type { CertificationLine } from '../domain/certification-lines.js';
import type { Measurement } from '../domain/checklist.js';
import type { NamedRecords } from '../domain/joint-plan.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { PartnerProgramme } from '../domain/partner-programme.js';
import type { ProgrammePerson } from '../domain/programme-facts.js';
import { AppError } from '../errors.js';
import { nameOf, type CompanyBasics } from './company-card-facts.js';
import { measurePartner } from './measure-partner.js';
import type { ShowProgrammeDeps } from './programme-deps.js';
import { readCompanyBasics } from './read-company-basics.js';
import { readEnablement } from './read-enablement.js';
import { readLastActivity } from './read-last-activity.js';
import type { HeldByPeople } from './save-people.js';

export interface PartnerProgrammeFacts {
  readonly basics: CompanyBasics;
  readonly profile: PartnerProfile;
  readonly programme: PartnerProgramme;
  /** Labels of properties that hold something which is not ours. */
  readonly unreadable: readonly string[];
  readonly people: readonly ProgrammePerson[];
  /** By contact id, lines that cannot be read among them. */
  readonly certificationLines: ReadonlyMap<string, readonly CertificationLine[]>;
  readonly heldByPeople: HeldByPeople;
  /** How many more contacts the partner has than were read. */
  readonly morePeople: number;
  /** Meetings, calls and e-mails with the partner: the last one up to now. */
  readonly lastActivityAt: Instant | null;
  /** By item id. */
  readonly measured: ReadonlyMap<string, Measurement>;
  /** What the CRM tells of what a change of the plan names; absent where none is asked for. */
  readonly named?: NamedRecords;
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
  const { company, account, inForce, asOf } = basics;
  const profile = company.partner;
  if (profile === null) {
    throw new AppError(
      'programme_refused',
      `${nameOf(company)} is not a partner, so it has no partner programme.`,
      'Mark the company as a partner in HubSpot, or open the card of one.',
    );
  }
  const kept = deps.crm.partnerProgramme(company, account.homeCurrency);
  const enablement = await readEnablement(deps.programme, company.id);
  const contactIds = enablement.people.map(({ contactId }) => contactId);
  const known = { company, account, profile, programme: kept.programme, people: enablement.people, asOf };
  const [lastActivityAt, measured] = await Promise.all([
    readLastActivity(deps.crm, { companyId: company.id, contactIds }, asOf),
    measurePartner(deps, known, inForce.policy.programme),
  ]);
  return { basics, profile, ...kept, ...enablement, lastActivityAt, measured };
}
