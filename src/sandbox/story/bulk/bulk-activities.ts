import { SEED_NOW } from '../../clock.js';
import type { GeneratedRecords, Reader } from '../../generated/generated-portal.js';
import type { ActivityKind } from '../activities.js';
import { REPS } from '../customers.js';
import { DAY, HOUR, MINUTE } from '../writer.js';
import { dealPlans, remembered } from './bulk-deals.js';
import { bulkId, FIRST_BULK_ID } from './bulk-ids.js';
import type { BulkActivity, BulkShape } from './bulk-shape.js';
import { minuteText, TODAY } from './calendar-text.js';
import { drawFor, pickBy } from './draw.js';

/** The places of a block that are activities of a kind: most are meetings. */
const SLOTS: Readonly<Record<ActivityKind, readonly [from: number, count: number]>> = {
  meetings: [0, 10],
  calls: [10, 4],
  emails: [14, 3],
};

/** The kind and the number of an activity by its place. */
export function placeOf({ slot, block }: BulkActivity): { readonly kind: ActivityKind; readonly n: number } {
  const kind = slot < 10 ? 'meetings' : slot < 14 ? 'calls' : 'emails';
  const [from, count] = SLOTS[kind];
  return { kind, n: block * count + slot - from };
}

/** An activity by its kind and number. */
export function activityAt(shape: BulkShape, kind: ActivityKind, n: number): BulkActivity {
  const [from, count] = SLOTS[kind];
  return shape.activity(Math.floor(n / count), from + (n % count));
}

const TITLES: Readonly<Record<ActivityKind, readonly string[]>> = {
  meetings: [
    'Joint discovery',
    'Co-sell planning',
    'Requirements workshop',
    'Solution fit',
    'Account review',
  ],
  calls: ['Next steps', 'Catch-up call', 'Call about pricing'],
  emails: ['Introduction', 'Re: timeline', 'Notes from the workshop'],
};

/** Most meetings took place; of some nobody entered how they went. */
const outcomeOf = (drawn: number): string | undefined =>
  drawn < 0.82
    ? 'COMPLETED'
    : drawn < 0.91
      ? undefined
      : drawn < 0.95
        ? 'CANCELED'
        : drawn < 0.98
          ? 'NO_SHOW'
          : 'RESCHEDULED';

const typeOf = (drawn: number): string | undefined =>
  drawn < 0.62 ? undefined : drawn < 0.84 ? 'Demo' : 'Proposal review';

/** When an activity took place: between its deal's creation and end, one in five up to 25 days before it. */
function activityTimes(seed: number, shape: BulkShape, kind: ActivityKind): (n: number) => number {
  const plan = dealPlans(seed, shape);
  const when = drawFor(seed, `${kind} when`);
  const early = drawFor(seed, `${kind} early`);
  return remembered((n) => {
    const { deal } = activityAt(shape, kind, n);
    if (deal === null) return TODAY - Math.floor(when(n) * 500) * DAY - 9 * HOUR;
    const { createdAt, closeAt } = plan(deal);
    const from = createdAt - (early(n) < 0.2 ? 25 * DAY : 0);
    const end = Math.min(closeAt, SEED_NOW - DAY) - 2 * HOUR;
    return Math.floor((from + Math.max(0, end - from) * when(n)) / (5 * MINUTE)) * 5 * MINUTE;
  });
}

/** The generated activities of one kind. */
export function bulkActivities(seed: number, shape: BulkShape, kind: ActivityKind): GeneratedRecords {
  const at = activityTimes(seed, shape, kind);
  const draw = (topic: string) => drawFor(seed, `${kind} ${topic}`);
  const [title, detail, type, owner] = [draw('title'), draw('detail'), draw('type'), draw('owner')];
  const createdAt = (n: number): number => at(n) - (kind === 'meetings' ? 70 * HOUR : 0);
  const updatedAt = (n: number): number => at(n) + HOUR;
  const readers: [string, Reader][] = [
    ['hs_timestamp', (n) => minuteText(at(n))],
    ['hubspot_owner_id', (n) => pickBy(REPS, owner(n)).id],
    ['hs_object_id', (n) => bulkId(kind, n)],
    ['hs_createdate', (n) => minuteText(createdAt(n))],
    ['hs_lastmodifieddate', (n) => minuteText(updatedAt(n))],
    ...particulars(kind, (n) => pickBy(TITLES[kind], title(n)), at, detail, type),
  ];
  const count = shape.fullBlocks * SLOTS[kind][1];
  return { firstId: FIRST_BULK_ID[kind], count, readers: new Map(readers), createdAt, updatedAt };
}

function particulars(
  kind: ActivityKind,
  title: Reader,
  at: (n: number) => number,
  detail: (n: number) => number,
  type: (n: number) => number,
): readonly [string, Reader][] {
  const activityType: [string, Reader] = ['hs_activity_type', (n) => typeOf(type(n))];
  switch (kind) {
    case 'meetings':
      return [
        ['hs_meeting_title', title],
        ['hs_meeting_start_time', (n) => minuteText(at(n))],
        ['hs_meeting_end_time', (n) => minuteText(at(n) + 45 * MINUTE)],
        ['hs_meeting_outcome', (n) => outcomeOf(detail(n))],
        activityType,
      ];
    case 'calls':
      return [
        ['hs_call_title', title],
        ['hs_call_direction', (n) => (detail(n) < 0.3 ? 'INBOUND' : 'OUTBOUND')],
        ['hs_call_status', () => 'COMPLETED'],
        ['hs_call_duration', () => String(12 * MINUTE)],
        activityType,
      ];
    case 'emails':
      return [
        ['hs_email_subject', title],
        ['hs_email_direction', (n) => (detail(n) < 0.3 ? 'INCOMING_EMAIL' : 'EMAIL')],
        ['hs_email_status', () => 'SENT'],
      ];
  }
}
