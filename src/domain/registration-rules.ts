/**
 * The rules of engagement: what stands against a registration, each rule with its own reason and evidence. They are asked
 * when a prospect is registered, and once more before it is approved (programme.md).
 */
import { displayDay, type Instant } from './calendar.js';
import { compareIds, type DealId } from './ids.js';
import type { PartnerProfile } from './partner.js';
import type { PartnerField } from './partner-programme.js';
import type { Policy } from './policy.js';
import type { RegistrationSettings } from './programme-settings.js';
import { displayMoment, protectionEndsAt, protects } from './registration-deadlines.js';
import type { RegistrationEvidence, RegistrationRecord } from './registration-record.js';
import { isExcluded, type PartnerDirectory } from './rules.js';
import { accountOnList, sameCompany, SAME_BY } from './same-company.js';

export const ENGAGEMENT_RULES = {
  partner_ended: 'The partner has ended',
  partner_is_prospect: 'The partner is the prospect',
  duplicate: 'Registered by the same partner already',
  named_account: 'Named account',
  direct_only: 'Direct-only account',
  covered: 'Protected for another partner',
  earlier_waiting: 'Another partner registered it earlier',
  open_deal: 'An open deal exists already',
  outside_territory: 'Outside the partner’s territory',
  outside_products: 'Outside the partner’s product lines',
} as const;
export type EngagementRule = keyof typeof ENGAGEMENT_RULES;

/**
 * What a broken rule does: `never` keeps a registration from being made at all; `waits` lets it be made, and keeps it from
 * being approved until the other is settled; `reason` lets it be approved by somebody who says why.
 */
export type RuleWeight = 'never' | 'waits' | 'reason';

export interface RuleVerdict {
  readonly rule: EngagementRule;
  /** Null where the rule is kept. */
  readonly broken: RuleWeight | null;
  /** One sentence, also where it is kept. */
  readonly sentence: string;
  readonly evidence: readonly RegistrationEvidence[];
}

/** An open deal of the prospect. */
export interface OpenDeal {
  readonly id: DealId;
  readonly name: string;
  readonly createdAt: Instant;
}

export interface EngagementFacts {
  readonly registration: RegistrationRecord;
  readonly partner: PartnerProfile;
  readonly field: PartnerField;
  /** For parents that are partners themselves. */
  readonly partners: PartnerDirectory;
  /** Every other registration that is submitted, approved or converted, of whatever prospect. */
  readonly others: readonly RegistrationRecord[];
  /** Open deals of the prospect, or of a company with its domain. */
  readonly openDeals: readonly OpenDeal[];
  readonly settings: RegistrationSettings;
  readonly exclude: Policy['exclude'];
  readonly now: Instant;
  readonly timeZone: string;
  /** As it stands in a sentence. */
  readonly nameOf: (partnerId: string) => string;
}

type Rule = (facts: EngagementFacts) => RuleVerdict;

const kept = (rule: EngagementRule, sentence: string): RuleVerdict => ({
  ...{ rule, broken: null, sentence, evidence: [] },
});

const prospectName = ({ registration: { prospect } }: EngagementFacts): string =>
  prospect.name ?? prospect.domain ?? 'the prospect';

const day = ({ timeZone }: EngagementFacts, at: Instant): string => displayDay(at, timeZone);

const companyEvidence = (id: string, name: string): RegistrationEvidence => ({ type: 'companies', id, name });

const registrationEvidence = ({ id, name }: RegistrationRecord): RegistrationEvidence => ({
  ...{ type: 'registrations', id: id ?? '', name },
});

const partnerEnded: Rule = (facts) => {
  const { partner, nameOf } = facts;
  const name = nameOf(partner.id);
  if (partner.stage !== 'ended') return kept('partner_ended', `${name} is a partner.`);
  return {
    rule: 'partner_ended',
    broken: 'never',
    sentence: `${name} has ended as a partner: it registers nothing any more.`,
    evidence: [companyEvidence(partner.id, name)],
  };
};

