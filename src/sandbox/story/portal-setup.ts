import type { ObjectType } from '../object-types.js';
import type { Portal } from '../portal.js';
import { newLabelPair } from '../labels.js';
import { optionsOf } from '../property-row.js';
import { CUSTOM_PROPERTY, type Property } from '../property.js';

/** When the team began to tag deals: 18 months before the story's now. */
const TAGGING_BEGAN = Date.parse('2025-05-12T14:00:00.000Z');

/** A property that the team of the story has made. */
export const custom = (
  given: Pick<Property, 'name' | 'label' | 'description' | 'type' | 'fieldType'> & Partial<Property>,
): Property => ({
  ...CUSTOM_PROPERTY,
  groupName: 'partnership',
  createdAt: TAGGING_BEGAN,
  updatedAt: TAGGING_BEGAN,
  ...given,
});

const DEAL_PROPERTIES: readonly Property[] = [
  custom({
    name: 'partnership_referral_partner',
    label: 'Referred by (partner company ID)',
    description: 'Record ID of the partner company that referred this deal.',
    type: 'string',
    fieldType: 'text',
  }),
  custom({
    name: 'partnership_referral_date',
    label: 'Referred at',
    description: 'When the partner referred this deal.',
    type: 'datetime',
    fieldType: 'date',
  }),
  custom({
    name: 'partnership_rulings',
    label: 'Partner rulings',
    description:
      'Rulings of the partnership manager: partner, role, reason, author and instant. Written by Partnership Manager.',
    type: 'string',
    fieldType: 'textarea',
  }),
  custom({
    name: 'partnership_tag_history',
    label: 'Partner tag history',
    description:
      'What was done to the partner tags of this deal, by whom and when. Written by Partnership Manager.',
    type: 'string',
    fieldType: 'textarea',
  }),
  custom({
    name: 'partnership_dismissals',
    label: 'Dismissed partner suggestions',
    description:
      'Partners that somebody said do not belong to this deal: who, when and why. Written by Partnership Manager.',
    type: 'string',
    fieldType: 'textarea',
  }),
];

const COMPANY_PROPERTIES: readonly Property[] = [
  custom({
    name: 'partnership_type',
    label: 'Partner type',
    description: 'What kind of partner this company is.',
    type: 'enumeration',
    fieldType: 'select',
    options: optionsOf({
      technology_alliance: 'Technology alliance',
      reseller_channel: 'Reseller/channel',
      system_integrator: 'System integrator',
      oem_embedded: 'OEM/embedded',
      strategic_gtm: 'Strategic/go-to-market',
      isv_development: 'ISV/development',
    }),
  }),
  custom({
    name: 'partnership_tier',
    label: 'Partner tier',
    description: 'The tier that this partner holds.',
    type: 'enumeration',
    fieldType: 'select',
    options: optionsOf({
      registered: 'Registered',
      silver: 'Silver',
      gold: 'Gold',
      platinum: 'Platinum',
    }),
  }),
  custom({
    name: 'partnership_stage',
    label: 'Partner lifecycle stage',
    description:
      'Where this partner stands in the partner lifecycle. HubSpot’s own lifecycle stage is another thing.',
    type: 'enumeration',
    fieldType: 'select',
    options: optionsOf({
      discovery_qualification: 'Discovery & qualification',
      negotiation_agreement: 'Negotiation & agreement',
      onboarding_enablement: 'Onboarding & enablement',
      activation_growth: 'Activation & growth',
      optimization_renewal: 'Optimization & renewal',
      ended: 'Ended',
    }),
  }),
  custom({
    name: 'partnership_manager',
    label: 'Partner manager',
    description: 'Who manages this partner on our side.',
    type: 'enumeration',
    fieldType: 'select',
    externalOptions: true,
    referencedObjectType: 'OWNER',
  }),
];

export const LABELS = [
  ['partner_sourced', 'Partner sourced', 'Deal sourced by partner'],
  ['partner_sourced_referral', 'Partner sourced: referral', 'Deal sourced by partner: referral'],
  ['partner_sourced_resale', 'Partner sourced: resale', 'Deal sourced by partner: resale'],
  ['partner_influenced', 'Partner influenced', 'Deal influenced by partner'],
  ['partner_influenced_cosell', 'Partner influenced: co-sell', 'Deal influenced by partner: co-sell'],
  [
    'partner_influenced_implementation',
    'Partner influenced: implementation',
    'Deal influenced by partner: implementation',
  ],
] as const;

/** A label that the team tags deals with. */
export type LabelName = (typeof LABELS)[number][0];

/**
 * What the team has made over 18 months: its labels, and the properties that people fill in. Names and words are those of
 * the product; what the product computes is not there yet.
 */
export function setUpPortal(portal: Portal): ReadonlyMap<LabelName, string> {
  const made: readonly (readonly [ObjectType, readonly Property[]])[] = [
    ['deals', DEAL_PROPERTIES],
    ['companies', COMPANY_PROPERTIES],
  ];
  for (const [type, properties] of made) {
    const group = { name: 'partnership', label: 'Partnership', displayOrder: -1 };
    portal.apply({ kind: 'group', type, group });
    for (const property of properties) portal.apply({ kind: 'property', type, property });
  }
  return new Map(
    LABELS.map(([name, label, inverseLabel]) => {
      const pair = newLabelPair(portal, 'deals', 'companies', { name, label, inverseLabel });
      portal.apply({ kind: 'label', pair });
      return [name, pair.forward.key];
    }),
  );
}
