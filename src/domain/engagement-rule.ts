/** What a rule of engagement is: what it looks at, and what it says (programme.md). */
import { displayDay, type Instant } from './calendar.js';
import type { DealId } from './ids.js';
import type { PartnerProfile } from './partner.js';
import type { PartnerField } from './partner-programme.js';
import type { Policy } from './policy.js';
import type { RegistrationSettings } from './programme-settings.js';
import type { RegistrationEvidence, RegistrationRecord } from './registration-record.js';
import type { PartnerDirectory } from './rules.js';

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
  back_dated: 'Entered long after its date',
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
  /** The policy's `programme.hygiene.backDatedDays`. */
  readonly backDatedDays: number;
  readonly exclude: Policy['exclude'];
  readonly now: Instant;
  readonly timeZone: string;
  /** As it stands in a sentence. */
  readonly nameOf: (partnerId: string) => string;
}

/** One rule: what it says of a registration. */
export type Rule = (facts: EngagementFacts) => RuleVerdict;

/** The verdict of a rule that is kept. */
export const kept = (rule: EngagementRule, sentence: string): RuleVerdict => ({
  ...{ rule, broken: null, sentence, evidence: [] },
});

/** As sentences name the prospect. */
export const prospectName = ({ registration: { prospect } }: EngagementFacts): string =>
  prospect.name ?? prospect.domain ?? 'the prospect';

/** A day in the portal's time zone. */
export const day = ({ timeZone }: EngagementFacts, at: Instant): string => displayDay(at, timeZone);

/** A company that a verdict rests on. */
export const companyEvidence = (id: string, name: string): RegistrationEvidence => ({
  type: 'companies',
  id,
  name,
});

/** A registration that a verdict rests on. */
export const registrationEvidence = ({ id, name }: RegistrationRecord): RegistrationEvidence => ({
  ...{ type: 'registrations', id: id ?? '', name },
});
