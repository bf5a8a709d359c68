/**
 * The rules of engagement: what stands against a registration, each rule with its own reason and evidence. They are asked
 * when a prospect is registered, and once more before it is approved (programme.md).
 */
import { DAY_MS } from './calendar.js';
import { covered, duplicate, earlierWaiting } from './claim-rules.js';
import {
  companyEvidence,
  day,
  kept,
  prospectName,
  registrationEvidence,
  type EngagementFacts,
  type Rule,
  type RuleVerdict,
  type RuleWeight,
} from './engagement-rule.js';
import { daysToMs } from './decimal.js';
import { compareIds } from './ids.js';
import { isMadeHere } from './registration-record.js';
import { isExcluded } from './rules.js';
import { accountOnList } from './same-company.js';

export { byReceipt } from './claim-rules.js';
export {
  ENGAGEMENT_RULES,
  type EngagementFacts,
  type EngagementRule,
  type OpenDeal,
  type RuleVerdict,
  type RuleWeight,
} from './engagement-rule.js';

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

/**
 * A deal that was created after the submission may have come of it. One that was there before did not, whichever deal the
 * registration names: a claim to a deal that is open already is what this rule is for.
 */
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

/**
 * Who came first is told by the date of submission, and attribution goes by it: one that was entered much later is to be
 * vouched for. When another system's registrations were imported says nothing of them.
 */
const backDated: Rule = (facts) => {
  const { registration, backDatedDays, now } = facts;
  const { submittedAt, recordedAt, id } = registration;
  // One that is not made yet is entered now.
  const enteredAt = recordedAt ?? (id === null ? now : null);
  const days = enteredAt === null ? 0 : Math.floor((enteredAt - submittedAt) / DAY_MS);
  if (enteredAt === null || !isMadeHere(registration) || enteredAt - submittedAt <= daysToMs(backDatedDays)) {
    return kept('back_dated', `${prospectName(facts)} was entered when it was submitted, or soon after.`);
  }
  return {
    rule: 'back_dated',
    broken: 'reason',
    sentence: `${prospectName(facts)} was entered on ${day(facts, enteredAt)}, ${days} days after the date of submission that it states (${day(facts, submittedAt)}).`,
    evidence: id === null ? [] : [registrationEvidence(registration)],
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
  backDated,
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
