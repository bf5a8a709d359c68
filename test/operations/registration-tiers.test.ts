/** Which tiers a decision on a registration moves: by what is published, in one sentence a partner. */
import { expect, it } from '@jest/globals';
import { parseInstant } from '../../src/domain/calendar.js';
import { dealId, partnerId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import type { RegistrationRecord } from '../../src/domain/registration-record.js';
import type { RegistrationStatus } from '../../src/domain/registration.js';
import { NOT_MEASURED } from '../../src/domain/tier-measures.js';
import { tierSnapshot } from '../../src/domain/tier-snapshot.js';
import type { CompanyRecord } from '../../src/operations/crm-port.js';
import { registrationTiers, type DealSides } from '../../src/operations/registration-tiers.js';

const NOW = parseInstant('2026-11-20')!;
const ANA = partnerId('7');
const policy: Policy = {
  ...DEFAULT_POLICY,
  programme: {
    ...DEFAULT_POLICY.programme,
    tiers: {
      ...DEFAULT_POLICY.programme.tiers,
      levels: [
        { tier: 'registered', requirements: {} },
        { tier: 'gold', requirements: { registrationsApproved: 1 } },
      ],
    },
  },
};
const approvedBefore = (count: number) => ({
  publishedProgramme: () =>
    ({
      tiers: tierSnapshot(
        policy.programme.tiers,
        [
          {
            ...{ at: parseInstant('2026-05-01')!, sourcedMinor: 0, influencedMinor: 0, wonDeals: 0 },
            registrationsApproved: count,
          },
        ],
        NOT_MEASURED,
        NOW,
      ),
    }) as never,
});
const card = {
  facts: { deal: { status: 'open', closedAt: null } },
  attributed: { result: { sourcingPartnerIds: [], influencingPartnerIds: [] } },
  partners: new Map([[ANA, { id: ANA, name: 'Contoso', tier: 'registered' }]]),
};
const SIDE = {
  ...{ around: { companies: new Map([[ANA, {}]]) }, before: card, after: card },
} as unknown as DealSides;
const record = (status: RegistrationStatus | null, deals: readonly string[]): RegistrationRecord =>
  ({
    ...{ partnerId: ANA, submittedAt: parseInstant('2026-11-01')!, decidedAt: null },
    ...{ status, dealIds: deals.map(dealId) },
  }) as unknown as RegistrationRecord;

const GOLD = ['Contoso would have earned Gold instead of Registered; it holds Registered.'];
const NONE = ['Contoso would have earned Registered instead of Gold; it holds Registered.'];

it.each<
  [string, number, RegistrationRecord | null, RegistrationStatus, readonly DealSides[], readonly string[]]
>([
  ['an approval counts', 0, record('submitted', ['1']), 'approved', [SIDE], GOLD],
  ['one of a deal that is not linked yet would', 0, null, 'approved', [SIDE], GOLD],
  ['one without a deal counts as well', 0, record('submitted', []), 'approved', [], GOLD],
  [
    'a deal linked to what was approved without one moves nothing',
    1,
    record('approved', []),
    'converted',
    [SIDE],
    [],
  ],
  ['an extension moves nothing', 1, record('approved', ['1']), 'approved', [SIDE], []],
  [
    'a conversion of what counts already moves nothing',
    1,
    record('approved', ['1']),
    'converted',
    [SIDE],
    [],
  ],
  ['a rejection of what was approved takes it away', 1, record('approved', ['1']), 'rejected', [SIDE], NONE],
  ['a rejection of what waited moves nothing', 1, record('submitted', ['1']), 'rejected', [SIDE], []],
  ['another one changes no tier', 3, record('submitted', ['1']), 'approved', [SIDE], []],
])('%s', (_, count, was, status, sides, sentences) => {
  const partner = { id: ANA, name: 'Contoso', partner: { tier: 'registered' } } as unknown as CompanyRecord;
  const then = { was, record: was ?? record('submitted', []), status, partner };
  expect(registrationTiers(approvedBefore(count), { policy, asOf: NOW }, sides, then)).toEqual(sentences);
});
