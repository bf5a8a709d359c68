import { parseInstant, type Instant } from '../domain/calendar.js';
import type { Activity, Outcome } from '../domain/evidence.js';
import { DEFAULT_MAPPING, type Mapping } from '../domain/mapping.js';
import type { ActivityType } from '../operations/crm-port.js';
import { Cells, type CrmRecord, type ReadRecord } from './cells.js';

/**
 * HubSpot fills them from an e-mail's headers; several addresses stand with semicolons between
 * (developers.hubspot.com, emails: read only properties; read 2026-11-22).
 */
const MAIL_ADDRESSES = ['hs_email_from_email', 'hs_email_to_email', 'hs_email_cc_email'] as const;

export const ACTIVITY_PROPERTIES: Readonly<Record<ActivityType, readonly string[]>> = {
  meetings: ['hs_timestamp', 'hs_meeting_title', 'hs_meeting_outcome', 'hs_activity_type', 'hs_createdate'],
  calls: ['hs_timestamp', 'hs_call_title', 'hs_activity_type', 'hs_createdate'],
  emails: ['hs_timestamp', 'hs_email_subject', 'hs_createdate', ...MAIL_ADDRESSES],
};

const NOT_HELD: ReadonlySet<string> = new Set(['CANCELED', 'NO_SHOW', 'RESCHEDULED']);
const KIND_OF: Readonly<Record<ActivityType, Activity['kind']>> = {
  meetings: 'meeting',
  calls: 'call',
  emails: 'email',
};
const TITLE_OF: Readonly<Record<ActivityType, string>> = {
  meetings: 'hs_meeting_title',
  calls: 'hs_call_title',
  emails: 'hs_email_subject',
};

/** Reads a meeting, call or email. */
export function readActivity(
  type: ActivityType,
  record: CrmRecord,
  { activityKinds }: Mapping = DEFAULT_MAPPING,
): ReadRecord<Activity> {
  const cells = new Cells(type, record);
  const at = cells.instant('hs_timestamp');
  if (at === null) return { value: null, problems: cells.problems };
  const kind = kindOf(type, cells.get('hs_activity_type'), activityKinds);
  const outcome = type === 'meetings' ? outcomeOf(cells.get('hs_meeting_outcome')) : 'held';
  const value: Activity = {
    id: `${KIND_OF[type]}-${record.id}`,
    at,
    kind,
    title: cells.get(TITLE_OF[type]),
    outcome,
    recordedAt: recordedAtOf(cells),
    addresses: MAIL_ADDRESSES.flatMap((property) => addressesOf(cells.get(property))),
  };
  return { value, problems: cells.problems };
}

/** When it was entered; nothing but a finding depends on it, so that a value that cannot be read is none. */
function recordedAtOf(cells: Cells): Instant | null {
  const text = cells.get('hs_createdate');
  return text === null ? null : parseInstant(text);
}

const addressesOf = (text: string | null): readonly string[] =>
  (text ?? '')
    .split(';')
    .map((address) => address.trim().toLowerCase())
    .filter((address) => address.includes('@'));

function kindOf(
  type: ActivityType,
  activityType: string | null,
  { demo, proposal }: Mapping['activityKinds'],
): Activity['kind'] {
  const means = (words: readonly string[]): boolean =>
    words.some((word) => word.toLowerCase() === activityType?.toLowerCase());
  if (means(demo)) return 'demo';
  return means(proposal) ? 'proposal' : KIND_OF[type];
}

function outcomeOf(outcome: string | null): Outcome {
  if (outcome === null || outcome === 'SCHEDULED') return 'unknown';
  return NOT_HELD.has(outcome) ? 'not_held' : 'held';
}
