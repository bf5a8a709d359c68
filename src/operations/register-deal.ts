/** A partner registers a prospect: what stands against it and what an approval would move is told first. */
import { canonicalJson } from '../domain/canonical-json.js';
import type { Instant } from '../domain/calendar.js';
import type { DealId, PartnerId } from '../domain/ids.js';
import { brokenRules, ENGAGEMENT_RULES, type RuleVerdict } from '../domain/registration-rules.js';
import type { RegistrationDecision, RegistrationRecord } from '../domain/registration-record.js';
import { AppError } from '../errors.js';
import { outdated } from './act-on-tag.js';
import { checkRegistration, type CheckedRegistration } from './check-engagement.js';
import { fullNameOf } from './company-card-facts.js';
import { customerLink } from './deal-facts.js';
import { requireMayTag } from './permissions.js';
import type { NewProgrammeRecord, ProgrammeCrm } from './programme-port.js';
import { registrationCredit } from './registration-credit.js';
import { registrationBasis, type RegistrationBasis, type RegistrationDeps } from './registration-deps.js';
import { allRegistrations, companyName, requirePlace } from './registrations-kept.js';
import { approvalSentences, checksOf, refusalOf } from './registration-words.js';
import { spokenName } from './spoken-name.js';
import type { TaggingMode } from './tagging-deps.js';
import type { EffectView, SavedView } from './views/effect-view.js';

/** What is registered. */
export interface Registering {
  readonly partnerId: PartnerId;
  /** Company of the prospect; null: the customer of the deal. */
  readonly companyId: string | null;
  /** A deal that the partner claims; null where there is none yet. */
  readonly dealId: DealId | null;
  readonly amount: RegistrationRecord['amount'];
  readonly closesOn: Instant | null;
  readonly products: readonly string[];
  readonly country: string | null;
}

/**
 * Tells what stands against it, or registers it.
 * @throws AppError `registration_refused` where a rule forbids it, `setup_missing` where the portal has no place for it,
 *   `record_not_found`, `not_permitted`, `effect_outdated`, `crm_refused`; what the CRM throws.
 */
export async function registerDeal(
  deps: RegistrationDeps,
  { mode, basis: shown, ...asked }: Registering & TaggingMode,
): Promise<EffectView | SavedView> {
  requireMayTag(deps.actor);
  const [basis, found] = await Promise.all([registrationBasis(deps), allRegistrations(deps.programme)]);
  const all = requirePlace(found);
  const draft = await draftOf(deps, basis, asked);
  const checked = await checkRegistration(deps, basis, draft, all);
  const forbidden = brokenRules(checked.verdicts, 'never');
  if (forbidden.length > 0) throw refusalOf(checked, forbidden);
  const effect = await effectOf(deps, basis, checked);
  if (mode === 'preview' || shown === null) return effect;
  if (shown !== effect.basis) throw outdated();
  const record = submitted(checked.record, checked.verdicts, basis);
  await makeRegistration(deps.programme, record);
  return {
    kind: 'saved',
    message: `${spokenName(companyName(checked.companies, record.partnerId))} has registered ${prospectOf(record)}.`,
    next: 'A partnership manager approves or rejects it: it waits on the home page.',
    card: null,
  };
}

const prospectOf = ({ prospect }: RegistrationRecord): string => spokenName(prospect.name ?? 'the prospect');

/** As it would be made, but for its name, which needs the partner's. */
async function draftOf(
  { crm, actor }: RegistrationDeps,
  { now }: RegistrationBasis,
  asked: Registering,
): Promise<RegistrationRecord> {
  const companyId = asked.companyId ?? (await customerOf(crm, asked.dealId));
  const found = await crm.companiesById([companyId, asked.partnerId]);
  const prospect = found.find(({ id }) => id === companyId);
  const partner = found.find(({ id }) => id === asked.partnerId);
  if (prospect === undefined) {
    throw new AppError(
      'record_not_found',
      `The portal has no company ${companyId} to be registered.`,
      'It may have been deleted or merged; reload the page.',
    );
  }
  const { amount, closesOn, products, country, partnerId, dealId } = asked;
  return {
    ...{ id: null, externalId: null, partnerId, amount, closesOn, products, country },
    name: `${partner?.name ?? `Company ${partnerId}`} – ${fullNameOf(prospect)}`,
    prospect: {
      ...{ companyId: prospect.id, name: prospect.name, domain: prospect.domain },
      parentCompanyId: prospect.parentCompanyId,
    },
    ...{ submittedAt: now, submittedBy: actor.name, status: 'submitted' },
    ...{ decidedAt: null, decidedBy: null, reason: null, protectedUntil: null, extended: false },
    ...{ recordedAt: null, disputedAt: null, decisions: [], dealIds: dealId === null ? [] : [dealId] },
  };
}

