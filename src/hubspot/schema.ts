/**
 * Our properties and association labels, as data. `partnership setup` creates what is missing of them; a name that
 * stands here is never renamed, since portals build lists and reports on it.
 */
import { FLAGS } from '../domain/flag.js';
import { PARTNER_FIELDS, type PartnerField } from '../domain/mapping.js';
import { PARTNER_STAGES, PARTNER_TIERS, PARTNER_TYPES } from '../domain/partner.js';
import type { Motion, Role, TagState } from '../domain/touch.js';
import { CUSTOMER_INPUTS } from './customer-properties.js';
import { CONTACT_PROGRAMME } from './contact-properties.js';
import { INSIGHT_RESULTS } from './insight-properties.js';
import { OPT_OUTS } from './opt-out-properties.js';
import { AGREEMENT_DATES, PARTNER_PROGRAMME } from './programme-properties.js';
import { PROGRAMME_RESULTS } from './programme-results.js';
import type { PropertyDefinition, PropertyOption } from './property-definition.js';
import type { ObjectDefinition } from './object-definition.js';
import { REGISTRATION_OBJECT } from './registration-object.js';

export type { ObjectDefinition } from './object-definition.js';
export type { PropertyDefinition, PropertyOption } from './property-definition.js';

export type ObjectType = 'deals' | 'companies' | 'contacts' | 'meetings' | 'calls' | 'emails';

/** One group on deals, one on companies, one on contacts; all have this name. */
export const PROPERTY_GROUP = { name: 'partnership', label: 'Partnership' } as const;

