/** Why partners are around a customer, in words. */
import { describe, expect, it } from '@jest/globals';
import { instant, parseInstant, type Instant } from '../../src/domain/calendar.js';
import type { DealStatus } from '../../src/domain/deal.js';
import { dealId, partnerId, portalId, touchId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { TouchKind } from '../../src/domain/touch.js';
import type { CompanyRecord, PublishedDeal } from '../../src/operations/crm-port.js';
import { DEFAULT_SETTINGS } from '../../src/operations/in-force.js';
import { partnersAround } from '../../src/operations/partners-around.js';
import type { CustomerCardFacts } from '../../src/operations/read-customer-card.js';

const at = (day: string): Instant => parseInstant(day) ?? instant(0);

const company = (
  id: string,
  name: string,
  { parent = null, isPartner = true }: { readonly parent?: string | null; readonly isPartner?: boolean } = {},
): CompanyRecord => ({
  id,
  name,
  domain: null,
  parentCompanyId: parent,
  months: null,
  published: {},
  programme: {},
  partner: isPartner
    ? {
        id: partnerId(id),
        name,
        companyId: id,
        domain: null,
        parentId: parent,
        type: 'reseller_channel',
        tier: 'gold',
        stage: null,
        managerId: '1',
        phone: null,
      }
    : null,
});

let lastId = 0;
const deal = (
  name: string,
  status: DealStatus,
  roles: { readonly sourced?: readonly string[]; readonly influenced?: readonly string[] },
  closes: string | null = '2026-03-05',
  touches: readonly (readonly [string, TouchKind, string])[] = [],
): PublishedDeal => {
  const id = dealId(String((lastId += 1)));
  return {
    closesAt: closes === null ? null : at(closes),
    result: {
      class: 'sourced',
      bucket: 'new',
      sourcingPartnerIds: (roles.sourced ?? []).map(partnerId),
      influencingPartnerIds: (roles.influenced ?? []).map(partnerId),
      flags: [],
      policyVersion: 'default-1',
    },
    record: {
      name,
      deal: {
        id,
        createdAt: at('2026-01-01'),
        closedAt: null,
        status,
        currency: 'USD',
        amountMinor: 100,
        homeAmountMinor: 100,
        dealType: null,
        customer: null,
        flags: [],
      },
      publishedTouches: {
        kind: 'read',
        asOf: at('2026-09-01'),
        older: 0,
        touches: touches.map(([partner, kind, day]) => ({
          id: touchId(`${partner}-${kind}-${day}`),
          dealId: id,
          partnerId: partnerId(partner),
          at: at(day),
          kind,
          status: null,
          title: null,
        })),
      },
      referral: null,
      rulings: [],
      tagging: { rulings: [], history: [] },
      insights: { kind: 'none' },
      dismissals: [],
      recordedAt: null,
      namedPartners: [],
      legacyClass: null,
      publishedPolicy: 'default-1',
      published: {},
    },
  };
};

const around = (
  customer: CompanyRecord,
  partners: readonly CompanyRecord[],
  deals: readonly PublishedDeal[],
  parent: CompanyRecord | null = null,
) => {
  const card: CustomerCardFacts = {
    basics: {
      account: { portalId: portalId('1'), homeCurrency: 'USD', timeZone: 'UTC' },
      owners: [{ id: '1', name: 'Sam Lee' }],
      inForce: { policy: DEFAULT_POLICY, policyFrom: 'default', settings: DEFAULT_SETTINGS },
      asOf: at('2026-09-01'),
      company: customer,
      relatives: [],
      actor: { name: null, identity: { kind: 'unknown' } },
    },
    deals,
    totalDeals: deals.length,
    partners: new Map(partners.map((one) => [partnerId(one.id), one])),
    parent,
  };
  return partnersAround(card);
};
const ACME = company('100', 'Acme', { isPartner: false });

describe('why a partner is around', () => {
  it('its deals by role and status, the latest by name', () => {
    const deals = [
      deal('Old', 'won', { sourced: ['1'] }, '2025-03-05'),
      deal('New', 'won', { sourced: ['1'] }, '2026-03-05'),
      deal('Next', 'open', { influenced: ['1'] }, '2026-12-05'),
    ];
    expect(around(ACME, [company('1', 'Northwind')], deals)[0]?.why).toEqual([
      'Sourced two won deals, the latest “New” (5 Mar 2026).',
      'Influenced one open deal: “Next” (expected 5 Dec 2026).',
    ]);
  });

  it('what it did, with the last day', () => {
    const touches = [
      ['1', 'meeting', '2026-02-01'],
      ['1', 'email', '2026-02-03'],
      ['1', 'meeting', '2026-01-20'],
    ] as const;
    const deals = [deal('A', 'open', {}, null, touches)];
    expect(around(ACME, [company('1', 'Northwind')], deals)[0]?.why).toEqual([
      'Two meetings and one email on its deals, the last on 3 Feb 2026.',
    ]);
  });

  it.each([
    ['its parent', company('100', 'Acme', { isPartner: false, parent: '1' }), null, 'Acme belongs to it.'],
    ['its child', ACME, '100', 'It belongs to Acme.'],
    [
      'of the same parent',
      company('100', 'Acme', { isPartner: false, parent: '9' }),
      '9',
      'Both belong to Holding AG.',
    ],
  ])('that it is %s', (_how, customer, parentOfPartner, why) => {
    const partner = company('1', 'Northwind', { parent: parentOfPartner });
    const parent = company('9', 'Holding AG', { isPartner: false });
    expect(around(customer, [partner], [], parent)).toMatchObject([{ name: 'Northwind', why: [why] }]);
  });

  it('is nothing for a partner that only a suggestion names', () => {
    expect(around(ACME, [company('1', 'Northwind')], [deal('A', 'open', {})])).toEqual([]);
  });

  it('who is on an open deal comes first, then who sourced most', () => {
    const partners = ['1', '2', '3'].map((id) => company(id, `Partner ${id}`));
    const deals = [
      deal('A', 'won', { sourced: ['2'] }),
      deal('B', 'lost', { influenced: ['3'] }),
      deal('C', 'open', { influenced: ['1'] }),
    ];
    expect(around(ACME, partners, deals).map(({ companyId }) => companyId)).toEqual(['1', '2', '3']);
    expect(around(ACME, partners, deals.toReversed()).map(({ companyId }) => companyId)).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it('says whom to call and who manages it', () => {
    const [one] = around(ACME, [company('1', 'Northwind')], [deal('A', 'won', { sourced: ['1'] })]);
    expect(one).toMatchObject({ phone: '', manager: 'Sam Lee', tier: 'Gold', type: 'Reseller/channel' });
  });
});
