/** One case or more a rule of engagement, each with what it says. */
import { dealId, partnerId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { EngagementFacts, EngagementRule } from '../../src/domain/registration-rules.js';
import type { RegistrationRecord } from '../../src/domain/registration-record.js';
import { ACME, approved, at, partner, registration, SETTINGS } from './registrations.js';

const NAMES = new Map([
  ['7', 'Northwind'],
  ['8', 'Contoso'],
]);

/** Of a partner whom nothing stands against. */
export const facts = (changes: Partial<EngagementFacts> = {}): EngagementFacts => ({
  ...{ registration: registration(), partner: partner(), field: { territories: [], productLines: [] } },
  ...{ partners: new Map(), others: [], openDeals: [], settings: SETTINGS, exclude: DEFAULT_POLICY.exclude },
  backDatedDays: 14,
  ...{ now: at('2026-09-01T09:00Z'), timeZone: 'Europe/Berlin' },
  nameOf: (id) => NAMES.get(id) ?? id,
  ...changes,
});

/** Another partner's, approved. */
export const contoso = (changes: Partial<RegistrationRecord> = {}): RegistrationRecord =>
  approved({ id: '2', name: 'Contoso – Acme', partnerId: partnerId('8'), ...changes });
const elsewhere = { ...ACME, companyId: '501', domain: 'other.example' };

interface EngagementCase {
  readonly name: string;
  readonly rule: EngagementRule;
  readonly change: Partial<EngagementFacts>;
  /** Null: the rule is kept. */
  readonly broken: 'never' | 'waits' | 'reason' | null;
  readonly says: RegExp;
  readonly evidence?: readonly string[];
}

export const ENGAGEMENT_CASES: readonly EngagementCase[] = [
  {
    name: 'a partner at work',
    rule: 'partner_ended',
    change: {},
    broken: null,
    says: /Northwind is a partner/,
  },
  {
    ...{ name: 'a partner that ended', rule: 'partner_ended', broken: 'never', says: /has ended/ },
    ...{ change: { partner: partner({ stage: 'ended' }) }, evidence: ['companies 7'] },
  },
  { name: 'somebody else', rule: 'partner_is_prospect', change: {}, broken: null, says: /is not Acme/ },
  {
    ...{ name: 'the partner by id', rule: 'partner_is_prospect', broken: 'never', says: /Northwind itself/ },
    change: { partner: partner({ companyId: '500' }) },
  },
  {
    ...{ name: 'the partner by domain', rule: 'partner_is_prospect', broken: 'never', says: /itself/ },
    change: { partner: partner({ domain: 'www.ACME.example' }) },
  },
  {
    ...{
      name: 'a company of the same parent',
      rule: 'partner_is_prospect',
      broken: 'never',
      says: /same parent/,
    },
    change: {
      partner: partner({ parentId: '900' }),
      registration: registration({ prospect: { ...ACME, parentCompanyId: '900' } }),
    },
  },
  {
    ...{
      name: 'the partner, where the policy excludes nobody',
      rule: 'partner_is_prospect',
      broken: null,
      says: /not/,
    },
    change: {
      partner: partner({ companyId: '500' }),
      exclude: { partnerIsCustomer: false, sharedParent: false },
    },
  },
  {
    ...{ name: 'its own earlier one', rule: 'duplicate', broken: 'never', says: /on 31 Aug 2026 already/ },
    change: { others: [registration({ id: '3', submittedAt: at('2026-08-31T09:00Z') })] },
    evidence: ['registrations 3'],
  },
  {
    ...{ name: 'its own of another company', rule: 'duplicate', broken: null, says: /not registered/ },
    change: {
      others: [registration({ id: '3', submittedAt: at('2026-08-31T09:00Z'), prospect: elsewhere })],
    },
  },
  {
    ...{ name: 'its own that is over', rule: 'duplicate', broken: null, says: /not registered/ },
    change: {
      now: at('2026-12-01T10:00:00.001Z'),
      registration: registration({ submittedAt: at('2026-12-01T10:00Z') }),
      others: [approved({ id: '3' })],
    },
  },
  {
    ...{
      name: 'a named account by domain',
      rule: 'named_account',
      broken: 'never',
      says: /acme\.example in programme/,
    },
    change: { settings: { ...SETTINGS, namedAccounts: ['acme.example'] } },
  },
  {
    ...{
      name: 'a direct-only account by id',
      rule: 'direct_only',
      broken: 'never',
      says: /direct-only account \(500/,
    },
    change: { settings: { ...SETTINGS, directOnlyAccounts: ['500'] } },
  },
  {
    ...{ name: 'a list that names others', rule: 'named_account', broken: null, says: /no named account/ },
    change: { settings: { ...SETTINGS, namedAccounts: ['50', 'example', ''] } },
  },
  {
    ...{
      name: 'protected, to the last instant',
      rule: 'covered',
      broken: 'waits',
      says: /until 1 Dec 2026, 11:00/,
    },
    change: { others: [contoso()], now: at('2026-12-01T10:00Z') },
    evidence: ['registrations 2'],
  },
  {
    ...{ name: 'protected until a millisecond ago', rule: 'covered', broken: null, says: /no other partner/ },
    change: { others: [contoso()], now: at('2026-12-01T10:00:00.001Z') },
  },
  {
    ...{ name: 'protected by domain', rule: 'covered', broken: 'waits', says: /same domain/ },
    change: { others: [contoso({ prospect: { ...ACME, companyId: null, domain: 'www.acme.example' } })] },
  },
  {
    ...{ name: 'its parent is protected', rule: 'covered', broken: 'waits', says: /other’s parent/ },
    change: {
      registration: registration({ prospect: { ...ACME, parentCompanyId: '501' } }),
      others: [contoso({ prospect: elsewhere })],
    },
  },
  {
    ...{
      name: 'a sister is protected',
      rule: 'covered',
      broken: 'reason',
      says: /belong to the same parent/,
    },
    change: {
      registration: registration({ prospect: { ...ACME, parentCompanyId: '900' } }),
      others: [contoso({ prospect: { ...elsewhere, parentCompanyId: '900' } })],
    },
  },
  {
    ...{ name: 'a deal came of it', rule: 'covered', broken: 'waits', says: /which a deal came of/ },
    change: { others: [contoso({ status: 'converted' })], now: at('2027-06-01T00:00Z') },
  },
  {
    ...{ name: 'absent is not equal to absent', rule: 'covered', broken: null, says: /no other/ },
    change: {
      registration: registration({ prospect: { ...ACME, companyId: null, domain: null } }),
      others: [contoso({ prospect: { ...ACME, companyId: null, domain: null } })],
    },
  },
  {
    ...{
      name: 'another waits that came a millisecond before',
      rule: 'earlier_waiting',
      broken: 'waits',
      says: /first/,
    },
    change: { others: [contoso({ status: 'submitted', submittedAt: at('2026-09-01T08:59:59.999Z') })] },
  },
  {
    ...{
      name: 'another of the same instant with a larger id',
      rule: 'earlier_waiting',
      broken: null,
      says: /No other/,
    },
    change: { others: [contoso({ id: '10', status: 'submitted' })], registration: registration({ id: '9' }) },
  },
  {
    ...{ name: 'another of the same instant, before one that is not made yet', rule: 'earlier_waiting' },
    ...{ broken: 'waits', says: /Contoso/, change: { others: [contoso({ status: 'submitted' })] } },
    change: { others: [contoso({ status: 'submitted' })], registration: registration({ id: null }) },
  },
  {
    ...{
      name: 'a deal of the day before',
      rule: 'open_deal',
      broken: 'reason',
      says: /Acme rollout, created on 31 Aug/,
    },
    change: { openDeals: [{ id: dealId('90'), name: 'Acme rollout', createdAt: at('2026-08-31T09:00Z') }] },
    evidence: ['deals 90'],
  },
  {
    ...{
      name: 'the deal that it claims was open before',
      rule: 'open_deal',
      broken: 'reason',
      says: /already/,
    },
    change: {
      registration: registration({ dealIds: [dealId('90')] }),
      openDeals: [{ id: dealId('90'), name: 'Acme rollout', createdAt: at('2026-09-01T09:00Z') }],
    },
    evidence: ['deals 90'],
  },
  {
    ...{ name: 'a deal that came after it', rule: 'open_deal', broken: null, says: /no open deal/ },
    change: {
      openDeals: [{ id: dealId('90'), name: 'Acme rollout', createdAt: at('2026-09-01T09:00:00.001Z') }],
    },
  },
  {
    ...{ name: 'entered on the last day that is soon', rule: 'back_dated', broken: null, says: /soon after/ },
    change: { registration: registration({ recordedAt: at('2026-09-15T09:00Z') }) },
  },
  {
    ...{ name: 'entered later than that', rule: 'back_dated', broken: 'reason' },
    says: /entered on 15 Sept? 2026, 14 days after the date of submission that it states \(1 Sept? 2026\)/,
    change: { registration: registration({ recordedAt: at('2026-09-15T09:00:00.001Z') }) },
    evidence: ['registrations 1'],
  },
  {
    ...{ name: 'not made yet, and dated long ago', rule: 'back_dated', broken: 'reason', says: /61 days/ },
    change: { registration: registration({ id: null, submittedAt: at('2026-07-02T09:00Z') }) },
  },
  {
    ...{ name: 'of another system, imported later', rule: 'back_dated', broken: null, says: /soon after/ },
    change: {
      registration: registration({ externalId: 'crossbeam:1', recordedAt: at('2026-12-01T00:00Z') }),
    },
  },
  {
    ...{
      name: 'no territory is named',
      rule: 'outside_territory',
      broken: null,
      says: /everywhere/,
      change: {},
    },
  },
  {
    ...{
      name: 'outside',
      rule: 'outside_territory',
      broken: 'reason',
      says: /in DE, AT, and the registration is for FR/,
    },
    change: {
      field: { territories: ['DE', 'AT'], productLines: [] },
      registration: registration({ country: 'FR' }),
    },
  },
  {
    ...{ name: 'nobody says where', rule: 'outside_territory', broken: 'reason', says: /names no country/ },
    change: { field: { territories: ['DE'], productLines: [] } },
  },
  {
    ...{ name: 'inside', rule: 'outside_territory', broken: null, says: /is in the territory/ },
    change: {
      field: { territories: ['DE'], productLines: [] },
      registration: registration({ country: 'DE' }),
    },
  },
  {
    ...{ name: 'another product', rule: 'outside_products', broken: 'reason', says: /and not Hosting/ },
    change: {
      field: { territories: [], productLines: ['Analytics'] },
      registration: registration({ products: ['analytics ', 'Hosting'] }),
    },
  },
  {
    ...{ name: 'its product', rule: 'outside_products', broken: null, says: /may sell that/ },
    change: {
      field: { territories: [], productLines: ['Analytics'] },
      registration: registration({ products: ['ANALYTICS'] }),
    },
  },
];