const partnerIsProspect: Rule = (facts) => {
  const { partner, partners, registration, exclude, nameOf } = facts;
  const name = nameOf(partner.id);
  if (!isExcluded(partner, registration.prospect, partners, exclude)) {
    return kept('partner_is_prospect', `${name} is not ${prospectName(facts)}.`);
  }
  return {
    rule: 'partner_is_prospect',
    broken: 'never',
    sentence: `${prospectName(facts)} is ${name} itself, or a company of the same parent: no partner brings its own business.`,
    evidence: [companyEvidence(registration.prospect.companyId ?? partner.id, prospectName(facts))],
  };
};

/** The earlier first; one that is not made yet is the last of its instant. */
export function byReceipt(
  a: Pick<RegistrationRecord, 'submittedAt' | 'id'>,
  b: Pick<RegistrationRecord, 'submittedAt' | 'id'>,
): number {
  if (a.submittedAt !== b.submittedAt) return a.submittedAt - b.submittedAt;
  if (a.id === null || b.id === null) return (a.id === null ? 1 : 0) - (b.id === null ? 1 : 0);
  return compareIds(a.id, b.id);
}

const LIVE: ReadonlySet<string | null> = new Set(['submitted', 'approved', 'converted']);

/** The same partner's, of the same company. */
function ownEarlier({
  registration,
  others,
  settings,
  now,
}: EngagementFacts): RegistrationRecord | undefined {
  return others
    .filter(
      (other) =>
        other.partnerId === registration.partnerId &&
        LIVE.has(other.status) &&
        (other.status !== 'approved' || protects(other, settings, now)) &&
        isCompany(sameCompany(other.prospect, registration.prospect)) &&
        byReceipt(other, registration) < 0,
    )
    .toSorted(byReceipt)[0];
}

const isCompany = (by: ReturnType<typeof sameCompany>): boolean => by === 'id' || by === 'domain';

const duplicate: Rule = (facts) => {
  const { partner, nameOf } = facts;
  const first = ownEarlier(facts);
  if (first === undefined) {
    return kept('duplicate', `${nameOf(partner.id)} has not registered ${prospectName(facts)} before.`);
  }
  return {
    rule: 'duplicate',
    broken: 'never',
    sentence: `${nameOf(partner.id)} registered ${prospectName(facts)} on ${day(facts, first.submittedAt)} already (${first.name}, ${first.status ?? ''}).`,
    evidence: [registrationEvidence(first)],
  };
};

const listed =
  (rule: 'named_account' | 'direct_only', key: 'namedAccounts' | 'directOnlyAccounts', words: string): Rule =>
  (facts) => {
    const entry = accountOnList(facts.settings[key], facts.registration.prospect);
    if (entry === null) return kept(rule, `${prospectName(facts)} is no ${words}.`);
    return {
      rule,
      broken: 'never',
      sentence: `${prospectName(facts)} is a ${words} (${entry} in programme.registrations.${key}): nobody registers it.`,
      evidence: [companyEvidence(facts.registration.prospect.companyId ?? entry, prospectName(facts))],
    };
  };

/** Another partner's, of the same company or family, that keeps others from it now. */
const covered: Rule = (facts) => {
  const { registration, others, settings, now, nameOf } = facts;
  const found = others
    .filter((other) => other.partnerId !== registration.partnerId && protects(other, settings, now))
    .flatMap((other) => {
      const by = sameCompany(other.prospect, registration.prospect);
      return by === null ? [] : [{ other, by }];
    })
    .toSorted((a, b) => SAME_BY.indexOf(a.by) - SAME_BY.indexOf(b.by) || byReceipt(a.other, b.other))[0];
  if (found === undefined)
    return kept('covered', `${prospectName(facts)} is protected for no other partner.`);
  const { other, by } = found;
  const until =
    other.status === 'converted'
      ? 'which a deal came of'
      : `protected until ${displayMoment(protectionEndsAt(other, settings), facts.timeZone)}`;
  return {
    rule: 'covered',
    broken: by === 'sibling' ? 'reason' : 'waits',
    sentence: `${nameOf(other.partnerId)} registered ${other.prospect.name ?? prospectName(facts)} on ${day(facts, other.submittedAt)}, ${until}${WHY_SAME[by]}.`,
    evidence: [registrationEvidence(other)],
  };
};

const WHY_SAME = {
  id: '',
  domain: ': it has the same domain',
  parent: ': one is the other’s parent',
  sibling: ': both belong to the same parent',
} as const;

