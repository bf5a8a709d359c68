import type { ObjectType } from '../../object-types.js';
import type { Portal } from '../../portal.js';
import { optionsOf } from '../../property-row.js';
import type { Property } from '../../property.js';
import { custom } from '../portal-setup.js';

type Line = readonly [name: string, label: string, description: string];

const date = ([name, label, description]: Line): Property =>
  custom({ name, label, description, type: 'date', fieldType: 'date' });
const number = ([name, label, description]: Line): Property =>
  custom({ name, label, description, type: 'number', fieldType: 'number' });
const text = ([name, label, description]: Line): Property =>
  custom({ name, label, description, type: 'string', fieldType: 'text' });
const long = ([name, label, description]: Line): Property => ({
  ...text([name, label, description]),
  fieldType: 'textarea',
});
const check = ([name, label, description]: Line): Property =>
  custom({
    ...{ name, label, description, type: 'bool', fieldType: 'booleancheckbox' },
    options: optionsOf({ true: 'Yes', false: 'No' }),
  });

const WRITTEN = 'Written by Partnership Manager.';

const COMPANIES: readonly Property[] = [
  date(['partnership_agreement_signed', 'Partner agreement signed', 'When it was signed.']),
  date(['partnership_agreement_starts', 'Partner agreement starts', 'From when on it holds.']),
  date(['partnership_agreement_ends', 'Partner agreement ends', 'Its last day.']),
  number([
    'partnership_agreement_notice_days',
    'Partner agreement notice (days)',
    'Days before its end by which notice has to be given.',
  ]),
  check([
    'partnership_agreement_renews',
    'Partner agreement renews by itself',
    'Whether it goes on without anybody doing anything.',
  ]),
  number(['partnership_agreement_value', 'Partner agreement value', 'What it is worth a year.']),
  date([
    'partnership_data_protection_until',
    'Data-protection terms until',
    'Until when data-protection terms with this partner are in force.',
  ]),
  date(['partnership_insurance_until', 'Partner insurance until', 'Until when its insurance holds.']),
  date([
    'partnership_security_review_until',
    'Partner security review until',
    'Until when its last security review holds.',
  ]),
  text([
    'partnership_integrations',
    'Active integrations',
    'Partners whose integration is active at this customer, with semicolons between.',
  ]),
  long(['partnership_stage_history', 'Partner stage history (data)', `Stages and when. ${WRITTEN}`]),
  long(['partnership_checklist', 'Partner checklist (data)', `What is done of the checklists. ${WRITTEN}`]),
  long(['partnership_tier_history', 'Partner tier history (data)', `Tiers and when. ${WRITTEN}`]),
  long(['partnership_joint_plan', 'Joint plan (data)', `Objectives and key results. ${WRITTEN}`]),
  long(['partnership_health_reviews', 'Partner health reviews (data)', `Reviews held. ${WRITTEN}`]),
  long([
    'partnership_agreement_history',
    'Partner agreement history (data)',
    `Agreements that came to their end. ${WRITTEN}`,
  ]),
];

const CONTACTS: readonly Property[] = [
  long([
    'partnership_certifications',
    'Partner certifications',
    'Certifications of this person, one a line: name; since; until.',
  ]),
  check(['partnership_executive', 'Partner executive', 'Whether this person decides for the partner.']),
];

/** What the team keeps of its partner programme: under the product's names, and filled in by the story. */
export function setUpProgramme(portal: Portal): void {
  const group = { name: 'partnership', label: 'Partnership', displayOrder: -1 };
  portal.apply({ kind: 'group', type: 'contacts', group });
  const made: readonly (readonly [ObjectType, readonly Property[]])[] = [
    ['companies', COMPANIES],
    ['contacts', CONTACTS],
  ];
  for (const [type, properties] of made) {
    for (const property of properties) portal.apply({ kind: 'property', type, property });
  }
}
