/** HubSpot's strings → the domain. What cannot be read is a problem with its record, never a zero. */
import { describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { readActivity } from '../../src/hubspot/read-activity.js';
import { readCompany } from '../../src/hubspot/read-company.js';
import { readDeal } from '../../src/hubspot/read-deal.js';
import { at } from '../domain/facts.js';

type Values = Readonly<Record<string, string | null>>;

const ACCOUNT = { portalId: portalId('1'), homeCurrency: 'USD', timeZone: 'UTC' };
const DEAL: Values = {
  dealname: 'A deal',
  createdate: '2026-01-01T00:00:00.000Z',
  closedate: '2026-02-01T00:00:00.000Z',
  hs_is_closed: 'true',
  hs_is_closed_won: 'true',
  amount: '1000.50',
  deal_currency_code: 'USD',
};
const deal = (changes: Values) => readDeal({ id: '5', properties: { ...DEAL, ...changes } }, ACCOUNT);
const problem = (property: string, value: string, reason: string, fatal: boolean, objectType = 'deals') => ({
  objectType,
  recordId: '5',
  property,
  value,
  reason,
  fatal,
});

describe('a deal is read', () => {
  it.each<[string, Values, Record<string, unknown>]>([
    [
      'won',
      {},
      { status: 'won', amountMinor: 100_050, homeAmountMinor: 100_050, closedAt: at('2026-02-01') },
    ],
    ['lost', { hs_is_closed_won: 'false' }, { status: 'lost' }],
    [
      'open, whatever its close date',
      { hs_is_closed: 'false', hs_is_closed_won: 'false' },
      { status: 'open', closedAt: null },
    ],
    [
      'open, with a close date that cannot be read',
      { hs_is_closed: null, hs_is_closed_won: null, closedate: 'soon' },
      { status: 'open', closedAt: null },
    ],
    ['won by hs_is_closed_won alone', { hs_is_closed: 'false' }, { status: 'won' }],
    [
      'without an amount',
      { amount: null },
      { amountMinor: 0, homeAmountMinor: 0, flags: ['amount_missing'] },
    ],
    ['with an empty amount', { amount: '' }, { amountMinor: 0, flags: ['amount_missing'] }],
    ['with an amount of 0', { amount: '0' }, { amountMinor: 0, flags: [] }],
    ['with digits beyond the exponent', { amount: '0.125' }, { amountMinor: 12, flags: ['amount_rounded'] }],
    ['with trailing zeros', { amount: '12.000' }, { amountMinor: 1200, flags: [] }],
    ['in home currency where it names none', { deal_currency_code: null }, { currency: 'USD', flags: [] }],
    [
      'foreign',
      { deal_currency_code: 'JPY', amount: '1500', amount_in_home_currency: '10.25' },
      { currency: 'JPY', amountMinor: 1500, homeAmountMinor: 1025, flags: [] },
    ],
    [
      'foreign, with a home amount that is rounded',
      { deal_currency_code: 'EUR', amount_in_home_currency: '10.255' },
      { homeAmountMinor: 1026, flags: ['amount_rounded'] },
    ],
    [
      'foreign, without a home amount',
      { deal_currency_code: 'EUR' },
      { amountMinor: 100_050, homeAmountMinor: null, flags: ['home_amount_missing'] },
    ],
    [
      'home, though its home amount says otherwise',
      { amount_in_home_currency: '7' },
      { homeAmountMinor: 100_050 },
    ],
    ['with its deal type', { dealtype: 'renewal' }, { dealType: 'renewal' }],
  ])('%s', (_name, changes, expected) => {
    const { value, problems } = deal(changes);
    expect(problems).toEqual([]);
    expect(value?.deal).toMatchObject(expected);
  });

  it('with its name, its referral, its rulings and what the last sync published', () => {
    const ruling = {
      partnerId: '70',
      role: 'sourced',
      reason: 'Agreed',
      author: 'Sam',
      at: '2026-01-05T10:00:00Z',
    };
    const { value, problems } = deal({
      partnership_referral_partner: '71',
      partnership_referral_date: '2025-12-30T00:00:00Z',
      partnership_rulings: JSON.stringify([ruling]),
      partnership_touches: '{"v":1,"asOf":"2026-01-06T00:00:00.000Z","touches":[]}',
      partnership_policy_version: 'default-1',
      partnership_class: 'sourced',
    });
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      name: 'A deal',
      referral: { partnerId: '71', at: at('2025-12-30') },
      rulings: [{ dealId: '5', partnerId: '70', role: 'sourced', state: 'decided', motion: null }],
      tagging: {
        rulings: [{ ...ruling, motion: null, at: at('2026-01-05T10:00:00Z') }],
        history: [],
      },
      publishedTouches: { asOf: at('2026-01-06'), touches: [], older: 0 },
      namedPartners: [],
      legacyClass: null,
      publishedPolicy: 'default-1',
      published: { partnership_class: 'sourced', partnership_bucket: null },
    });
  });
});

