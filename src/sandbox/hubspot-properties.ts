import { SEED_NOW } from './clock.js';
import { isCustom, type ObjectType, type StandardType } from './object-types.js';
import { CUSTOM_PROPERTY, hubspotGroup, type Property, type PropertyType } from './property.js';
import { CALCULATED, choices, ENGAGEMENT_ROWS, OBJECT_ROWS, READ_ONLY, type Row } from './property-row.js';
import { EVENTS, FEEDBACK, NOTES, TASKS, TICKETS } from './service-properties.js';

const FIELD_TYPES: Readonly<Record<PropertyType, string>> = {
  string: 'text',
  number: 'number',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  bool: 'booleancheckbox',
  phone_number: 'phonenumber',
};

/** HubSpot's own definitions are older than any record of the story. */
const DEFINED_AT = SEED_NOW - 4 * 365 * 86_400_000;

const ACTIVITY_TYPE: Row = [
  'hs_activity_type',
  'Call and meeting type',
  'enumeration',
  choices({
    Discovery: 'Discovery',
    Demo: 'Demo',
    'Proposal review': 'Proposal review',
    'Follow-up': 'Follow-up',
    'Business review': 'Business review',
  }),
];

const DEALS: readonly Row[] = [
  ...OBJECT_ROWS,
  ['dealname', 'Deal name', 'string'],
  ['amount', 'Amount', 'number'],
  ['amount_in_home_currency', 'Amount in company currency', 'number', CALCULATED],
  ['hs_amount_in_home_currency', 'Amount in home currency', 'number', CALCULATED],
  [
    'deal_currency_code',
    'Currency',
    'enumeration',
    // CAD is a currency that the portal no longer keeps a rate for.
    choices({ USD: 'US Dollar', EUR: 'Euro', GBP: 'Pound Sterling', JPY: 'Yen', CAD: 'Canadian Dollar' }),
  ],
  ['hs_exchange_rate', 'Exchange rate', 'number'],
  ['pipeline', 'Pipeline', 'enumeration', { externalOptions: true }],
  ['dealstage', 'Deal stage', 'enumeration', { externalOptions: true }],
  ['hs_deal_stage_probability', 'Deal probability', 'number', CALCULATED],
  ['hs_is_closed', 'Is Deal Closed?', 'bool', CALCULATED],
  ['hs_is_closed_won', 'Is closed won', 'bool', CALCULATED],
  ['closedate', 'Close date', 'datetime'],
  ['createdate', 'Create date', 'datetime'],
  ['hs_lastmodifieddate', 'Last modified date', 'datetime', READ_ONLY],
  [
    'dealtype',
    'Deal type',
    'enumeration',
    choices({ newbusiness: 'New business', existingbusiness: 'Existing business', renewal: 'Renewal' }),
  ],
  ['description', 'Deal description', 'string', { fieldType: 'textarea' }],
  ['closed_won_reason', 'Closed won reason', 'string', { fieldType: 'textarea' }],
  ['closed_lost_reason', 'Closed lost reason', 'string', { fieldType: 'textarea' }],
];

const COMPANIES: readonly Row[] = [
  ...OBJECT_ROWS,
  ['name', 'Company name', 'string'],
  ['domain', 'Company domain name', 'string'],
  ['website', 'Website URL', 'string'],
  ['phone', 'Phone number', 'string', { fieldType: 'phonenumber' }],
  ['city', 'City', 'string'],
  ['state', 'State/Region', 'string'],
  ['country', 'Country/Region', 'string'],
  ['description', 'Description', 'string', { fieldType: 'textarea' }],
  ['numberofemployees', 'Number of employees', 'number'],
  ['annualrevenue', 'Annual revenue', 'number'],
  [
    'industry',
    'Industry',
    'enumeration',
    choices({
      COMPUTER_SOFTWARE: 'Computer Software',
      INFORMATION_TECHNOLOGY_AND_SERVICES: 'Information Technology and Services',
      FINANCIAL_SERVICES: 'Financial Services',
      HOSPITAL_HEALTH_CARE: 'Hospital & Health Care',
      LOGISTICS_AND_SUPPLY_CHAIN: 'Logistics and Supply Chain',
      MACHINERY: 'Machinery',
      RETAIL: 'Retail',
      INSURANCE: 'Insurance',
      HIGHER_EDUCATION: 'Higher Education',
      TELECOMMUNICATIONS: 'Telecommunications',
      FOOD_PRODUCTION: 'Food Production',
      RENEWABLES_ENVIRONMENT: 'Renewables & Environment',
    }),
  ],
  [
    'type',
    'Type',
    'enumeration',
    choices({
      PROSPECT: 'Prospect',
      PARTNER: 'Partner',
      RESELLER: 'Reseller',
      VENDOR: 'Vendor',
      OTHER: 'Other',
    }),
  ],
  [
    'lifecyclestage',
    'Lifecycle Stage',
    'enumeration',
    choices({
      lead: 'Lead',
      salesqualifiedlead: 'Sales Qualified Lead',
      opportunity: 'Opportunity',
      customer: 'Customer',
      other: 'Other',
    }),
  ],
  ['hs_parent_company_id', 'Parent Company', 'number', READ_ONLY],
  ['createdate', 'Create Date', 'datetime', READ_ONLY],
  ['hs_lastmodifieddate', 'Last Modified Date', 'datetime', READ_ONLY],
];

