/** What is published of the programme comes back as it was, on a partner company and in the portal's data. */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS, instant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import { plainNumber } from '../../src/domain/numbers/kpi-value.js';
import type { QueueItem } from '../../src/domain/programme-queue.js';
import { programmeQueue } from '../../src/hubspot/programme-summary-value.js';
import { decodeProgramme, encodeProgramme } from '../../src/hubspot/published-programme.js';
import { withoutAsOf } from '../../src/hubspot/published-touches.js';
import { overdueRegistrations } from '../../src/operations/programme-queue-items.js';
import type { PublishedPartnerProgramme } from '../../src/operations/published-programme-port.js';

const asOf = instant(Date.UTC(2026, 10, 20, 10));
const due = (given: Partial<QueueItem>): Omit<QueueItem, 'partnerId' | 'text'> => ({
  kind: 'compliance_due',
  record: { type: 'companies', id: '7' },
  dueAt: asOf,
  overdue: false,
  ...given,
});
const item = (given: Partial<QueueItem>): QueueItem => ({
  partnerId: partnerId('7'),
  text: 'The insurance of Contoso runs out.',
  ...due(given),
});
const TWO = [due({ matter: 'insurance' }), due({ matter: 'privacy' }), due({ kind: 'stalled' })];

const published: PublishedPartnerProgramme = {
  ...{ asOf, agedTo: asOf, policyVersion: 'default-1', homeCurrency: 'USD' },
  period: { name: 'last 12 months', from: asOf, to: asOf },
  ...{ values: [], missing: [], due: TWO, dueTotal: 3 },
  health: { score: null, parts: [], leftOut: [] },
  meetings: { lastAt: null, nextAt: null, lastExecutiveAt: null },
  escalations: { open: 0, oldestOpenedAt: null },
  ...{ tiers: null, keyResults: {} },
};

it('tells two matters of one record and day apart on a partner company', () => {
  expect(decodeProgramme(encodeProgramme(published), asOf)).toMatchObject(published);
});

describe('a day on which nothing happens', () => {
  const days = (id: string, value: number, since?: number) => ({
    ...{ id, label: id, unit: 'days', value, numerator: null, denominator: null },
    ...(since === undefined ? {} : { since }),
  });
  const met = asOf - 50.5 * DAY_MS;
  /** As a sync works it out: engagement with a cadence of 30 days, beside a part of 35. */
  const asOfDay = (day: number, whole = false): PublishedPartnerProgramme => {
    const at = instant(asOf + day * DAY_MS);
    const age = whole ? Math.floor(50.5 + day) : 50.5 + day;
    const engagement = Math.round(Math.max(0, (100 * (90 - (50.5 + day))) / 60));
    const escalations = plainNumber('escalations', 1, 1, {
      beside: [days('oldest_open_age', age, met), days('median_resolution', 3)],
    } as never);
    return {
      ...published,
      ...{ asOf: at, agedTo: at, values: [escalations], due: TWO },
      period: { name: 'last-12-months', from: asOf, to: asOf + 60 * DAY_MS },
      health: {
        score: Math.round((engagement * 25 + 35 * 20) / 45),
        parts: [
          {
            ...{ id: 'engagement', score: engagement, weight: (25 * 100) / 45 },
            inputs: [days('days_since_meeting', age, met), days('cadence_days', 30)],
          },
          { id: 'pipeline', score: 35, weight: (20 * 100) / 45, inputs: [] },
        ],
        leftOut: [],
      } as never,
    };
  };

  it.each([1, 7, 34])(
    'changes no text, and %i days later it is read as it would be worked out then',
    (day) => {
      const text = encodeProgramme(asOfDay(0));
      expect(withoutAsOf(encodeProgramme(asOfDay(day)))).toBe(withoutAsOf(text));
      const later = instant(asOf + day * DAY_MS);
      expect(decodeProgramme(text, later)).toMatchObject({ ...asOfDay(day, true), asOf });
    },
  );

  it('is told as of when it was written once that is too long ago, and before that', () => {
    const text = encodeProgramme(asOfDay(0));
    for (const now of [asOf + 36 * DAY_MS, asOf - DAY_MS])
      expect(decodeProgramme(text, instant(now))).toMatchObject(asOfDay(0, true));
  });
});

it('tells them apart in the queue of the portal’s data', () => {
  const queue = {
    ...{ asOf, timeZone: 'UTC', total: { compliance_due: 2, stalled: 1 } },
    items: TWO.map((one) => ({ ...item(one), partnerName: 'Contoso' })),
  };
  expect(programmeQueue.parse(JSON.parse(JSON.stringify(queue)))).toEqual(queue);
});

it.each<[string, readonly QueueItem[], number]>([
  ['nothing waits', [], 0],
  ['one has time left', [item({ kind: 'registration_due' })], 0],
  [
    'one is not answered and one not settled in time',
    [
      item({ kind: 'registration_due', overdue: true }),
      item({ kind: 'registration_disputed', overdue: true }),
    ],
    2,
  ],
  ['something else is overdue', [item({ kind: 'meeting_overdue', overdue: true })], 0],
])('counts registrations that are overdue where %s', (_case, items, count) => {
  expect(overdueRegistrations({ missing: ['tickets'] }, items)).toBe(count);
  expect(overdueRegistrations({ missing: ['registrations'] }, items)).toBeNull();
});
