/** Deals whose portal counts another amount, names partners in a dropdown, and has pipelines that do not count. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { DEFAULT_MAPPING, type MappedTagProperty, type Mapping } from '../../src/domain/mapping.js';
import { askedProperties } from '../../src/hubspot/asked-properties.js';
import { hubspotCrm } from '../../src/hubspot/hubspot-crm.js';
import { namedPartners } from '../../src/hubspot/named-partners.js';
import { readDeal } from '../../src/hubspot/read-deal.js';
import type { Crm } from '../../src/operations/crm-port.js';
import { at } from '../domain/facts.js';
import { errorOf } from './error-of.js';
import { guardWire, hubspot, openWire } from './wire.js';

beforeAll(guardWire.start);
afterEach(guardWire.check);
afterAll(guardWire.end);

type Values = Readonly<Record<string, string | null>>;

const ACCOUNT = { portalId: portalId('1'), homeCurrency: 'USD', timeZone: 'UTC' };
const DEAL: Values = {
  createdate: '2026-01-01T00:00:00.000Z',
  amount: '1000',
  deal_currency_code: 'EUR',
  amount_in_home_currency: '1100',
  hs_exchange_rate: '1.1',
};
const problem = (property: string, value: string, reason: string) => ({
  ...{ objectType: 'deals', recordId: '5', property, value, reason, fatal: true },
});

describe('the amount that the mapping names', () => {
  const mapping: Mapping = { ...DEFAULT_MAPPING, amount: { property: 'arr' } };
  const read = (values: Values, under = mapping) =>
    readDeal({ id: '5', properties: { ...DEAL, ...values } }, ACCOUNT, under);

  it.each<[string, Values, object]>([
    [
      'is converted by the rate on the deal',
      { arr: '200.50' },
      { currency: 'EUR', amountMinor: 20_050, homeAmountMinor: 22_055, flags: [] },
    ],
    ['is rounded half to even, once: down', { arr: '0.05', hs_exchange_rate: '0.5' }, { homeAmountMinor: 2 }],
    ['is rounded half to even, once: up', { arr: '0.15', hs_exchange_rate: '0.1' }, { homeAmountMinor: 2 }],
    [
      'is exact where doubles are not',
      { arr: '1.15', hs_exchange_rate: '100' },
      { amountMinor: 115, homeAmountMinor: 11_500, flags: [] },
    ],
    [
      'is converted as it is written, not as it is rounded',
      { arr: '0.125', hs_exchange_rate: '1000' },
      { amountMinor: 12, homeAmountMinor: 12_500, flags: ['amount_rounded'] },
    ],
    [
      'may have an exponent, as HubSpot writes large numbers',
      { arr: '1.25E7', hs_exchange_rate: '2' },
      { amountMinor: 1_250_000_000, homeAmountMinor: 2_500_000_000 },
    ],
    [
      'in home currency needs no rate',
      { arr: '7', deal_currency_code: 'USD', hs_exchange_rate: null },
      { amountMinor: 700, homeAmountMinor: 700, flags: [] },
    ],
    [
      'without a rate has no home amount, whatever HubSpot says of its own',
      { arr: '200', hs_exchange_rate: null },
      { amountMinor: 20_000, homeAmountMinor: null, flags: ['home_amount_missing'] },
    ],
    [
      'is missing, though HubSpot’s own is there',
      { arr: null },
      { amountMinor: 0, homeAmountMinor: null, flags: ['amount_missing', 'home_amount_missing'] },
    ],
    [
      'may be negative',
      { arr: '-10', hs_exchange_rate: '0.333' },
      { amountMinor: -1000, homeAmountMinor: -333 },
    ],
    ['follows the minor units', { arr: '1500', deal_currency_code: 'JPY' }, { amountMinor: 1500 }],
  ])('%s', (_name, values, expected) => {
    const { value, problems } = read(values);
    expect(problems).toEqual([]);
    expect(value?.deal).toMatchObject(expected);
  });

  it.each<[string, Values, object]>([
    ['text', { arr: 'a lot' }, problem('arr', 'a lot', 'amount_invalid')],
    ['a rate of zero', { arr: '5', hs_exchange_rate: '0' }, problem('hs_exchange_rate', '0', 'rate_invalid')],
    ['a rate of text', { arr: '5', hs_exchange_rate: 'x' }, problem('hs_exchange_rate', 'x', 'rate_invalid')],
    [
      'more than is counted, converted',
      { arr: '90071992547409', hs_exchange_rate: '9' },
      problem('arr', '90071992547409', 'amount_invalid'),
    ],
  ])('sets the deal aside where it is %s', (_name, values, expected) => {
    const { value, problems, setAside } = read(values);
    expect([value, problems, setAside?.why]).toEqual([null, [expected], undefined]);
  });

  it('leaves HubSpot’s own to HubSpot’s home amount', () => {
    const { value } = read({ amount_in_home_currency: '1234' }, DEFAULT_MAPPING);
    expect(value?.deal).toMatchObject({ amountMinor: 100_000, homeAmountMinor: 123_400 });
  });
});

describe('a deal names its partner in a property of its own', () => {
  const mapped: MappedTagProperty = {
    property: 'partner_name',
    role: 'sourced',
    motion: 'referral',
    values: { Contoso: 'Contoso Partners', 'N/A': null, 'Smith; Sons': '71', '12': 'contoso.example' },
  };
  const named = (value: string, means?: string) => ({
    ...{ value, role: 'sourced', motion: 'referral' },
    ...(means === undefined ? {} : { means }),
  });
  it.each<[string, string | null, readonly object[]]>([
    ['as the mapping says', 'Contoso', [named('Contoso', 'Contoso Partners')]],
    ['in another case, with blanks', ' contoso ', [named('contoso', 'Contoso Partners')]],
    ['as it is written', 'Fabrikam GmbH', [named('Fabrikam GmbH')]],
    ['nobody, on purpose', 'n/a', []],
    ['nobody', null, []],
    ['nobody, in blanks', '  ', []],
    [
      'several, of whom one is nobody',
      'Contoso;N/A; Fabrikam;',
      [named('Contoso', 'Contoso Partners'), named('Fabrikam')],
    ],
    ['one that is named with a semicolon', 'Smith; Sons', [named('Smith; Sons', '71')]],
    ['twice the same', 'Contoso;Contoso', [named('Contoso', 'Contoso Partners')]],
    ['like what every object has', 'toString', [named('toString')]],
  ])('%s', (_name, text, expected) => {
    expect(namedPartners(text, mapped)).toEqual(expected);
  });

  it('which is read and asked for only where the mapping names it', () => {
    const mapping: Mapping = { ...DEFAULT_MAPPING, tags: { labels: [], property: mapped } };
    const raw = { id: '5', properties: { ...DEAL, partner_name: 'Contoso' } };
    expect(readDeal(raw, ACCOUNT, mapping).value?.namedPartners).toHaveLength(1);
    expect(readDeal(raw, ACCOUNT).value?.namedPartners).toEqual([]);
    expect(askedProperties(mapping).deals).toContain('partner_name');
    expect(askedProperties(DEFAULT_MAPPING).deals).not.toContain('partner_name');
  });
});

it.each([
  ['true', 'opted_out'],
  ['false', undefined],
  [null, undefined],
])('a deal whose box for it is %j is set aside: %s', (ticked, why) => {
  const properties = { ...DEAL, partnership_opt_out: ticked, partnership_class: 'sourced' };
  const { value, setAside, problems } = readDeal({ id: '5', properties }, ACCOUNT);
  expect([setAside?.why, setAside?.published.partnership_class, problems]).toEqual([
    why,
    why === undefined ? undefined : 'sourced',
    [],
  ]);
  expect(value === null).toBe(why !== undefined);
});

it('a deal has what the portal’s own field said of it, and when its record was made', () => {
  const mapping: Mapping = {
    ...DEFAULT_MAPPING,
    baseline: { property: 'origin', values: { 'Partner sourced': 'sourced' } },
  };
  const properties = { ...DEAL, origin: 'partner sourced ', hs_createdate: '2026-06-01T00:00:00Z' };
  const { value, problems } = readDeal({ id: '5', properties }, ACCOUNT, mapping);
  expect(value).toMatchObject({ legacyClass: 'sourced', recordedAt: at('2026-06-01') });
  expect(problems).toEqual([]);
});

describe('pipelines', () => {
  const mapping: Mapping = {
    ...DEFAULT_MAPPING,
    version: 'acme-1',
    pipelines: [
      { label: 'Renewals', use: 'renewal' },
      { label: 'Leads', use: 'ignore' },
      { label: 'Sales', use: 'count' },
    ],
  };
  const portal = (under: Mapping = mapping): Crm => hubspotCrm(openWire('fetch').transport, undefined, under);
  const has = (...labels: readonly string[]) =>
    hubspot()
      .get('/crm/pipelines/2026-09/deals')
      .reply(200, { results: labels.map((label) => ({ id: `id-${label}`, label, stages: [] })) });
  const deal = (pipeline: string | null, more: Values = {}) => ({
    id: '5',
    archived: false,
    properties: { ...DEAL, pipeline, ...more },
  });
  const lists = (results: readonly object[]) =>
    hubspot()
      .get('/crm/objects/2026-09/deals')
      .query(({ properties }) => String(properties).split(',').includes('pipeline'))
      .reply(200, { results });

  it('are looked up by name, once', async () => {
    const crm = portal();
    has('Sales', 'Renewals', 'Leads', 'New one');
    lists([]);
    lists([]);
    await crm.listPage('deals', null, false);
    await crm.listPage('deals', '1', false);
    const of = (pipeline: string | null) => crm.readDeal(deal(pipeline), ACCOUNT);
    expect(of('id-Renewals').records[0]?.deal.bucket).toBe('renewal');
    for (const counted of ['id-Sales', 'id-New one', 'id-made-since', null]) {
      expect(of(counted).records[0]?.deal).not.toHaveProperty('bucket');
    }
  });

  it('that are ignored leave their deals out, which is no problem', async () => {
    const crm = portal();
    has('Sales', 'Renewals', 'Leads');
    lists([]);
    await crm.listPage('deals', null, false);
    const left = deal('id-Leads', { amount: 'a lot', partnership_class: 'sourced' });
    expect(crm.readDeal(left, ACCOUNT)).toEqual({
      records: [],
      problems: [],
      setAside: [
        {
          id: '5',
          createdAt: at('2026-01-01'),
          why: 'pipeline_ignored',
          published: expect.objectContaining({ partnership_class: 'sourced' }) as object,
        },
      ],
    });
  });

  it('that are gone are said before anything is read, and looked for again the next time', async () => {
    const crm = portal();
    for (const labels of [['Sales'], ['Sales', 'Renewals', 'Leads']]) {
      has(...labels);
      hubspot()
        .get('/account-info/2026-09/details')
        .reply(200, { portalId: 1, timeZone: 'UTC', companyCurrency: 'USD' });
    }
    const { code, message, next } = await errorOf(crm.account());
    expect(code).toBe('mapping_outdated');
    expect(message).toBe(
      'The mapping acme-1 names the pipelines “Renewals”, “Leads”, and the portal has no such pipeline any more.',
    );
    expect(next).toContain('partnership map check');
    expect(await crm.account()).toMatchObject({ homeCurrency: 'USD' });
  });

  it('are not asked for where the mapping names none', async () => {
    hubspot().get('/crm/objects/2026-09/deals').query(true).reply(200, { results: [] });
    const crm = portal(DEFAULT_MAPPING);
    await crm.listPage('deals', null, false);
    expect(crm.readDeal(deal('id-Leads'), ACCOUNT).records).toHaveLength(1);
  });
});