describe('a deal is set aside', () => {
  it.each<[string, Values, readonly (readonly [string, string, string])[]]>([
    ['an amount beyond doubles', { amount: '1e309' }, [['amount', '1e309', 'amount_invalid']]],
    ['an amount that is text', { amount: 'a lot' }, [['amount', 'a lot', 'amount_invalid']]],
    [
      'an amount beyond 2^53−1',
      { amount: '90071992547409.92' },
      [['amount', '90071992547409.92', 'amount_invalid']],
    ],
    [
      'an unknown currency',
      { deal_currency_code: 'XYZ' },
      [['deal_currency_code', 'XYZ', 'currency_unknown']],
    ],
    [
      'a home amount that is none',
      { deal_currency_code: 'EUR', amount_in_home_currency: 'NaN' },
      [['amount_in_home_currency', 'NaN', 'amount_invalid']],
    ],
    ['won without a close date', { closedate: null }, [['closedate', '', 'missing']]],
    [
      'lost without a close date',
      { hs_is_closed_won: 'false', closedate: '' },
      [['closedate', '', 'missing']],
    ],
    [
      'a close date that is none',
      { closedate: '2026-02-30' },
      [['closedate', '2026-02-30', 'instant_invalid']],
    ],
    ['no creation date', { createdate: null }, [['createdate', '', 'missing']]],
    [
      'everything at once',
      { createdate: 'x', closedate: 'y', amount: 'z' },
      [
        ['createdate', 'x', 'instant_invalid'],
        ['closedate', 'y', 'instant_invalid'],
        ['amount', 'z', 'amount_invalid'],
      ],
    ],
  ])('%s', (_name, changes, problems) => {
    const read = deal(changes);
    expect(read.value).toBeNull();
    expect(read.problems).toEqual(
      problems.map(([property, value, reason]) => problem(property, value, reason, true)),
    );
  });
});

describe('a deal stays, and the problem is told', () => {
  const ruling = { partnerId: '70', role: 'sourced', reason: 'r', author: 'a', at: '2026-01-05T10:00:00Z' };
  it.each<[string, Values, string, string, string]>([
    [
      'rulings that are no JSON',
      { partnership_rulings: 'Sam decided' },
      'partnership_rulings',
      'Sam decided',
      'rulings_unreadable',
    ],
    [
      'rulings of another shape',
      { partnership_rulings: '{}' },
      'partnership_rulings',
      '{}',
      'rulings_unreadable',
    ],
    [
      'a ruling with an unknown role',
      { partnership_rulings: JSON.stringify([{ ...ruling, role: 'helped' }]) },
      'partnership_rulings',
      JSON.stringify([{ ...ruling, role: 'helped' }]),
      'rulings_unreadable',
    ],
    [
      'a ruling without its reason',
      { partnership_rulings: JSON.stringify([{ ...ruling, reason: undefined }]) },
      'partnership_rulings',
      JSON.stringify([{ ...ruling, reason: undefined }]),
      'rulings_unreadable',
    ],
    [
      'a referral without its date',
      { partnership_referral_partner: '70' },
      'partnership_referral_date',
      '',
      'missing',
    ],
    [
      'a referral date that is none',
      { partnership_referral_partner: '70', partnership_referral_date: 'x' },
      'partnership_referral_date',
      'x',
      'instant_invalid',
    ],
  ])('%s', (_name, changes, property, value, reason) => {
    const read = deal(changes);
    expect(read.value).toMatchObject({ rulings: [], referral: null });
    expect(read.problems).toEqual([problem(property, value, reason, false)]);
  });

  it('published touches that are garbage are never taken for none', () => {
    const read = deal({ partnership_touches: 'garbage' });
    expect(read.value?.publishedTouches).toEqual({ kind: 'unreadable' });
    expect(read.problems).toEqual([problem('partnership_touches', 'garbage', 'touches_unreadable', false)]);
  });
});

