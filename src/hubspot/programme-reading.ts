/** HubSpot's tickets, survey answers, marketing events, tasks and contacts, as the partner programme reads them. */
import { parseInstant, type Instant } from '../domain/calendar.js';
import { readCertifications } from '../domain/certification-lines.js';
import { ENABLEMENT_PROPERTIES } from '../operations/enablement-port.js';
import type { ProgrammeReading } from '../operations/programme-reading-port.js';
import type { ProgrammeRecord } from '../operations/programme-store-port.js';
import { CUSTOMER_INPUTS } from './customer-properties.js';

const get = ({ properties }: ProgrammeRecord, name: string): string | null => {
  const value = properties[name]?.trim() ?? '';
  return value === '' ? null : value;
};

const at = (record: ProgrammeRecord, name: string): Instant | null => {
  const text = get(record, name);
  return text === null ? null : parseInstant(text);
};

/** The one reading there is: a mapping names nothing of it. */
export const PROGRAMME_READING: ProgrammeReading = {
  listed: {
    tickets: {
      type: 'tickets',
      properties: ['subject', 'hs_ticket_category', 'createdate', 'closed_date', 'hubspot_owner_id'],
      links: ['companies'],
    },
    surveys: {
      type: 'feedback_submissions',
      properties: ['hs_survey_type', 'hs_submission_timestamp', 'hs_createdate', 'hs_value'],
      links: ['contacts'],
    },
    events: {
      type: 'marketing_events',
      properties: ['hs_event_name', 'hs_event_type', 'hs_start_datetime', 'hs_event_cancelled'],
      links: ['companies', 'contacts'],
    },
  },
  people: ['firstname', 'lastname', 'jobtitle', ...Object.values(ENABLEMENT_PROPERTIES)],
  ownOnPeople: ENABLEMENT_PROPERTIES,
  tasks: ['hs_task_subject', 'hs_task_status', 'hs_timestamp', 'hubspot_owner_id'],
  integrations: CUSTOMER_INPUTS.integrations.name,
  activityTime: 'hs_timestamp',
  ticket: (record) => {
    const openedAt = at(record, 'createdate');
    if (openedAt === null) return null;
    return {
      id: record.id,
      title: get(record, 'subject'),
      category: get(record, 'hs_ticket_category'),
      openedAt,
      closedAt: at(record, 'closed_date'),
      ownerId: get(record, 'hubspot_owner_id'),
    };
  },
  survey: (record) => {
    const sentAt = at(record, 'hs_submission_timestamp') ?? at(record, 'hs_createdate');
    const kind = get(record, 'hs_survey_type')?.toLowerCase();
    if (sentAt === null || (kind !== 'nps' && kind !== 'csat')) return null;
    return { id: record.id, kind, sentAt, score: scoreOf(get(record, 'hs_value'), kind) };
  },
  event: (record) => {
    const startsAt = at(record, 'hs_start_datetime');
    if (startsAt === null || get(record, 'hs_event_cancelled') === 'true') return null;
    const type = get(record, 'hs_event_type') ?? '';
    const kind = /campaign/i.test(type) ? 'campaign' : 'event';
    return { id: record.id, name: get(record, 'hs_event_name'), at: startsAt, kind };
  },
  person: (record) => {
    const name = [get(record, 'firstname'), get(record, 'lastname')]
      .filter((part) => part !== null)
      .join(' ');
    return {
      contactId: record.id,
      name: name === '' ? null : name,
      title: get(record, 'jobtitle'),
      isExecutive: get(record, ENABLEMENT_PROPERTIES.executive) === 'true',
      certifications: readCertifications(get(record, ENABLEMENT_PROPERTIES.certifications)),
    };
  },
  task: (record) => ({
    id: record.id,
    title: get(record, 'hs_task_subject'),
    isDone: get(record, 'hs_task_status') === 'COMPLETED',
    dueAt: at(record, 'hs_timestamp'),
    ownerId: get(record, 'hubspot_owner_id'),
  }),
  time: parseInstant,
};

/** Survey answers beyond their scale are none. */
function scoreOf(text: string | null, kind: 'nps' | 'csat'): number | null {
  const score = text === null ? Number.NaN : Number(text);
  const [least, most] = kind === 'nps' ? [0, 10] : [1, 5];
  return Number.isFinite(score) && score >= least && score <= most ? score : null;
}
