/** What the words of the company cards are made from. */
import { displayDay, type Instant } from '../domain/calendar.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Actor } from './actor.js';
import type { Account, CompanyRecord, Crm, Owner } from './crm-port.js';
import type { InForce } from './in-force.js';
import type { Clock } from './ports.js';
import { spokenName } from './spoken-name.js';

export interface CompanyCardDeps {
  readonly crm: Crm;
  readonly clock: Clock;
  readonly inForce: () => Promise<InForce>;
  readonly actor: Actor;
}

/** What the first round of a company card reads. */
export interface CompanyBasics {
  readonly account: Account;
  readonly owners: readonly Owner[];
  readonly inForce: InForce;
  readonly asOf: Instant;
  readonly company: CompanyRecord;
  /** Companies that HubSpot associates it with: its parent and its children among them. */
  readonly relatives: readonly string[];
  readonly actor: Actor;
}

/** A company's name, however long. */
export const fullNameOf = ({ id, name }: Pick<CompanyRecord, 'id' | 'name'>): string =>
  name === null || name.trim() === '' ? `Company without a name (ID ${id})` : name;

/** A company's name in a sentence. */
export const nameOf = (company: Pick<CompanyRecord, 'id' | 'name'>): string =>
  spokenName(fullNameOf(company));

/** A day in the portal's time zone. Example: "12 Sep 2026". */
export const dayOf = ({ account }: Pick<CompanyBasics, 'account'>, at: Instant): string =>
  displayDay(at, account.timeZone);

/** Our partner manager's name; null where nobody is set, or who is set has left. */
export const managerOf = (
  { owners }: Pick<CompanyBasics, 'owners'>,
  { managerId }: Pick<PartnerProfile, 'managerId'>,
): string | null => owners.find((owner) => owner.id === managerId)?.name ?? null;
