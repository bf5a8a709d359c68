/** What is published of the programme comes back as it was, on a partner company and in the portal's data. */
import { expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import type { QueueItem } from '../../src/domain/programme-queue.js';
import { programmeQueue } from '../../src/hubspot/programme-summary-value.js';
import { decodeProgramme, encodeProgramme } from '../../src/hubspot/published-programme.js';
import { overdueRegistrations } from '../../src/operations/programme-queue-items.js';
import type { PublishedPartnerProgramme } from '../../src/operations/published-programme-port.js';

const asOf = instant(Date.UTC(2026, 10, 20, 10));
const due = (given: Partial<QueueItem>): Omit<QueueItem, 'partnerId'> => ({
  kind: 'compliance_due',
  record: { type: 'companies', id: '7' },
  text: 'The insurance of Contoso runs out.',
  dueAt: asOf,
  overdue: false,
  ...given,
});
const item = (given: Partial<QueueItem>): QueueItem => ({ partnerId: partnerId('7'), ...due(given) });
const TWO = [due({ matter: 'insurance' }), due({ matter: 'privacy' }), due({ kind: 'stalled' })];

const published: PublishedPartnerProgramme = {
  ...{ asOf, policyVersion: 'default-1', homeCurrency: 'USD' },
  period: { name: 'last 12 months', from: asOf, to: asOf },
  ...{ values: [], missing: [], due: TWO, dueTotal: 3 },
  health: { score: null, parts: [], leftOut: [] },
  meetings: { lastAt: null, nextAt: null, lastExecutiveAt: null },
  escalations: { open: 0, oldestOpenedAt: null },
  ...{ tiers: null, keyResults: {} },
};

it('tells two matters of one record and day apart on a partner company', () => {
  expect(decodeProgramme(encodeProgramme(published))).toMatchObject(published);
});

it('tells them apart in the queue of the portal’s data', () => {
  const queue = {
    ...{ asOf, timeZone: 'UTC', total: { compliance_due: 2, stalled: 1 } },
    items: TWO.map((one) => ({ partnerId: partnerId('7'), partnerName: 'Contoso', ...one })),
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