const options = (labels: Readonly<Record<string, string>>): readonly PropertyOption[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const text = (name: string, label: string, description: string): PropertyDefinition => ({
  name,
  label,
  description,
  type: 'string',
  fieldType: 'text',
});

const longText = (name: string, label: string, description: string): PropertyDefinition => ({
  ...text(name, label, description),
  fieldType: 'textarea',
});

const number = (name: string, label: string, description: string): PropertyDefinition => ({
  name,
  label,
  description,
  type: 'number',
  fieldType: 'number',
});

const select = (
  name: string,
  label: string,
  description: string,
  labels: Readonly<Record<string, string>>,
): PropertyDefinition => ({
  name,
  label,
  description,
  type: 'enumeration',
  fieldType: 'select',
  options: options(labels),
});

/** What people enter on deals. */
export const DEAL_INPUTS = {
  referralPartner: text(
    'partnership_referral_partner',
    'Referred by (partner company ID)',
    'Record ID of the partner company that referred this deal.',
  ),
  referralDate: {
    name: 'partnership_referral_date',
    label: 'Referred at',
    description: 'When the partner referred this deal.',
    type: 'datetime',
    fieldType: 'date',
  },
  rulings: longText(
    'partnership_rulings',
    'Partner rulings',
    'Rulings of the partnership manager: partner, role, reason, author and instant. Written by Partnership Manager.',
  ),
  tagHistory: longText(
    'partnership_tag_history',
    'Partner tag history',
    'What was done to the partner tags of this deal, by whom and when. Written by Partnership Manager.',
  ),
  dismissals: longText(
    'partnership_dismissals',
    'Dismissed partner suggestions',
    'Partners that somebody said do not belong to this deal: who, when and why. Written by Partnership Manager.',
  ),
  optOut: OPT_OUTS.deal,
} as const satisfies Record<string, PropertyDefinition>;

/** What the sync publishes on deals: a projection of results, for lists, reports, workflows and cards. */
export const DEAL_RESULTS = {
  class: select(
    'partnership_class',
    'Partner attribution',
    'Whether a partner sourced this deal, influenced it, or neither. Computed.',
    { sourced: 'Partner-sourced', influenced: 'Partner-influenced', direct: 'Direct' },
  ),
  sourcingPartner: text(
    'partnership_sourcing_partner',
    'Sourcing partner',
    'Name of who sourced this deal. Computed.',
  ),
  sourcingPartnerIds: text(
    'partnership_sourcing_partner_ids',
    'Sourcing partner IDs',
    'Company record IDs of who sourced this deal. Computed.',
  ),
  influencingPartners: text(
    'partnership_influencing_partners',
    'Influencing partners',
    'Names of who influenced this deal. Computed.',
  ),
  influencingPartnerIds: text(
    'partnership_influencing_partner_ids',
    'Influencing partner IDs',
    'Company record IDs of who influenced this deal. Computed.',
  ),
  credits: longText(
    'partnership_credits',
    'Partner credit',
    'Credit by partner under the model of the policy, in the currency of the deal. Computed.',
  ),
  bucket: select(
    'partnership_bucket',
    'Partner revenue line',
    'New business, expansion or renewal. Computed.',
    {
      new: 'New business',
      expansion: 'Expansion',
      renewal: 'Renewal',
    },
  ),
  flags: {
    name: 'partnership_flags',
    label: 'Partner findings',
    description: 'What the attribution rules noticed on this deal. Computed.',
    type: 'enumeration',
    fieldType: 'checkbox',
    options: FLAGS.map((flag) => ({ value: flag, label: flag.replaceAll('_', ' ') })),
  },
  touchCount: number(
    'partnership_touch_count',
    'Partner touches',
    'How many touches count for influence on this deal. Computed.',
  ),
  policyVersion: text(
    'partnership_policy_version',
    'Attribution policy version',
    'The policy version that the partner attribution of this deal was computed under. Computed.',
  ),
  touches: longText(
    'partnership_touches',
    'Partner touches (data)',
    'The touches of this deal as the last sync saw them, for the deal card. Computed.',
  ),
  ...INSIGHT_RESULTS,
} as const satisfies Record<string, PropertyDefinition>;

/** What people enter on partner companies. */
export const PARTNER_INPUTS = {
  type: select('partnership_type', 'Partner type', 'What kind of partner this company is.', PARTNER_TYPES),
  tier: select('partnership_tier', 'Partner tier', 'The tier that this partner holds.', PARTNER_TIERS),
  stage: select(
    'partnership_stage',
    'Partner lifecycle stage',
    'Where this partner stands in the partner lifecycle. HubSpot’s own lifecycle stage is another thing.',
    PARTNER_STAGES,
  ),
  manager: {
    name: 'partnership_manager',
    label: 'Partner manager',
    description: 'Who manages this partner on our side.',
    type: 'enumeration',
    fieldType: 'select',
    externalOptions: true,
    referencedObjectType: 'OWNER',
  },
  ...AGREEMENT_DATES,
  optOut: OPT_OUTS.partner,
  externalId: text(
    'partnership_external_id',
    'Partner IDs elsewhere',
    'What other systems call this company, such as partnerstack:contoso; several with semicolons between. Imports find it by this.',
  ),
} as const satisfies Record<string, PropertyDefinition>;

/** Names of those that the mapping knows, by field. */
export const PARTNER_FIELD_PROPERTIES = Object.fromEntries(
  PARTNER_FIELDS.map((field) => [field, PARTNER_INPUTS[field].name]),
) as Readonly<Record<PartnerField, string>>;

/** What the sync publishes on partner companies; home currency, all won or open deals under the named policy. */
export const PARTNER_RESULTS = {
  sourcedRevenue: number(
    'partnership_sourced_revenue',
    'Partner-sourced revenue',
    'Won revenue that this partner sourced, all time, in the home currency. Computed.',
  ),
  influencedRevenue: number(
    'partnership_influenced_revenue',
    'Influenced revenue (not additive)',
    'Won revenue of the deals that this partner influenced, all time, in the home currency; not additive over partners. Computed.',
  ),
  modelCredit: number(
    'partnership_model_credit',
    'Partner credit',
    'Won revenue credited to this partner under the model of the policy, all time, in the home currency. Computed.',
  ),
  sourcedPipeline: number(
    'partnership_sourced_pipeline',
    'Partner-sourced pipeline',
    'Amount of the open deals that this partner sources, in the home currency. Computed.',
  ),
  wonDeals: number('partnership_won_deals', 'Won deals with this partner', 'All time. Computed.'),
  homeCurrency: text(
    'partnership_home_currency',
    'Partner results currency',
    'ISO 4217 code of the amounts above. Computed.',
  ),
  policyVersion: text(
    'partnership_policy_version',
    'Attribution policy version',
    'The policy version that the amounts above were computed under. Computed.',
  ),
  months: longText(
    'partnership_months',
    'Partner months (data)',
    'Won revenue with this partner by month, for its card. Computed.',
  ),
  ...PROGRAMME_RESULTS,
  marker: longText(
    'partnership_partner',
    'Partner by (data)',
    'The record or the contacts that make this company a partner, for its card; empty where its own properties say it. Computed.',
  ),
} as const satisfies Record<string, PropertyDefinition>;

/** Every property of ours by object type, in the order in which setup creates them. */
export const PROPERTIES: Readonly<Record<'deals' | 'companies' | 'contacts', readonly PropertyDefinition[]>> =
  {
    deals: [...Object.values(DEAL_INPUTS), ...Object.values(DEAL_RESULTS)],
    companies: [
      ...Object.values(PARTNER_INPUTS),
      ...Object.values(CUSTOMER_INPUTS),
      ...Object.values(PARTNER_PROGRAMME),
      ...Object.values(PARTNER_RESULTS),
    ],
    contacts: Object.values(CONTACT_PROGRAMME),
  };

/** An association label between a deal and a partner company, and the tag that it stands for. */
export interface TagLabel {
  readonly name: string;
  /** As the deal shows it. */
  readonly label: string;
  /** As the company shows it. */
  readonly inverseLabel: string;
  readonly role: Role;
  readonly motion: Motion | null;
  readonly state: Extract<TagState, 'proposed' | 'confirmed'>;
}

const MOTION_WORDS: Readonly<Record<Motion, string>> = {
  referral: 'referral',
  resale: 'resale',
  cosell: 'co-sell',
  services: 'services',
  implementation: 'implementation',
};

const confirmed = (role: Role): readonly TagLabel[] => [
  {
    name: `partner_${role}`,
    label: `Partner ${role}`,
    inverseLabel: `Deal ${role} by partner`,
    role,
    motion: null,
    state: 'confirmed',
  },
  ...(Object.keys(MOTION_WORDS) as Motion[]).map((motion) => ({
    name: `partner_${role}_${motion}`,
    label: `Partner ${role}: ${MOTION_WORDS[motion]}`,
    inverseLabel: `Deal ${role} by partner: ${MOTION_WORDS[motion]}`,
    role,
    motion,
    state: 'confirmed' as const,
  })),
];

const proposed = (role: Role): TagLabel => ({
  name: `proposed_partner_${role}`,
  label: `Proposed: partner ${role}`,
  inverseLabel: `Proposed: deal ${role} by partner`,
  role,
  motion: null,
  state: 'proposed',
});

/** One label a role and motion, two more for proposals. HubSpot allows 50 a pair of objects. */
export const TAG_LABELS: readonly TagLabel[] = [
  ...confirmed('sourced'),
  ...confirmed('influenced'),
  proposed('sourced'),
  proposed('influenced'),
];

/** Properties of the object below. */
export const DATA_PROPERTIES = {
  key: {
    ...text('partnership_key', 'Key', 'What this record is about. Written by Partnership Manager.'),
    hasUniqueValue: true,
  },
  content: longText(
    'partnership_content',
    'Content',
    'Data of Partnership Manager; please leave it as it is.',
  ),
} as const;

/**
 * What belongs to the whole portal and to no record of it: summary, settings, saved policy, what was asked for. A
 * portal without custom objects (Enterprise has them) does without, and says so.
 */
export const DATA_OBJECT: ObjectDefinition = {
  name: 'partnership_data',
  labels: { singular: 'Partnership data', plural: 'Partnership data' },
  description:
    'What Partnership Manager keeps about the whole portal. Please leave these records as they are.',
  primaryDisplayProperty: DATA_PROPERTIES.key.name,
  requiredProperties: [DATA_PROPERTIES.key.name],
  searchableProperties: [],
  properties: [DATA_PROPERTIES.key, DATA_PROPERTIES.content],
};

/** Every custom object of ours, in the order in which setup creates them. */
export const OBJECTS: readonly ObjectDefinition[] = [DATA_OBJECT, REGISTRATION_OBJECT];