describe('companies', () => {
  const company = (properties: Values) => readCompany({ id: '5', properties });

  it('are partners where the mapping says so', () => {
    expect(company({ type: 'PARTNER' }).value?.partner).toMatchObject({
      id: '5',
      companyId: '5',
      tier: null,
    });
    for (const type of ['PROSPECT', 'partner', '', null]) expect(company({ type }).value?.partner).toBeNull();
  });

  it('have name, domain, parent, tier, type, stage, manager and phone', () => {
    const read = company({
      type: 'PARTNER',
      name: 'Northwind',
      domain: 'northwind.example',
      hs_parent_company_id: '9',
      partnership_tier: 'gold',
      partnership_type: 'reseller_channel',
      partnership_stage: 'activation_growth',
      partnership_manager: '77',
      phone: '+1 555',
    });
    expect(read.problems).toEqual([]);
    expect(read.value?.partner).toEqual({
      id: '5',
      companyId: '5',
      name: 'Northwind',
      domain: 'northwind.example',
      parentId: '9',
      tier: 'gold',
      type: 'reseller_channel',
      stage: 'activation_growth',
      managerId: '77',
      phone: '+1 555',
    });
  });

  it.each(['diamond', 'Gold', 'toString', '__proto__', 'constructor'])(
    'with the unknown tier %s stay, without a tier, and it is told',
    (tier) => {
      const read = company({ type: 'PARTNER', partnership_tier: tier });
      expect(read.value?.partner?.tier).toBeNull();
      expect(read.problems).toEqual([
        problem('partnership_tier', tier, 'option_unknown', false, 'companies'),
      ]);
    },
  );
});

describe('activities', () => {
  const WHEN = { hs_timestamp: '2026-01-05T10:00:00Z' };
  const read = (type: 'meetings' | 'calls' | 'emails', properties: Values) =>
    readActivity(type, { id: '5', properties: { ...WHEN, ...properties } });

  it.each<['meetings' | 'calls' | 'emails', Values, Record<string, unknown>]>([
    ['meetings', { hs_meeting_title: 'Kick-off' }, { id: 'meeting-5', kind: 'meeting', title: 'Kick-off' }],
    ['calls', { hs_call_title: 'Intro' }, { id: 'call-5', kind: 'call', title: 'Intro', outcome: 'held' }],
    [
      'emails',
      { hs_email_subject: 'Hello' },
      { id: 'email-5', kind: 'email', title: 'Hello', outcome: 'held' },
    ],
    ['meetings', { hs_activity_type: 'Demo' }, { id: 'meeting-5', kind: 'demo', title: null }],
    ['meetings', { hs_activity_type: 'product DEMO' }, { kind: 'demo' }],
    ['calls', { hs_activity_type: 'Proposal review' }, { id: 'call-5', kind: 'proposal' }],
    ['meetings', { hs_activity_type: 'Discovery' }, { kind: 'meeting' }],
    ['meetings', { hs_meeting_outcome: 'COMPLETED' }, { outcome: 'held' }],
    ['meetings', { hs_meeting_outcome: 'CANCELED' }, { outcome: 'not_held' }],
    ['meetings', { hs_meeting_outcome: 'NO_SHOW' }, { outcome: 'not_held' }],
    ['meetings', { hs_meeting_outcome: 'RESCHEDULED' }, { outcome: 'not_held' }],
    ['meetings', { hs_meeting_outcome: 'SCHEDULED' }, { outcome: 'unknown' }],
    ['meetings', { hs_meeting_outcome: '' }, { outcome: 'unknown' }],
    ['meetings', {}, { outcome: 'unknown', at: at('2026-01-05T10:00Z') }],
  ])('%s %j', (type, properties, expected) => expect(read(type, properties).value).toMatchObject(expected));

  it.each([
    [null, 'missing'],
    ['yesterday', 'instant_invalid'],
  ])('without an instant (%j) are set aside', (hs_timestamp, reason) => {
    expect(read('calls', { hs_timestamp })).toEqual({
      value: null,
      problems: [problem('hs_timestamp', hs_timestamp ?? '', reason, true, 'calls')],
    });
  });
});