const CONTACTS: readonly Row[] = [
  ...OBJECT_ROWS,
  ['firstname', 'First Name', 'string'],
  ['lastname', 'Last Name', 'string'],
  ['email', 'Email', 'string', { hasUniqueValue: true }],
  ['phone', 'Phone Number', 'string', { fieldType: 'phonenumber' }],
  ['jobtitle', 'Job Title', 'string'],
  ['company', 'Company Name', 'string'],
  ['associatedcompanyid', 'Primary Associated Company ID', 'number', CALCULATED],
  ['createdate', 'Create Date', 'datetime', READ_ONLY],
  ['lastmodifieddate', 'Last Modified Date', 'datetime', READ_ONLY],
];

const MEETINGS: readonly Row[] = [
  ...ENGAGEMENT_ROWS,
  ['hs_meeting_title', 'Meeting name', 'string'],
  ['hs_meeting_body', 'Meeting description', 'string', { fieldType: 'textarea' }],
  ['hs_internal_meeting_notes', 'Internal meeting notes', 'string', { fieldType: 'textarea' }],
  ['hs_meeting_location', 'Location', 'string'],
  ['hs_meeting_start_time', 'Meeting start time', 'datetime'],
  ['hs_meeting_end_time', 'Meeting end time', 'datetime'],
  [
    'hs_meeting_outcome',
    'Meeting outcome',
    'enumeration',
    choices({
      SCHEDULED: 'Scheduled',
      COMPLETED: 'Completed',
      RESCHEDULED: 'Rescheduled',
      NO_SHOW: 'No show',
      CANCELED: 'Canceled',
    }),
  ],
  ACTIVITY_TYPE,
];

const CALLS: readonly Row[] = [
  ...ENGAGEMENT_ROWS,
  ['hs_call_title', 'Call title', 'string'],
  ['hs_call_body', 'Call notes', 'string', { fieldType: 'textarea' }],
  [
    'hs_call_direction',
    'Call direction',
    'enumeration',
    choices({ INBOUND: 'Inbound', OUTBOUND: 'Outbound' }),
  ],
  ['hs_call_duration', 'Call duration', 'number'],
  [
    'hs_call_status',
    'Call status',
    'enumeration',
    choices({ COMPLETED: 'Completed', NO_ANSWER: 'No Answer', BUSY: 'Busy', CANCELED: 'Canceled' }),
  ],
  ACTIVITY_TYPE,
];

const EMAILS: readonly Row[] = [
  ...ENGAGEMENT_ROWS,
  ['hs_email_subject', 'Email subject', 'string'],
  ['hs_email_from_email', 'Email from address', 'string', READ_ONLY],
  ['hs_email_to_email', 'Email to address', 'string', READ_ONLY],
  ['hs_email_cc_email', 'Email cc address', 'string', READ_ONLY],
  ['hs_email_text', 'Text body', 'string', { fieldType: 'textarea' }],
  [
    'hs_email_direction',
    'Email direction',
    'enumeration',
    choices({ EMAIL: 'Email', INCOMING_EMAIL: 'Incoming email', FORWARDED_EMAIL: 'Forwarded email' }),
  ],
  [
    'hs_email_status',
    'Email send status',
    'enumeration',
    choices({
      SENT: 'Sent',
      BOUNCED: 'Bounced',
      FAILED: 'Failed',
      SCHEDULED: 'Scheduled',
      SENDING: 'Sending',
    }),
  ],
];

const CUSTOM_OBJECTS: readonly Row[] = [
  ...OBJECT_ROWS,
  ['hs_lastmodifieddate', 'Object last modified date/time', 'datetime', READ_ONLY],
];

const ROWS: Readonly<Record<StandardType, readonly Row[]>> = {
  deals: DEALS,
  companies: COMPANIES,
  contacts: CONTACTS,
  meetings: MEETINGS,
  calls: CALLS,
  emails: EMAILS,
  tickets: TICKETS,
  tasks: TASKS,
  notes: NOTES,
  feedback_submissions: FEEDBACK,
  marketing_events: EVENTS,
};

/** HubSpot's own properties of an object type: those that a portal is born with and that this product may meet. */
export const hubspotProperties = (type: ObjectType): readonly Property[] =>
  (isCustom(type) ? CUSTOM_OBJECTS : ROWS[type]).map(([name, label, kind, more]) => ({
    ...CUSTOM_PROPERTY,
    name,
    label,
    type: kind,
    fieldType: FIELD_TYPES[kind],
    groupName: hubspotGroup(type).name,
    hubspotDefined: true,
    createdAt: DEFINED_AT,
    updatedAt: DEFINED_AT,
    ...more,
  }));