/** Between equals, who came first is answered first. */
const earlierWaiting: Rule = (facts) => {
  const { registration, others, nameOf } = facts;
  const first = others
    .filter(
      (other) =>
        other.partnerId !== registration.partnerId &&
        other.status === 'submitted' &&
        isCompany(sameCompany(other.prospect, registration.prospect)) &&
        byReceipt(other, registration) < 0,
    )
    .toSorted(byReceipt)[0];
  if (first === undefined) {
    return kept('earlier_waiting', `No other partner’s registration of ${prospectName(facts)} waits.`);
  }
  return {
    rule: 'earlier_waiting',
    broken: 'waits',
    sentence: `${nameOf(first.partnerId)} registered ${prospectName(facts)} earlier, on ${displayMoment(first.submittedAt, facts.timeZone)}, and waits for its answer: who came first is answered first.`,
    evidence: [registrationEvidence(first)],
  };
};

/** A deal that was created after the submission may have come of it. */
const openDeal: Rule = (facts) => {
  const { registration, openDeals } = facts;
  const before = openDeals
    .filter(({ createdAt }) => createdAt <= registration.submittedAt)
    .toSorted((a, b) => a.createdAt - b.createdAt || compareIds(a.id, b.id));
  const [first] = before;
  if (first === undefined) {
    return kept('open_deal', `${prospectName(facts)} had no open deal when it was registered.`);
  }
  const more = before.length === 1 ? '' : `, and ${before.length - 1} more`;
  return {
    rule: 'open_deal',
    broken: 'reason',
    sentence: `${prospectName(facts)} had an open deal already: ${first.name}, created on ${day(facts, first.createdAt)}${more}.`,
    evidence: before.map(({ id, name }) => ({ type: 'deals', id, name })),
  };
};

const outsideTerritory: Rule = (facts) => {
  const { field, registration, partner, nameOf } = facts;
  const { country } = registration;
  const name = nameOf(partner.id);
  if (field.territories.length === 0) return kept('outside_territory', `${name} may sell everywhere.`);
  const where = field.territories.join(', ');
  if (country !== null && field.territories.includes(country)) {
    return kept('outside_territory', `${country} is in the territory of ${name} (${where}).`);
  }
  return {
    rule: 'outside_territory',
    broken: 'reason',
    sentence:
      country === null
        ? `${name} may sell in ${where}, and the registration names no country.`
        : `${name} may sell in ${where}, and the registration is for ${country}.`,
    evidence: [companyEvidence(partner.id, name)],
  };
};

const folded = (text: string): string => text.trim().toLowerCase();

const outsideProducts: Rule = (facts) => {
  const { field, registration, partner, nameOf } = facts;
  const name = nameOf(partner.id);
  if (field.productLines.length === 0) return kept('outside_products', `${name} may sell everything.`);
  const lines = new Set(field.productLines.map(folded));
  const outside = registration.products.filter((product) => !lines.has(folded(product)));
  const what = field.productLines.join(', ');
  if (registration.products.length > 0 && outside.length === 0) {
    return kept('outside_products', `${registration.products.join(', ')}: ${name} may sell that.`);
  }
  return {
    rule: 'outside_products',
    broken: 'reason',
    sentence:
      outside.length === 0
        ? `${name} may sell ${what}, and the registration names no product.`
        : `${name} may sell ${what}, and not ${outside.join(', ')}.`,
    evidence: [companyEvidence(partner.id, name)],
  };
};

/** What can never be settled first, in the order in which a person reads it. */
const RULES: readonly Rule[] = [
  partnerEnded,
  partnerIsProspect,
  duplicate,
  listed('named_account', 'namedAccounts', 'named account'),
  listed('direct_only', 'directOnlyAccounts', 'direct-only account'),
  covered,
  earlierWaiting,
  openDeal,
  outsideTerritory,
  outsideProducts,
];

/** Asks every rule; one verdict each, in their order. */
export const checkEngagement = (facts: EngagementFacts): readonly RuleVerdict[] =>
  RULES.map((rule) => rule(facts));

/** The broken ones of a weight; without one, all that are broken. */
export const brokenRules = (
  verdicts: readonly RuleVerdict[],
  ...weights: readonly RuleWeight[]
): readonly RuleVerdict[] =>
  verdicts.filter(({ broken }) => broken !== null && (weights.length === 0 || weights.includes(broken)));
