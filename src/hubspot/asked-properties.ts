/** Which properties a portal is asked for: HubSpot's own, ours, and those that its mapping names. */
import { DEFAULT_MAPPING, PARTNER_FIELDS, type Mapping, type MappedField } from '../domain/mapping.js';
import type { ActivityType } from '../operations/crm-port.js';
import { names } from './cells.js';
import { CUSTOMER_INPUTS } from './customer-properties.js';
import { PARTNER_PROGRAMME } from './programme-properties.js';
import { DEAL_INPUTS, DEAL_RESULTS, PARTNER_INPUTS, PARTNER_RESULTS } from './schema.js';

/** The property of HubSpot's own that holds a deal's amount: the only one that it keeps in the home currency as well. */
export const AMOUNT = DEFAULT_MAPPING.amount.property;

/** What HubSpot multiplies a deal's amount by for the home currency. */
export const EXCHANGE_RATE = 'hs_exchange_rate';

/** HubSpot's id of the deal's pipeline. */
export const PIPELINE = 'pipeline';

/**
 * HubSpot fills them from an e-mail's headers; several addresses stand with semicolons between
 * (developers.hubspot.com, emails: read only properties; read 2026-11-22).
 */
export const MAIL_ADDRESSES = ['hs_email_from_email', 'hs_email_to_email', 'hs_email_cc_email'] as const;

export interface AskedProperties extends Readonly<Record<ActivityType, readonly string[]>> {
  readonly companies: readonly string[];
  readonly deals: readonly string[];
  /** Of the custom object's records that make partners; empty where no custom object does. */
  readonly object: readonly string[];
}

/** The properties that reading under a mapping needs, each once. */
export function askedProperties(mapping: Mapping): AskedProperties {
  const { partners } = mapping;
  return {
    companies: distinct([
      'name',
      'domain',
      'phone',
      ...(partners.from === 'company' ? [partners.property] : []),
      'hs_parent_company_id',
      ...fieldsOn(mapping, 'company'),
      ...names(PARTNER_INPUTS),
      ...names(PARTNER_PROGRAMME),
      ...names(PARTNER_RESULTS),
      ...names(CUSTOMER_INPUTS),
    ]),
    object: distinct([
      ...(partners.from === 'object' && partners.where !== null ? [partners.where.property] : []),
      ...fieldsOn(mapping, 'object'),
    ]),
    deals: dealProperties(mapping),
    meetings: ['hs_timestamp', 'hs_meeting_title', 'hs_meeting_outcome', 'hs_activity_type', 'hs_createdate'],
    calls: ['hs_timestamp', 'hs_call_title', 'hs_activity_type', 'hs_createdate'],
    emails: ['hs_timestamp', 'hs_email_subject', 'hs_createdate', ...MAIL_ADDRESSES],
  };
}

function dealProperties({ amount, pipelines, tags, baseline }: Mapping): readonly string[] {
  return distinct([
    'dealname',
    'createdate',
    'hs_createdate',
    'closedate',
    'hs_is_closed',
    'hs_is_closed_won',
    AMOUNT,
    'deal_currency_code',
    'amount_in_home_currency',
    ...(amount.property === AMOUNT ? [] : [amount.property, EXCHANGE_RATE]),
    'dealtype',
    ...(pipelines.length === 0 ? [] : [PIPELINE]),
    ...(tags.property === null ? [] : [tags.property.property]),
    ...(baseline === null ? [] : [baseline.property]),
    ...names(DEAL_INPUTS),
    ...names(DEAL_RESULTS),
  ]);
}

const fieldsOn = ({ fields }: Mapping, on: MappedField['on']): readonly string[] =>
  PARTNER_FIELDS.flatMap((name) => {
    const field = fields[name];
    return field === null || field.on !== on || field.mode === 'ignore' ? [] : [field.property];
  });

const distinct = (all: readonly string[]): readonly string[] => [...new Set(all)];
