/** Asks the rules of engagement about a registration, of what the portal holds now. */
import { partnerId, type PartnerId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import { checkEngagement, type OpenDeal, type RuleVerdict } from '../domain/registration-rules.js';
import type { RegistrationRecord } from '../domain/registration-record.js';
import { AppError } from '../errors.js';
import type { CompanyRecord, Crm } from './crm-port.js';
import { dealsOfCustomer } from './company-deals.js';
import type { RegistrationBasis, ShowRegistrationDeps } from './registration-deps.js';
import {
  companyName,
  withProspects,
  type CompaniesById,
  type KeptRegistration,
} from './registrations-kept.js';
import { spokenName } from './spoken-name.js';

/** Registrations that may stand in another's way. */
const LIVE: ReadonlySet<string | null> = new Set(['submitted', 'approved', 'converted']);

/** Open deals of a prospect that are looked at. */
const MOST_OPEN = 100;

export interface CheckedRegistration {
  /** With what its prospect's company says now. */
  readonly record: RegistrationRecord;
  readonly partner: PartnerProfile;
  readonly companies: CompaniesById;
  readonly openDeals: readonly OpenDeal[];
  /** One a rule, in their order. */
  readonly verdicts: readonly RuleVerdict[];
}

/**
 * Checks a registration against all others.
 * @throws AppError `registration_refused` where its partner is none.
 */
export async function checkRegistration(
  deps: ShowRegistrationDeps,
  basis: RegistrationBasis,
  asked: RegistrationRecord,
  all: readonly KeptRegistration[],
): Promise<CheckedRegistration> {
  const { crm } = deps;
  const [{ records, companies }, openDeals] = await Promise.all([
    withProspects(deps, [asked, ...othersOf(all, asked.id)]),
    openDealsOf(crm, basis, asked.prospect.companyId),
  ]);
  const [record = asked, ...others] = records;
  const { parentId } = requirePartner(companies.get(record.partnerId), record.partnerId);
  const parents = parentId === null ? [] : await crm.companiesById([parentId]);
  return checkAgainst(crm, basis, record, { others, companies, parents, openDeals });
}

/** Registrations that may stand in a registration's way. */
export const othersOf = (
  all: readonly KeptRegistration[],
  askedId: string | null,
): readonly RegistrationRecord[] =>
  all.map(({ record }) => record).filter(({ id, status }) => id !== askedId && LIVE.has(status));

/** What a registration is held against, all of it read already. */
export interface EngagementGround {
  /** With what their prospects' companies say now. */
  readonly others: readonly RegistrationRecord[];
  readonly companies: CompaniesById;
  /** Parents of partners, where they are not among the companies. */
  readonly parents: readonly CompanyRecord[];
  /** Open deals of its prospect. */
  readonly openDeals: readonly OpenDeal[];
}

/**
 * Asks every rule; nothing is read.
 * @throws AppError `registration_refused` where its partner is none.
 */
export function checkAgainst(
  crm: Pick<Crm, 'partnerProgramme'>,
  { account, inForce: { policy }, now }: RegistrationBasis,
  record: RegistrationRecord,
  { others, companies, parents, openDeals }: EngagementGround,
): CheckedRegistration {
  const company = companies.get(record.partnerId);
  const partner = requirePartner(company, record.partnerId);
  const verdicts = checkEngagement({
    ...{ registration: record, partner, partners: profilesOf([...companies.values(), ...parents]) },
    field: crm.partnerProgramme(company ?? NOTHING, account.homeCurrency).programme.field,
    ...{ others, openDeals },
    ...{ settings: policy.programme.registrations, exclude: policy.exclude },
    backDatedDays: policy.programme.hygiene.backDatedDays,
    ...{ now, timeZone: account.timeZone },
    nameOf: (id) => spokenName(companyName(companies, id)),
  });
  return { record, partner, companies, openDeals, verdicts };
}

const NOTHING = { programme: {} };

const profilesOf = (companies: readonly CompanyRecord[]): ReadonlyMap<PartnerId, PartnerProfile> =>
  new Map(
    companies.flatMap(({ id, partner }) => (partner === null ? [] : [[partnerId(id), partner] as const])),
  );

/** @throws AppError `registration_refused`. */
function requirePartner(company: CompanyRecord | undefined, id: string): PartnerProfile {
  if (company?.partner != null) return company.partner;
  throw new AppError(
    'registration_refused',
    company === undefined
      ? `The portal has no company ${id}: nobody can register a prospect for it.`
      : `${spokenName(company.name ?? `Company ${id}`)} is no partner: it registers no prospects.`,
    'Choose a partner; what makes a company one is said in the settings (docs/mapping.md).',
  );
}

/** Open deals of a prospect; none of one that the portal does not have. */
export async function openDealsOf(
  crm: Crm,
  { account }: Pick<RegistrationBasis, 'account'>,
  companyId: string | null,
): Promise<readonly OpenDeal[]> {
  if (companyId === null) return [];
  const found = await crm.searchDeals({
    anyOf: dealsOfCustomer(companyId).map((own) => [...own, { kind: 'status', status: 'open' } as const]),
    order: { by: 'created', direction: 'ascending' },
    ...{ offset: 0, limit: MOST_OPEN },
  });
  return found.records.flatMap((raw) => {
    const deal = crm.publishedDeal(raw, account);
    if (deal?.record.deal.status !== 'open') return [];
    const { id, createdAt } = deal.record.deal;
    return [{ id, name: deal.record.name ?? `Deal without a name (ID ${id})`, createdAt }];
  });
}
