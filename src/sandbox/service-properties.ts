/**
 * HubSpot's own properties of tickets, tasks, notes, survey answers and marketing events; docs/sandbox.md says which of
 * them were found documented and which are assumed.
 */
import { choices, ENGAGEMENT_ROWS, OBJECT_ROWS, READ_ONLY, type Row } from './property-row.js';

const MODIFIED: Row = ['hs_lastmodifieddate', 'Last modified date', 'datetime', READ_ONLY];
const LONG = { fieldType: 'textarea' } as const;

export const TICKETS: readonly Row[] = [
  ...OBJECT_ROWS,
  MODIFIED,
  ['subject', 'Ticket name', 'string'],
  ['content', 'Ticket description', 'string', LONG],
  ['hs_pipeline', 'Pipeline', 'enumeration', { externalOptions: true }],
  ['hs_pipeline_stage', 'Ticket status', 'enumeration', { externalOptions: true }],
  [
    'hs_ticket_category',
    'Category',
    'enumeration',
    {
      fieldType: 'checkbox',
      ...choices({
        PRODUCT_ISSUE: 'Product Issue',
        BILLING_ISSUE: 'Billing Issue',
        FEATURE_REQUEST: 'Feature Request',
        GENERAL_INQUIRY: 'General Inquiry',
      }),
    },
  ],
  [
    'hs_ticket_priority',
    'Priority',
    'enumeration',
    choices({ LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High', URGENT: 'Urgent' }),
  ],
  [
    'source_type',
    'Source',
    'enumeration',
    choices({ CHAT: 'Chat', EMAIL: 'Email', FORM: 'Form', PHONE: 'Phone' }),
  ],
  ['hs_resolution', 'Resolution', 'string', LONG],
  ['createdate', 'Create date', 'datetime'],
  ['closed_date', 'Close date', 'datetime'],
  ['time_to_close', 'Time to close', 'number', READ_ONLY],
];

export const TASKS: readonly Row[] = [
  ...ENGAGEMENT_ROWS,
  ['hs_task_subject', 'Task title', 'string'],
  ['hs_task_body', 'Task notes', 'string', LONG],
  [
    'hs_task_status',
    'Task status',
    'enumeration',
    choices({
      NOT_STARTED: 'Not started',
      IN_PROGRESS: 'In progress',
      WAITING: 'Waiting',
      COMPLETED: 'Completed',
      DEFERRED: 'Deferred',
    }),
  ],
  [
    'hs_task_priority',
    'Priority',
    'enumeration',
    choices({ NONE: 'None', LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High' }),
  ],
  ['hs_task_type', 'Task type', 'enumeration', choices({ TODO: 'To-do', CALL: 'Call', EMAIL: 'Email' })],
  ['hs_task_completion_date', 'Completed at', 'datetime'],
];

export const NOTES: readonly Row[] = [...ENGAGEMENT_ROWS, ['hs_note_body', 'Note body', 'string', LONG]];

export const FEEDBACK: readonly Row[] = [
  ...OBJECT_ROWS,
  MODIFIED,
  ['hs_submission_name', 'Submission name', 'string', READ_ONLY],
  [
    'hs_survey_type',
    'Survey type',
    'enumeration',
    {
      ...READ_ONLY,
      ...choices({ NPS: 'NPS', CSAT: 'CSAT', CES: 'CES', CUSTOM: 'Custom', KNOWLEDGE: 'Knowledge' }),
    },
  ],
  ['hs_survey_id', 'Survey ID', 'number', READ_ONLY],
  ['hs_survey_name', 'Survey name', 'string', READ_ONLY],
  [
    'hs_survey_channel',
    'Source',
    'enumeration',
    { ...READ_ONLY, ...choices({ EMAIL: 'Email', WEB: 'Web', LINK: 'Link', CHAT: 'Chat' }) },
  ],
  ['hs_submission_timestamp', 'Date', 'datetime', READ_ONLY],
  ['hs_value', 'Rating', 'number', READ_ONLY],
  [
    'hs_response_group',
    'Feedback sentiment',
    'enumeration',
    { ...READ_ONLY, ...choices({ PROMOTER: 'Promoter', PASSIVE: 'Passive', DETRACTOR: 'Detractor' }) },
  ],
  ['hs_content', 'Response', 'string', { ...READ_ONLY, ...LONG }],
  ['hs_contact_id', 'Contact ID', 'number', READ_ONLY],
  ['hs_contact_email_rollup', 'Email', 'string', READ_ONLY],
];

export const EVENTS: readonly Row[] = [
  ...OBJECT_ROWS,
  MODIFIED,
  ['hs_event_name', 'Event name', 'string'],
  ['hs_event_type', 'Event type', 'string'],
  ['hs_event_description', 'Event description', 'string', LONG],
  ['hs_event_organizer', 'Event organizer', 'string'],
  ['hs_event_url', 'Event URL', 'string'],
  ['hs_start_datetime', 'Start date', 'datetime'],
  ['hs_end_datetime', 'End date', 'datetime'],
  ['hs_event_cancelled', 'Cancelled', 'bool'],
  ['hs_event_completed', 'Completed', 'bool'],
  ['hs_registrations', 'Registrations', 'number', READ_ONLY],
  ['hs_attendees', 'Attendees', 'number', READ_ONLY],
];
