import { invalid } from './api-error.js';

export const OBJECT_TYPES = [
  'companies',
  'contacts',
  'deals',
  'meetings',
  'calls',
  'emails',
  'tickets',
  'tasks',
  'notes',
  'feedback_submissions',
  'marketing_events',
] as const;
/** An object type that every portal has. */
export type StandardType = (typeof OBJECT_TYPES)[number];
/** An object type that people made, by its type id. */
export type CustomType = `2-${number}`;
export type ObjectType = StandardType | CustomType;

interface ObjectTypeSpec {
  readonly typeId: string;
  readonly singular: string;
  /** The first id that the portal gives out; bases differ so that a mixed-up id is never by chance a right one. */
  readonly firstId: number;
  readonly created: 'createdate' | 'hs_createdate';
  readonly modified: 'hs_lastmodifieddate' | 'lastmodifieddate';
  /** What HubSpot answers when no properties are asked for, and beside those that are. */
  readonly defaults: readonly string[];
  readonly always: readonly string[];
  /** Where a search's `query` looks. */
  readonly searchable: readonly string[];
}

const ENGAGEMENT = ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'] as const;

const engagement = (
  typeId: string,
  singular: string,
  firstId: number,
  searchable: readonly string[],
): ObjectTypeSpec => ({
  typeId,
  singular,
  firstId,
  created: 'hs_createdate',
  modified: 'hs_lastmodifieddate',
  defaults: ENGAGEMENT,
  always: ENGAGEMENT,
  searchable,
});

export const OBJECT_SPECS: Readonly<Record<StandardType, ObjectTypeSpec>> = {
  companies: {
    typeId: '0-2',
    singular: 'company',
    firstId: 2_100_001,
    created: 'createdate',
    modified: 'hs_lastmodifieddate',
    defaults: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    always: ['createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    searchable: ['name', 'domain', 'website', 'phone'],
  },
  contacts: {
    typeId: '0-1',
    singular: 'contact',
    firstId: 3_100_001,
    created: 'createdate',
    modified: 'lastmodifieddate',
    defaults: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    always: ['createdate', 'hs_object_id', 'lastmodifieddate'],
    searchable: ['firstname', 'lastname', 'email', 'phone', 'company'],
  },
  deals: {
    typeId: '0-3',
    singular: 'deal',
    firstId: 4_100_001,
    created: 'createdate',
    modified: 'hs_lastmodifieddate',
    defaults: [
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ],
    always: ['createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    searchable: ['dealname', 'pipeline', 'dealstage', 'description', 'dealtype'],
  },
  meetings: engagement('0-47', 'meeting', 5_100_001, ['hs_meeting_title', 'hs_meeting_body']),
  calls: engagement('0-48', 'call', 6_100_001, ['hs_call_title', 'hs_call_body']),
  emails: engagement('0-49', 'email', 7_100_001, ['hs_email_subject']),
  tickets: {
    typeId: '0-5',
    singular: 'ticket',
    firstId: 8_100_001,
    created: 'createdate',
    modified: 'hs_lastmodifieddate',
    defaults: [
      'content',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
      'hs_pipeline',
      'hs_pipeline_stage',
      'hs_ticket_category',
      'hs_ticket_priority',
      'subject',
    ],
    always: ['createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    searchable: ['subject', 'content', 'hs_pipeline_stage', 'hs_ticket_category'],
  },
  tasks: engagement('0-27', 'task', 10_100_001, ['hs_task_subject', 'hs_task_body']),
  notes: engagement('0-46', 'note', 11_100_001, ['hs_note_body']),
  feedback_submissions: engagement('0-19', 'feedback_submission', 12_100_001, [
    'hs_submission_name',
    'hs_content',
  ]),
  marketing_events: engagement('0-54', 'marketing_event', 13_100_001, ['hs_event_name']),
};

/** What HubSpot alone writes: the API reads it. */
export const READ_ONLY_TYPES: readonly ObjectType[] = ['feedback_submissions'];

const CUSTOM = engagement('', 'object', 9_100_001, []);

/** Whether people made the type. */
export const isCustom = (type: ObjectType): type is CustomType => type.startsWith('2-');

/** What is particular to an object type; of those that people made, what is common to them all. */
export const specOf = (type: ObjectType): ObjectTypeSpec =>
  isCustom(type) ? { ...CUSTOM, typeId: type } : OBJECT_SPECS[type];

const BY_NAME: ReadonlyMap<string, StandardType> = new Map(
  OBJECT_TYPES.flatMap((type) =>
    [type, OBJECT_SPECS[type].singular, OBJECT_SPECS[type].typeId].map((name) => [name, type] as const),
  ),
);

/** 400, as HubSpot answers a name that is none of its object types. */
export const unknownType = (text: string): Error => invalid(`Unable to infer object type from: ${text}`);

/**
 * The object type behind a plural, a singular or a type id; 400 for any other text. Names of custom objects have become
 * type ids before any route sees them.
 */
export function objectType(text: string): ObjectType {
  const type = BY_NAME.get(text.toLowerCase());
  if (type !== undefined) return type;
  if (/^2-\d+$/.test(text)) return text as CustomType;
  throw unknownType(text);
}
