/** The words behind “Why” that no deal of the demo portal needs: registrations, shared deals, policies of other kinds. */
import { expect, it } from '@jest/globals';
import type { Deal } from '../../src/domain/deal.js';
import type { Policy } from '../../src/domain/policy.js';
import type { Tag, Touch } from '../../src/domain/touch.js';
import type { DealCardFacts } from '../../src/operations/deal-card-facts.js';
import { whyOf } from '../../src/operations/deal-card-why.js';
import { explanationOf } from '../../src/operations/explain-deal.js';
import { afterClose, day, policy, tag, touch } from '../domain/facts.js';
import { cardFacts, profile } from './card-facts.js';

const NAMES = { '7': 'Northwind', '8': 'Contoso', '9': 'Fabrikam', '10': 'Adatum', '11': 'Litware' };
const PARTNERS = Object.entries(NAMES).map(([id, name]) => profile(id, name));

interface Row {
  readonly name: string;
  readonly deal?: Partial<Deal>;
  readonly touches?: readonly Touch[];
  readonly tags?: readonly Tag[];
  readonly policy?: Policy;
  /** Sentences that are among the rules; all others may be there too. */
  readonly says?: readonly string[];
  readonly wouldBe?: string | null;
}

const cardOf = (row: Row): DealCardFacts => cardFacts({ ...row, partners: PARTNERS });

// The deal was created on 1 Mar 2026 and closed on 1 Jun 2026, both at 12:00 UTC.
const ROWS: readonly Row[] = [
  {
    name: 'a late registration that still counts',
    touches: [touch('7', 'registration', day(10))],
    says: [
      'The registration of Northwind on 11 Mar 2026, ten days after the deal was created (1 Mar 2026), counts: the window is 180 days before, and 14 days after. A registration goes before a tag.',
    ],
    wouldBe: 'Without the registration of Northwind on 11 Mar 2026, this deal would be direct.',
  },
  {
    name: 'a registration that came too late',
    touches: [touch('7', 'registration', day(17)), touch('8', 'referral', day(-2))],
    says: [
      'The registration of Northwind on 18 Mar 2026 counts for influence, not for sourcing: it came 17 days after the deal was created (1 Mar 2026); a registration may come 14 days after at the latest.',
    ],
    wouldBe: 'Registered three days earlier, this deal would be sourced by Northwind.',
  },
  {
    name: 'a registration that nobody approved',
    touches: [touch('7', 'registration', day(-3), { status: 'submitted' })],
    says: ['The registration of Northwind on 26 Feb 2026 does not count: it is not approved.'],
    wouldBe:
      'If the registration of Northwind on 26 Feb 2026 were approved, this deal would be sourced by Northwind.',
  },
  {
    name: 'a referral from long before',
    touches: [touch('7', 'referral', day(-190))],
    says: [
      'The referral of Northwind on 23 Aug 2025 does not count: it came 190 days before the deal was created (1 Mar 2026); the window opens 180 days before.',
    ],
    wouldBe: 'Referred ten days later, this deal would be sourced by Northwind.',
  },
  {
    name: 'partners that would share the deal',
    policy: policy({ sourcing: { coSourcing: 'split' } }),
    touches: [touch('7', 'referral', day(-5)), touch('8', 'referral', day(1))],
    wouldBe:
      'Had the referral of Contoso on 2 Mar 2026 come one day earlier, Northwind and Contoso would source this deal together.',
  },
  {
    name: 'on a tie, a minute decides',
    touches: [touch('8', 'referral', day(-5)), touch('7', 'referral', day(-5))],
    wouldBe: 'Referred one minute earlier, this deal would be sourced by Contoso.',
  },
  {
    name: 'the next in line is told when the source goes',
    touches: [touch('7', 'referral', day(-90)), touch('8', 'referral', day(-3))],
    says: ['Contoso claims this deal too, and counts as an influencer: the claim of Northwind is earlier.'],
    wouldBe: 'Without the referral of Northwind on 1 Dec 2025, Contoso would be the sourcing partner.',
  },
  {
    name: 'many influencers are a number',
    touches: [
      touch('7', 'referral', day(-100)),
      ...['8', '9', '10', '11'].map((id) => touch(id, 'meeting', day(3))),
    ],
    wouldBe: 'Without the referral of Northwind on 21 Nov 2025, this deal would be influenced by 4 partners.',
  },
  {
    name: 'an open deal has no close to come before',
    deal: { status: 'open', closedAt: null },
    touches: [touch('7', 'email', day(3))],
    says: [
      'Northwind has one touch that counts for influence (from 90 days before the deal was created to its end), worth 0.5 points; the policy asks for 1, so it has no part.',
    ],
    wouldBe: 'With one more email of Northwind, this deal would be influenced by Northwind.',
  },
  {
    name: 'tenths are said as tenths',
    policy: policy({ influence: { points: { email: 0.1 }, minPoints: 0.3 } }),
    touches: [1, 2, 3].map((days) => touch('7', 'email', day(days))),
    says: [
      'Northwind has three touches that count for influence (from 90 days before the deal was created to its end), worth 0.3 points; the policy asks for 0.3.',
    ],
  },
  {
    name: 'a tag that does not stand',
    policy: policy({ tags: { sourced: 'require_evidence' } }),
    tags: [tag('7', 'sourced')],
    says: [
      'Northwind is tagged as sourced, but the policy asks for a touch that counts for that role, and there is none.',
    ],
    wouldBe: null,
  },
  {
    name: 'what came after the close',
    touches: [touch('7', 'meeting', afterClose(40))],
    says: ['What Northwind did after the deal closed (1 Jun 2026) is shown, and does not count.'],
    wouldBe: null,
  },
];

it.each(ROWS)('$name', (row) => {
  const { rules, counterfactual } = whyOf(cardOf(row));
  for (const sentence of row.says ?? []) expect(rules).toContain(sentence);
  if (row.wouldBe !== undefined) expect(counterfactual).toBe(row.wouldBe);
});

it('windows beyond any calendar have no day, and no failure', () => {
  const { windows, locksAt } = explanationOf(
    cardOf({
      name: '',
      policy: policy({ sourcing: { lookbackDays: 1e12 }, influence: { lookbackDays: 1e12 }, lockDays: 1e12 }),
    }),
  );
  expect(windows.join(' ')).toContain('from the beginning');
  expect(locksAt).toBeNull();
});

it('windows say what they are of', () => {
  expect(explanationOf(cardOf({ name: '' })).windows).toEqual([
    'For sourcing: registration and referral from 2 Sep 2025 (180 days before the deal was created) to 1 Mar 2026; a registration until 15 Mar 2026 (14 days after, never beyond the end).',
    'For influence: touches of every kind from 1 Dec 2025 (90 days before the deal was created) to 1 Jun 2026 (when the deal closed).',
  ]);
});
