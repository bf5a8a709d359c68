import type { ObjectType } from './object-types.js';

export type AssociationCategory = 'HUBSPOT_DEFINED' | 'USER_DEFINED';

/**
 * One direction of an association type. `key` is the category's letter and the id: HubSpot counts the ids of its own
 * types and of a portal's labels apart, so the number alone names nothing.
 */
export interface AssociationType {
  readonly key: string;
  readonly inverseKey: string;
  readonly category: AssociationCategory;
  readonly typeId: number;
  readonly from: ObjectType;
  readonly to: ObjectType;
  /** Null on the unlabeled association. */
  readonly label: string | null;
  /** As the v3 paths name the type. */
  readonly name: string;
}

/** The key of an association type. */
export const associationKey = (category: AssociationCategory, typeId: number): string =>
  `${category === 'HUBSPOT_DEFINED' ? 'H' : 'U'}${typeId}`;

type Row = readonly [
  from: ObjectType,
  to: ObjectType,
  typeId: number,
  inverseId: number,
  name: string,
  inverseName: string,
  label?: string,
  inverseLabel?: string,
];

/** HubSpot's own type ids; the first row of a pair is its unlabeled association. */
const ROWS: readonly Row[] = [
  ['deals', 'companies', 341, 342, 'deal_to_company_unlabeled', 'company_to_deal_unlabeled'],
  ['deals', 'companies', 5, 6, 'deal_to_company', 'company_to_deal', 'Primary', 'Primary'],
  ['deals', 'contacts', 3, 4, 'deal_to_contact', 'contact_to_deal'],
  ['deals', 'deals', 451, 451, 'deal_to_deal', 'deal_to_deal'],
  ['contacts', 'companies', 279, 280, 'contact_to_company_unlabeled', 'company_to_contact_unlabeled'],
  ['contacts', 'companies', 1, 2, 'contact_to_company', 'company_to_contact', 'Primary', 'Primary'],
  ['contacts', 'contacts', 449, 449, 'contact_to_contact', 'contact_to_contact'],
  ['companies', 'companies', 450, 450, 'company_to_company', 'company_to_company'],
  [
    'companies',
    'companies',
    13,
    14,
    'parent_to_child_company',
    'child_to_parent_company',
    'Child Company',
    'Parent Company',
  ],
  ['companies', 'calls', 181, 182, 'company_to_call', 'call_to_company'],
  ['companies', 'emails', 185, 186, 'company_to_email', 'email_to_company'],
  ['companies', 'meetings', 187, 188, 'company_to_meeting_event', 'meeting_event_to_company'],
  ['contacts', 'calls', 193, 194, 'contact_to_call', 'call_to_contact'],
  ['contacts', 'emails', 197, 198, 'contact_to_email', 'email_to_contact'],
  ['contacts', 'meetings', 199, 200, 'contact_to_meeting_event', 'meeting_event_to_contact'],
  ['deals', 'calls', 205, 206, 'deal_to_call', 'call_to_deal'],
  ['deals', 'emails', 209, 210, 'deal_to_email', 'email_to_deal'],
  ['deals', 'meetings', 211, 212, 'deal_to_meeting_event', 'meeting_event_to_deal'],
  ['calls', 'meetings', 399, 400, 'call_to_meeting_event', 'meeting_event_to_call'],
  ['companies', 'tickets', 340, 339, 'company_to_ticket_unlabeled', 'ticket_to_company_unlabeled'],
  ['companies', 'tickets', 25, 26, 'company_to_ticket', 'ticket_to_company', 'Primary', 'Primary'],
  ['contacts', 'tickets', 15, 16, 'contact_to_ticket', 'ticket_to_contact'],
  ['deals', 'tickets', 27, 28, 'deal_to_ticket', 'ticket_to_deal'],
  ['tickets', 'tickets', 452, 452, 'ticket_to_ticket', 'ticket_to_ticket'],
  ['tickets', 'calls', 219, 220, 'ticket_to_call', 'call_to_ticket'],
  ['tickets', 'emails', 223, 224, 'ticket_to_email', 'email_to_ticket'],
  ['tickets', 'meetings', 225, 226, 'ticket_to_meeting_event', 'meeting_event_to_ticket'],
  ['tickets', 'notes', 227, 228, 'ticket_to_note', 'note_to_ticket'],
  ['tickets', 'tasks', 229, 230, 'ticket_to_task', 'task_to_ticket'],
  ['companies', 'notes', 189, 190, 'company_to_note', 'note_to_company'],
  ['contacts', 'notes', 201, 202, 'contact_to_note', 'note_to_contact'],
  ['deals', 'notes', 213, 214, 'deal_to_note', 'note_to_deal'],
  ['companies', 'tasks', 191, 192, 'company_to_task', 'task_to_company'],
  ['contacts', 'tasks', 203, 204, 'contact_to_task', 'task_to_contact'],
  ['deals', 'tasks', 215, 216, 'deal_to_task', 'task_to_deal'],
  [
    'contacts',
    'feedback_submissions',
    97,
    98,
    'contact_to_feedback_submission',
    'feedback_submission_to_contact',
  ],
  [
    'tickets',
    'feedback_submissions',
    99,
    100,
    'ticket_to_feedback_submission',
    'feedback_submission_to_ticket',
  ],
  // HubSpot publishes no ids of these: assumed, and nothing may rely on the numbers.
  ['contacts', 'marketing_events', 9_541, 9_542, 'contact_to_marketing_event', 'marketing_event_to_contact'],
  ['companies', 'marketing_events', 9_543, 9_544, 'company_to_marketing_event', 'marketing_event_to_company'],
  ['deals', 'marketing_events', 9_545, 9_546, 'deal_to_marketing_event', 'marketing_event_to_deal'],
];

const hubspotType = (
  from: ObjectType,
  to: ObjectType,
  typeId: number,
  inverseId: number,
  name: string,
  label: string | undefined,
): AssociationType => ({
  key: associationKey('HUBSPOT_DEFINED', typeId),
  inverseKey: associationKey('HUBSPOT_DEFINED', inverseId),
  category: 'HUBSPOT_DEFINED',
  typeId,
  from,
  to,
  label: label ?? null,
  name,
});

/** HubSpot's own association types, each direction by itself. */
export const HUBSPOT_ASSOCIATION_TYPES: readonly AssociationType[] = ROWS.flatMap(
  ([from, to, typeId, inverseId, name, inverseName, label, inverseLabel]) => {
    const forward = hubspotType(from, to, typeId, inverseId, name, label);
    return typeId === inverseId
      ? [forward]
      : [forward, hubspotType(to, from, inverseId, typeId, inverseName, inverseLabel)];
  },
);

/** Of these a record has one at most: giving it to another record takes it from the first. */
export const SINGLE_KEYS: ReadonlySet<string> = new Set(['H5', 'H1', 'H14', 'H26']);
