/** What of the product needs which scopes of the token, as an administrator reads it. */
import type { Mapping } from '../domain/mapping.js';

export interface ScopeNeed {
  /** Completes “The token cannot …”. */
  readonly what: string;
  readonly scopes: readonly string[];
  /** Whether set-up and sync work without. */
  readonly optional: boolean;
}

const READING: ScopeNeed = {
  what: 'read deals, companies, activities and owners, and what is set up',
  scopes: [
    'crm.objects.deals.read',
    'crm.objects.companies.read',
    'crm.objects.contacts.read',
    'crm.objects.owners.read',
    'crm.schemas.deals.read',
    'crm.schemas.companies.read',
  ],
  optional: false,
};
const CREATING: ScopeNeed = {
  what: 'create our properties and labels',
  scopes: ['crm.schemas.deals.write', 'crm.schemas.companies.write'],
  optional: false,
};
const PUBLISHING: ScopeNeed = {
  what: 'publish results on deals and companies, and tag partners',
  scopes: ['crm.objects.deals.write', 'crm.objects.companies.write'],
  optional: false,
};
const PORTAL_DATA: ScopeNeed = {
  what: 'keep settings, a saved policy and portal-wide numbers in HubSpot',
  scopes: [
    'crm.schemas.custom.read',
    'crm.schemas.custom.write',
    'crm.objects.custom.read',
    'crm.objects.custom.write',
  ],
  optional: true,
};

const PEOPLE: ScopeNeed = {
  what: 'keep certifications and executives of partners on contacts',
  scopes: ['crm.schemas.contacts.read', 'crm.schemas.contacts.write', 'crm.objects.contacts.write'],
  optional: true,
};

/** Each of them lacks a number or a section of the partner programme of its own, which says so. */
const SERVICE: readonly ScopeNeed[] = [
  {
    what: 'count support tickets and show escalations of partners',
    scopes: ['tickets'],
    optional: true,
  },
  {
    what: 'read answers to surveys for partner satisfaction',
    scopes: ['crm.objects.feedback_submissions.read'],
    optional: true,
  },
  {
    what: 'read campaigns and events of partners',
    scopes: ['crm.objects.marketing_events.read'],
    optional: true,
  },
];

/** @param mapping partners that are records of a custom object have to be read there. */
export function scopeNeeds(mapping: Mapping): readonly ScopeNeed[] {
  const { partners } = mapping;
  const object: readonly ScopeNeed[] =
    partners.from === 'object'
      ? [
          {
            what: `read the object ${partners.object}, which says who is a partner`,
            scopes: ['crm.schemas.custom.read', 'crm.objects.custom.read'],
            optional: false,
          },
        ]
      : [];
  return [READING, ...object, CREATING, PUBLISHING, PORTAL_DATA, PEOPLE, ...SERVICE];
}
