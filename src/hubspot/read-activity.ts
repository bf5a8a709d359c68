import type { Activity, Outcome } from '../domain/evidence.js';
import { DEFAULT_MAPPING, type Mapping } from '../domain/mapping.js';
import { sameWords } from '../domain/mapping-violations.js';
import type { ActivityType } from '../operations/crm-port.js';
import { MAIL_ADDRESSES } from './asked-properties.js';
import { Cells, type CrmRecord, type ReadRecord } from './cells.js';

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
    recordedAt: cells.quietInstant('hs_createdate'),
    addresses: MAIL_ADDRESSES.flatMap((property) => addressesOf(cells.get(property))),
  };
  return { value, problems: cells.problems };
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
    activityType !== null && words.some((word) => sameWords(word) === sameWords(activityType));
  if (means(demo)) return 'demo';
  return means(proposal) ? 'proposal' : KIND_OF[type];
}

function outcomeOf(outcome: string | null): Outcome {
  if (outcome === null || outcome === 'SCHEDULED') return 'unknown';
  return NOT_HELD.has(outcome) ? 'not_held' : 'held';
}
