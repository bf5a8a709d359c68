/** What waits for somebody who runs the partner programme: one list, in which each part of the programme puts its own. */
import type { Instant } from './calendar.js';
import type { PartnerId } from './ids.js';

export const QUEUE_KINDS = {
  registration_due: 'Registration to answer',
  registration_expiring: 'Registration about to expire',
  registration_disputed: 'Disputed registration',
  agreement_due: 'Agreement due',
  compliance_due: 'Terms to renew',
  meeting_overdue: 'Meeting overdue',
  executive_meeting_overdue: 'Executive meeting overdue',
  review_due: 'Health review due',
  initiative_late: 'Initiative late',
  stalled: 'Stalled',
  escalation: 'Open escalation',
  tier_at_risk: 'Tier at risk',
} as const;
export type QueueKind = keyof typeof QUEUE_KINDS;

export interface QueueItem {
  readonly kind: QueueKind;
  readonly partnerId: PartnerId;
  /** The record on which it is settled. */
  readonly record: {
    readonly type: 'companies' | 'registrations' | 'tickets' | 'deals' | 'tasks';
    readonly id: string;
  };
  /** Tells matters of one kind, record and day apart, by a stable name such as `insurance`; absent where there is one. */
  readonly matter?: string;
  /** Of what is told at steps before its day: the nearest of them that it has come within, in days. */
  readonly step?: number;
  /** One sentence with a day, a value or a name, and what to do. */
  readonly text: string;
  /** Null where it has no day. */
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
}

/**
 * What is overdue first, then by day, then by partner and record, so that the order never depends on how it was read. What has
 * no day, such as an open escalation, waits already: it comes before what is due some day.
 */
export function compareQueue(a: QueueItem, b: QueueItem): number {
  if (a.overdue !== b.overdue) return a.overdue ? -1 : 1;
  const [one, other] = [a.dueAt ?? Number.MIN_SAFE_INTEGER, b.dueAt ?? Number.MIN_SAFE_INTEGER];
  if (one !== other) return one - other;
  const key = ({ partnerId, record, kind }: QueueItem): string => `${partnerId} ${record.id} ${kind}`;
  return key(a) < key(b) ? -1 : 1;
}