/** @throws AppError `registration_refused` where a deal has no customer, and none was named. */
async function customerOf(crm: RegistrationDeps['crm'], id: DealId | null): Promise<string> {
  const links = id === null ? undefined : await crm.links('deals', 'companies', [id]);
  const customer = customerLink(links?.get(id ?? '') ?? []);
  if (customer !== undefined) return customer.toId;
  throw new AppError(
    'registration_refused',
    'This deal has no company that could be registered.',
    'Give the deal its primary company in HubSpot, then try again.',
  );
}

/** With its submission as the first decision: which rules stood against it, and on what evidence. */
export function submitted(
  record: RegistrationRecord,
  verdicts: readonly RuleVerdict[],
  { inForce: { policy } }: Pick<RegistrationBasis, 'inForce'>,
): RegistrationRecord {
  const broken = brokenRules(verdicts);
  const decision: RegistrationDecision = {
    ...{ deed: 'submitted', at: record.submittedAt, by: record.submittedBy, reason: null },
    policyVersion: policy.version,
    against: broken.map(({ rule }) => ENGAGEMENT_RULES[rule]),
    evidence: broken.flatMap(({ evidence }) => evidence),
  };
  return { ...record, decisions: [decision] };
}

async function effectOf(
  deps: RegistrationDeps,
  basis: RegistrationBasis,
  checked: CheckedRegistration,
): Promise<EffectView> {
  const { record, verdicts, openDeals, companies } = checked;
  const [only] = openDeals;
  // With one open deal, that is what an approval would be about.
  const dealIds =
    record.dealIds.length > 0 || openDeals.length !== 1 || only === undefined ? record.dealIds : [only.id];
  const credit = await registrationCredit(deps, basis, {
    ...{ record, dealIds, status: 'approved', was: null, companies },
  });
  const name = spokenName(companyName(companies, record.partnerId));
  return {
    kind: 'effect',
    title: `Register ${prospectOf(record)} for ${name}`,
    sentences: [
      'It is a registration: nothing counts, and nothing is protected, until a partnership manager approves it.',
      ...approvalSentences(basis, checked, credit, dealIds),
    ],
    checks: checksOf(verdicts),
    // Of a deal that is not linked yet, only the sentence tells: "this deal" would be none that somebody sees.
    classChange: record.dealIds.length > 0 ? credit.classChange : null,
    ...{ partners: credit.partners, conflicts: credit.conflicts },
    needsConfirmation: true,
    ...(credit.moves ? { ifConfirmed: true as const } : {}),
    basis: deps.digest(canonicalJson([{ ...record, submittedAt: 0 }, verdicts, credit.basis])),
  };
}

/**
 * Makes it, associated with its partner, its prospect and its deals.
 * @throws AppError `crm_refused` where the CRM refuses it, `association_refused` where it was made and not associated.
 */
async function makeRegistration(programme: ProgrammeCrm, record: RegistrationRecord): Promise<void> {
  const { partnerId, prospect, dealIds } = record;
  const companyIds = [partnerId, ...(prospect.companyId === null ? [] : [prospect.companyId])];
  const made: NewProgrammeRecord = {
    key: 'registration',
    properties: programme.registrations.changes(null, record),
    links: [
      ...companyIds.map((id) => ({ to: 'companies' as const, id })),
      ...dealIds.map((id) => ({ to: 'deals' as const, id })),
    ],
  };
  const { made: ends, unlinked } = await programme.create('registrations', [made]);
  const [end] = ends;
  if (end?.kind === 'failed') {
    throw new AppError(
      'crm_refused',
      `HubSpot did not take the registration ${record.name}: ${end.reason}`,
      'Run partnership setup where a property is missing; then try again.',
    );
  }
  if (unlinked.length > 0) {
    throw new AppError(
      'association_refused',
      `The registration ${record.name} was made, and HubSpot did not associate it with its companies.`,
      'Associate it in HubSpot, or delete it and register the prospect again.',
    );
  }
}
