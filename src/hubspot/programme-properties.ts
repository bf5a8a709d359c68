/**
 * What a partner company holds of the partner programme, as data. What people fill in has a property each, for lists and
 * imports; histories are versioned JSON in long texts.
 */
import type { PropertyDefinition } from './property-definition.js';

const text = (name: string, label: string, description: string): PropertyDefinition => ({
  ...{ name, label, description },
  ...{ type: 'string', fieldType: 'text' },
});

const data = (name: string, label: string, description: string): PropertyDefinition => ({
  ...text(name, label, `${description} Written by Partnership Manager.`),
  fieldType: 'textarea',
});

const date = (name: string, label: string, description: string): PropertyDefinition => ({
  ...{ name, label, description },
  ...{ type: 'date', fieldType: 'date' },
});

const number = (name: string, label: string, description: string): PropertyDefinition => ({
  ...{ name, label, description },
  ...{ type: 'number', fieldType: 'number' },
});

/** Dates of the agreement with a partner; named as the mapping and imports name them. */
export const AGREEMENT_DATES = {
  signed: date('partnership_agreement_signed', 'Partner agreement signed', 'When it was signed.'),
  starts: date('partnership_agreement_starts', 'Partner agreement starts', 'From when on it holds.'),
  ends: date('partnership_agreement_ends', 'Partner agreement ends', 'Its last day.'),
} as const satisfies Record<string, PropertyDefinition>;

/** What counts for no credit: it never makes a deal be worked out anew. */
export const PARTNER_PROGRAMME = {
  noticeDays: number(
    'partnership_agreement_notice_days',
    'Partner agreement notice (days)',
    'Days before its end by which notice has to be given.',
  ),
  renewsItself: {
    ...{ name: 'partnership_agreement_renews', label: 'Partner agreement renews by itself' },
    description: 'Whether it goes on without anybody doing anything.',
    ...{ type: 'bool', fieldType: 'booleancheckbox' },
    options: [
      { value: 'true', label: 'Yes' },
      { value: 'false', label: 'No' },
    ],
  },
  value: number('partnership_agreement_value', 'Partner agreement value', 'What it is worth a year.'),
  currency: text(
    'partnership_agreement_currency',
    'Partner agreement currency',
    'ISO 4217 code of its value; empty means the home currency.',
  ),
  document: text('partnership_agreement_document', 'Partner agreement document', 'Address of the document.'),
  dataProtection: date(
    'partnership_data_protection_until',
    'Data-protection terms until',
    'Until when data-protection terms with this partner are in force.',
  ),
  insurance: date(
    'partnership_insurance_until',
    'Partner insurance until',
    'Until when its insurance holds.',
  ),
  securityReview: date(
    'partnership_security_review_until',
    'Partner security review until',
    'Until when its last security review holds.',
  ),
  territories: text(
    'partnership_territories',
    'Partner territories',
    'Countries in which this partner may sell, such as DE;AT;CH; empty means everywhere.',
  ),
  productLines: text(
    'partnership_product_lines',
    'Partner product lines',
    'What this partner may sell, with semicolons between; empty means everything.',
  ),
  stageHistory: data(
    'partnership_stage_history',
    'Partner stage history (data)',
    'When this partner entered which lifecycle stage, by whom and why.',
  ),
  checklist: data(
    'partnership_checklist',
    'Partner checklist (data)',
    'What of the checklists of its stages is done, when and by whom.',
  ),
  tierHistory: data(
    'partnership_tier_history',
    'Partner tier history (data)',
    'When this partner had which tier, warnings and overrides.',
  ),
  jointPlan: data(
    'partnership_joint_plan',
    'Joint plan (data)',
    'Objectives with key results and initiatives of the joint plan with this partner.',
  ),
  healthReviews: data(
    'partnership_health_reviews',
    'Partner health reviews (data)',
    'Health reviews that were held, and what they decided.',
  ),
  agreementEnds: data(
    'partnership_agreement_history',
    'Partner agreement history (data)',
    'Agreements that came to their end, and what became of them.',
  ),
  log: data(
    'partnership_programme_log',
    'Partner programme log (data)',
    'What was changed in the partner programme of this company, when and by whom.',
  ),
} as const satisfies Record<string, PropertyDefinition>;
