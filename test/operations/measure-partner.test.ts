/** What a checklist is measured by, of the partner as it stands in HubSpot: in the days of the portal. */
import { expect, it } from '@jest/globals';
import { formatInstant, parseInstant } from '../../src/domain/calendar.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { Crm } from '../../src/operations/crm-port.js';
import { measurePartner, type KnownPartner } from '../../src/operations/measure-partner.js';
import type { ProgrammeCrm } from '../../src/operations/programme-port.js';

const crm = { publishedNumbers: () => null } as unknown as Crm;
const met = (at: string): ProgrammeCrm =>
  ({
    registrations: { properties: [] },
    linked: (_from: string, type: string) =>
      Promise.resolve(new Map(type === 'meetings' ? [['7', ['1']]] : [])),
    byId: () => Promise.resolve([{ id: '1', properties: { hs_timestamp: at } }]),
  }) as unknown as ProgrammeCrm;
/** Signed on 1 March: HubSpot keeps that day as midnight in UTC. */
const signed = (timeZone: string): KnownPartner =>
  ({
    company: { id: '7' },
    account: { timeZone },
    profile: { agreement: { signedAt: parseInstant('2027-03-01'), endsAt: null } },
    programme: { objectives: [], moves: [], reviews: [], agreementEnds: [] },
    people: [],
    asOf: parseInstant('2027-06-01'),
  }) as unknown as KnownPartner;

it.each([
  ['America/New_York', '2027-03-01T04:59:00.000Z', null],
  ['America/New_York', '2027-03-01T05:00:00.000Z', '2027-03-01T05:00:00.000Z'],
  ['Asia/Tokyo', '2027-02-28T15:00:00.000Z', '2027-02-28T15:00:00.000Z'],
  ['Asia/Tokyo', '2027-02-28T14:59:00.000Z', null],
])('in %s a meeting of %s counts from the day of signing on: %s', async (timeZone, at, found) => {
  const measured = await measurePartner(
    { crm, programme: met(at) },
    signed(timeZone),
    DEFAULT_POLICY.programme,
  );
  const activity = measured.get('first_joint_activity');
  const day = activity?.kind === 'done' && activity.at !== null ? formatInstant(activity.at) : null;
  expect([activity?.kind, day]).toEqual([found === null ? 'open' : 'done', found]);
});
