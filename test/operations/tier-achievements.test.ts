/** What counts for a tier, deal by deal and registration by registration. */
import { expect, it } from '@jest/globals';
import { parseInstant, type Instant } from '../../src/domain/calendar.js';
import { dealId, partnerId, portalId, type PartnerId } from '../../src/domain/ids.js';
import type { Registration } from '../../src/domain/registration.js';
import type { CurrentResult } from '../../src/operations/result-port.js';
import { tierAchievements } from '../../src/operations/tier-achievements.js';

const at = (day: string): Instant => parseInstant(day)!;
const [ANA, BEN] = [partnerId('1'), partnerId('2')];
const NONE = { source: new Map(), influence: new Map(), model: new Map() };
const WON: CurrentResult = {
  ...{ dealId: dealId('10'), policyVersion: 'default-1', status: 'won', class: 'sourced', bucket: 'new' },
  ...{ currency: 'EUR', amountMinor: 900, homeCurrency: 'USD', homeAmountMinor: 1_000 },
  ...{ sourcingPartnerIds: [ANA], influencingPartnerIds: [BEN], flags: [], credits: NONE },
  homeCredits: { ...NONE, source: new Map([[ANA, 1_000]]) },
  closedAt: at('2026-05-01'),
};
const registration = (id: string, status: string | null): Registration => ({
  ...{ id, dealId: WON.dealId, partnerId: BEN, submittedAt: at('2026-02-01'), status, title: null },
});

const achievementsOf = (results: readonly CurrentResult[], registrations: readonly Registration[] = []) =>
  tierAchievements(
    {
      async *eachResult() {
        yield await Promise.resolve(results);
      },
      registrationsOf: () => Promise.resolve(new Map([[WON.dealId, registrations]])),
    },
    portalId('4711'),
  );
const one = (day: string, more: object) => ({
  ...{ at: at(day), sourcedMinor: 0, influencedMinor: 0, wonDeals: 0, registrationsApproved: 0 },
  ...more,
});

it.each<[string, readonly CurrentResult[], readonly Registration[], Readonly<Record<PartnerId, object[]>>]>([
  [
    'a won deal: its credit to who sourced it, its whole amount to who influenced it',
    [WON],
    [],
    {
      [ANA]: [one('2026-05-01', { wonDeals: 1, sourcedMinor: 1_000 })],
      [BEN]: [one('2026-05-01', { wonDeals: 1, influencedMinor: 1_000 })],
    },
  ],
  [
    'a won deal without a home amount is a deal and no revenue',
    [{ ...WON, homeAmountMinor: null, homeCredits: NONE, influencingPartnerIds: [] }],
    [],
    { [ANA]: [one('2026-05-01', { wonDeals: 1 })] },
  ],
  [
    'open and lost deals are nothing',
    [
      { ...WON, status: 'open' },
      { ...WON, status: 'lost' },
    ],
    [],
    {},
  ],
  ['a won deal without a close date is nothing', [{ ...WON, closedAt: null }], [], {}],
  [
    'a registration that was approved, whatever became of it and of its deal',
    [{ ...WON, status: 'lost' }],
    ['approved', 'converted', 'won', 'lost', 'submitted', 'rejected', 'expired', null].map((status, place) =>
      registration(String(place), status),
    ),
    { [BEN]: Array.from({ length: 4 }, () => one('2026-02-01', { registrationsApproved: 1 })) },
  ],
  [
    'a registration of two deals is one registration',
    [{ ...WON, status: 'lost' }],
    [registration('7', 'converted'), { ...registration('7', 'converted'), dealId: dealId('11') }],
    { [BEN]: [one('2026-02-01', { registrationsApproved: 1 })] },
  ],
])('%s', async (_, results, registrations, expected) => {
  const { ofPartner } = await achievementsOf(results, registrations);
  expect(Object.fromEntries(ofPartner)).toEqual(expected);
});

it('counts the deals that count for less, once each and only with a partner', async () => {
  const direct: CurrentResult = { ...WON, sourcingPartnerIds: [], influencingPartnerIds: [] };
  const found = await achievementsOf([
    { ...WON, homeAmountMinor: null },
    { ...WON, closedAt: null },
    { ...direct, homeAmountMinor: null, closedAt: null },
  ]);
  expect([found.dealsWithoutHomeAmount, found.dealsWithoutCloseDate]).toEqual([1, 1]);
});
