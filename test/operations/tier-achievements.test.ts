/** What counts for a tier, deal by deal and registration by registration. */
import { expect, it } from '@jest/globals';
import { parseInstant, type Instant } from '../../src/domain/calendar.js';
import { dealId, partnerId, portalId, type PartnerId } from '../../src/domain/ids.js';
import type { ProgrammeRegistration } from '../../src/domain/programme-facts.js';
import type { RegistrationStatus } from '../../src/domain/registration.js';
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
const registration = (
  status: RegistrationStatus | null,
  decided: string | null = null,
  more: Partial<ProgrammeRegistration> = {},
): ProgrammeRegistration => ({
  ...{ id: '7', dealId: WON.dealId, partnerId: BEN, submittedAt: at('2026-02-01'), status },
  decidedAt: decided === null ? null : at(decided),
  ...more,
});

const achievementsOf = (
  results: readonly CurrentResult[],
  registrations: readonly ProgrammeRegistration[] = [],
) =>
  tierAchievements(
    {
      async *eachResult() {
        yield await Promise.resolve(results);
      },
      programmeRecords: () =>
        Promise.resolve(
          registrations.map((one) => ({
            id: one.id,
            properties: { content: JSON.stringify(one) },
            links: {},
          })),
        ),
    },
    portalId('4711'),
  );
const one = (day: string, more: object) => ({
  ...{ at: at(day), sourcedMinor: 0, influencedMinor: 0, wonDeals: 0, registrationsApproved: 0 },
  ...more,
});

it.each<
  [string, readonly CurrentResult[], readonly ProgrammeRegistration[], Readonly<Record<PartnerId, object[]>>]
>([
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
    'a registration that was approved, whatever became of it, on the day of its submission where no other is known',
    [{ ...WON, status: 'lost' }],
    (['approved', 'converted', 'won', 'lost'] as const).map((status) => registration(status)),
    { [BEN]: Array.from({ length: 4 }, () => one('2026-02-01', { registrationsApproved: 1 })) },
  ],
  [
    'a registration that was approved, on the day of its approval, also one that expired after it or has no deal yet',
    [],
    [
      registration('won', '2026-02-03'),
      registration('expired', '2026-02-04'),
      registration('approved', '2026-02-05', { dealId: null, partnerId: ANA }),
    ],
    {
      [BEN]: ['2026-02-03', '2026-02-04'].map((day) => one(day, { registrationsApproved: 1 })),
      [ANA]: [one('2026-02-05', { registrationsApproved: 1 })],
    },
  ],
  [
    'a registration that waits, was rejected (also after an approval), expired unanswered or is in a state of nobody is nothing',
    [WON],
    [
      registration('submitted'),
      registration('rejected', '2026-02-03'),
      registration('expired'),
      registration(null),
    ],
    {
      [ANA]: [one('2026-05-01', { wonDeals: 1, sourcedMinor: 1_000 })],
      [BEN]: [one('2026-05-01', { wonDeals: 1, influencedMinor: 1_000 })],
    },
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
