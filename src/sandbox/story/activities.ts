import type { ObjectType } from '../object-types.js';
import { HOUR, iso, MINUTE, type StoryWriter } from './writer.js';

export type ActivityKind = 'meetings' | 'calls' | 'emails';

export interface Activity {
  readonly kind: ActivityKind;
  readonly title: string;
  readonly at: number;
  readonly ownerId: string;
  readonly dealIds: readonly string[];
  readonly contactIds: readonly string[];
  readonly companyIds: readonly string[];
  /** "Demo", "Proposal review", …; of meetings and calls. */
  readonly activityType?: string;
  /** Of meetings; null where nobody entered one. */
  readonly outcome?: string | null;
  readonly incoming?: boolean;
  /** Of an e-mail: who wrote it, where HubSpot knows. */
  readonly from?: string;
  /** When somebody entered it, if not when it happened. */
  readonly enteredAt?: number;
}

function propertiesOf(activity: Activity): Readonly<Record<string, string | null>> {
  const { title, at, activityType = null, incoming = false } = activity;
  switch (activity.kind) {
    case 'meetings':
      return {
        hs_meeting_title: title,
        hs_meeting_start_time: iso(at),
        hs_meeting_end_time: iso(at + 45 * MINUTE),
        hs_meeting_outcome: activity.outcome === undefined ? 'COMPLETED' : activity.outcome,
        hs_activity_type: activityType,
      };
    case 'calls':
      return {
        hs_call_title: title,
        hs_call_direction: incoming ? 'INBOUND' : 'OUTBOUND',
        hs_call_status: 'COMPLETED',
        hs_call_duration: String(12 * MINUTE),
        hs_activity_type: activityType,
      };
    case 'emails':
      return {
        hs_email_subject: title,
        hs_email_direction: incoming ? 'INCOMING_EMAIL' : 'EMAIL',
        hs_email_status: 'SENT',
        hs_email_from_email: activity.from ?? null,
      };
  }
}

/** Writes an activity and associates it; meetings are entered some days ahead, the others when they happen. */
export function writeActivity(writer: StoryWriter, activity: Activity): string {
  const { kind, at, ownerId } = activity;
  const given = { ...propertiesOf(activity), hs_timestamp: iso(at), hubspot_owner_id: ownerId };
  const entered = activity.enteredAt ?? (kind === 'meetings' ? at - 70 * HOUR : at + 5 * MINUTE);
  const id = writer.record(kind, given, entered, Math.max(entered, at + HOUR));
  const linkAll = (type: ObjectType, ids: readonly string[]): void => {
    for (const target of new Set(ids)) writer.link({ type, id: target }, { type: kind, id });
  };
  linkAll('deals', activity.dealIds);
  linkAll('contacts', activity.contactIds);
  linkAll('companies', activity.companyIds);
  return id;
}
