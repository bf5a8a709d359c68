/**
 * The scopes that the app asks for: the least that the cards, the setup and the sync work with. The private app's
 * token also serves the command line, so its writes are here too. Every scope names what needs it.
 */

export interface Scope {
  readonly name: string;
  readonly reason: string;
  /** Where it is needed: a source file, and words in it that the scope permits. The suite looks them up. */
  readonly usedBy: { readonly file: string; readonly text: string };
}

const scope = (name: string, reason: string, file: string, text: string): Scope => ({
  name,
  reason,
  usedBy: { file, text },
});

const CRM = 'src/hubspot/hubspot-crm.ts';
const PATHS = 'src/hubspot/paths.ts';
const SCHEMA = 'src/hubspot/schema.ts';

/** Both profiles need these. */
export const SCOPES: readonly Scope[] = [
  scope('crm.objects.deals.read', 'Read deals: stage, amount, dates, referral.', CRM, "objectsPath('deals'"),
  scope(
    'crm.objects.companies.read',
    'Read companies: which are partners, of what type, tier and stage.',
    CRM,
    'readCompanies(transport',
  ),
  scope(
    'crm.objects.contacts.read',
    'Read meetings, calls and emails of a deal, and which contacts of a partner took part.',
    CRM,
    'reading.activity(',
  ),
  scope('crm.objects.owners.read', 'Show the partner manager by name.', PATHS, '/crm/owners/'),
  scope(
    'crm.schemas.deals.read',
    'See which properties and association labels deals have already.',
    CRM,
    'reviewSchema',
  ),
  scope('crm.schemas.companies.read', 'See which properties companies have already.', CRM, 'reviewSchema'),
  scope(
    'crm.objects.deals.write',
    'Publish the attribution of a deal in its properties.',
    CRM,
    'dealChanges',
  ),
  scope(
    'crm.objects.companies.write',
    'Publish what a partner sourced and influenced in its properties.',
    CRM,
    'partnerChanges',
  ),
  scope(
    'crm.schemas.deals.write',
    'Create our properties and association labels once.',
    SCHEMA,
    'DEAL_INPUTS',
  ),
  scope('crm.schemas.companies.write', 'Create our properties on companies once.', SCHEMA, 'PARTNER_INPUTS'),
];

const DATA = 'src/hubspot/portal-data.ts';
const OBJECT = 'src/hubspot/object-review.ts';
const PROGRAMME = 'src/hubspot/programme-crm.ts';

/** For what belongs to the whole portal. Only some subscriptions have custom objects, so a portal may do without these. */
export const OPTIONAL_SCOPES: readonly Scope[] = [
  scope('crm.schemas.custom.read', 'See whether our custom objects are there.', OBJECT, 'schemasPath()'),
  scope('crm.schemas.custom.write', 'Create our custom objects once.', OBJECT, 'body: definition'),
  scope(
    'crm.objects.custom.read',
    'Read settings, the saved policy and the portal’s numbers.',
    DATA,
    '/batch/read',
  ),
  scope(
    'crm.objects.custom.write',
    'Save settings, the policy and the portal’s numbers.',
    DATA,
    '/batch/upsert',
  ),
  scope(
    'crm.schemas.contacts.read',
    'See whether certifications and executives of partners have a place on contacts.',
    'src/hubspot/schema-review.ts',
    "type === 'contacts'",
  ),
  scope(
    'crm.schemas.contacts.write',
    'Create our two properties of contacts once.',
    SCHEMA,
    'CONTACT_PROGRAMME',
  ),
  scope(
    'crm.objects.contacts.write',
    'Keep certifications of partners’ people, and who of them decides.',
    'src/operations/save-people.ts',
    "update('contacts'",
  ),
  scope(
    'tickets',
    'Count support tickets of partners’ customers, and show escalations of partners.',
    PROGRAMME,
    "tickets: 'tickets'",
  ),
  scope(
    'crm.objects.feedback_submissions.read',
    'Read what partners’ people answered to surveys.',
    PROGRAMME,
    "feedback_submissions: 'feedback_submissions'",
  ),
  scope(
    'crm.objects.marketing_events.read',
    'Read in which campaigns and events partners took part.',
    PROGRAMME,
    "marketing_events: '0-54'",
  ),
];

/** Asked for by every app that is installed through OAuth. */
export const OAUTH_SCOPE: Scope = scope(
  'oauth',
  'Install the app through OAuth, which only the hosted profile does.',
  'src/staging/app-project.ts',
  'oauth',
);
