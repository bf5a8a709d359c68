/** Items of checklists that the portal itself tells, so that nobody has to type them. */
import { displayDay, type Instant } from '../domain/calendar.js';
import type { Measurement } from '../domain/checklist.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { PartnerProgramme } from '../domain/partner-programme.js';
import type { ProgrammePerson } from '../domain/programme-facts.js';
import type { Account, CompanyRecord } from './crm-port.js';
import type { ShowProgrammeDeps } from './programme-deps.js';

/** What is known of a partner when its checklist is measured. */
export interface MeasuredPartner {
  readonly company: CompanyRecord;
  readonly account: Account;
  readonly profile: PartnerProfile;
  readonly programme: PartnerProgramme;
  readonly people: readonly ProgrammePerson[];
  readonly asOf: Instant;
}

/** Measures what can be, by item id. */
export function measureChecklist(
  _deps: ShowProgrammeDeps,
  { profile }: MeasuredPartner,
): Promise<ReadonlyMap<string, Measurement>> {
  return Promise.resolve(new Map([['agreement_signed', signed(profile)]]));
}

function signed({ agreement }: PartnerProfile): Measurement {
  const { signedAt = null, endsAt = null } = agreement ?? {};
  if (signedAt === null) return { kind: 'open', text: 'no day of signing is kept' };
  if (endsAt === null) return { kind: 'open', text: 'the agreement has no end date' };
  // Dates of HubSpot are days at 00:00Z.
  const [from, until] = [displayDay(signedAt, 'UTC'), displayDay(endsAt, 'UTC')];
  return { kind: 'done', at: signedAt, text: `signed on ${from}, until ${until}` };
}
