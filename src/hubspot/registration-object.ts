/** The custom object for deal registrations, as data; setup creates it where the portal allows custom objects. */
import { REGISTRATION_STATUSES } from '../domain/registration.js';
import type { PropertyDefinition } from './property-definition.js';
import type { ObjectDefinition } from './object-definition.js';

const text = (name: string, label: string, description: string): PropertyDefinition => ({
  ...{ name, label, description },
  ...{ type: 'string', fieldType: 'text' },
});

const moment = (name: string, label: string, description: string): PropertyDefinition => ({
  ...{ name, label, description },
  ...{ type: 'datetime', fieldType: 'date' },
});

/** Properties of the object below. */
export const REGISTRATION_PROPERTIES = {
  name: text('partnership_name', 'Name', 'Who registered whom.'),
  externalId: {
    ...text(
      'partnership_external_id',
      'External ID',
      'Where the registration came from, and its id there. An import finds it again by this.',
    ),
    hasUniqueValue: true,
  },
  partnerId: text(
    'partnership_partner_id',
    'Partner (company ID)',
    'Record ID of the partner company that registered the prospect.',
  ),
  prospectName: text('partnership_prospect_name', 'Prospect', 'Company that the partner has registered.'),
  prospectDomain: text('partnership_prospect_domain', 'Prospect domain', 'Its domain.'),
  prospectId: text(
    'partnership_prospect_company_id',
    'Prospect (company ID)',
    'Record ID of the company that the partner has registered.',
  ),
  country: text('partnership_country', 'Country', 'Where the partner means to sell, such as DE.'),
  amount: {
    ...{ name: 'partnership_expected_amount', label: 'Expected amount' },
    ...{ description: 'What the partner expects the deal to be worth.', type: 'number', fieldType: 'number' },
  },
  currency: text('partnership_currency', 'Currency', 'ISO 4217 code of the expected amount.'),
  closesOn: {
    ...{ name: 'partnership_expected_close', label: 'Expected close' },
    ...{ description: 'When the partner expects it to close.', type: 'date', fieldType: 'date' },
  },
  products: text('partnership_products', 'Products', 'What the partner means to sell.'),
  submittedAt: moment(
    'partnership_submitted_at',
    'Submitted at',
    'When the partner registered the prospect. Attribution counts it as of then.',
  ),
  submittedBy: text('partnership_submitted_by', 'Submitted by', 'Who registered it for the partner.'),
  status: {
    ...{ name: 'partnership_status', label: 'Status', description: 'What became of the registration.' },
    ...{ type: 'enumeration', fieldType: 'select' },
    options: Object.entries(REGISTRATION_STATUSES).map(([value, label]) => ({ value, label })),
  },
  decidedAt: moment('partnership_decided_at', 'Decided at', 'When it was approved or rejected.'),
  decidedBy: text('partnership_decided_by', 'Decided by', 'Who approved or rejected it.'),
  reason: text('partnership_reason', 'Reason', 'Why it was decided so.'),
  protectedUntil: moment(
    'partnership_protected_until',
    'Protected until',
    'Until when no other partner may have this prospect.',
  ),
  extended: {
    ...{
      name: 'partnership_extended',
      label: 'Extended',
      description: 'Its protection was prolonged, once.',
    },
    ...{ type: 'bool', fieldType: 'booleancheckbox' },
    options: [
      { value: 'true', label: 'Yes' },
      { value: 'false', label: 'No' },
    ],
  },
  disputedAt: moment(
    'partnership_disputed_at',
    'Disputed since',
    'Since when somebody disputes the decision; empty once it is settled.',
  ),
  decisions: {
    ...text(
      'partnership_decisions',
      'Decisions (data)',
      'Every decision with approver, evidence and policy version. Written by Partnership Manager.',
    ),
    fieldType: 'textarea',
  },
} as const satisfies Record<string, PropertyDefinition & { readonly hasUniqueValue?: boolean }>;

/**
 * Deal registrations, associated with the partner's and the prospect's companies and with the deal. A portal without custom
 * objects does without, and says so.
 */
export const REGISTRATION_OBJECT: ObjectDefinition = {
  name: 'partner_registration',
  labels: { singular: 'Partner registration', plural: 'Partner registrations' },
  description: 'Deals that partners have registered.',
  primaryDisplayProperty: REGISTRATION_PROPERTIES.name.name,
  requiredProperties: [REGISTRATION_PROPERTIES.name.name],
  searchableProperties: [
    REGISTRATION_PROPERTIES.name.name,
    REGISTRATION_PROPERTIES.prospectName.name,
    REGISTRATION_PROPERTIES.prospectDomain.name,
  ],
  properties: Object.values(REGISTRATION_PROPERTIES),
  associatedObjects: ['COMPANY', 'DEAL'],
};
