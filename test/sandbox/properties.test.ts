/** Property definitions and groups, and what happens to values under them. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PortalUnderTest } from './portal-under-test.js';

const base = '/crm/properties/2026-09/deals';
const own = {
  name: 'region',
  label: 'Region',
  type: 'enumeration',
  fieldType: 'checkbox',
  groupName: 'dealinformation',
  options: [
    { label: 'North', value: 'north' },
    { label: 'South', value: 'south' },
  ],
};

describe('properties', () => {
  let portal: PortalUnderTest;
  beforeEach(async () => {
    portal = await PortalUnderTest.start({ empty: true });
  });
  afterEach(() => portal.close());

  const makeDeal = async (properties: object) =>
    portal.call<{ id: string; properties: Record<string, string> }>('POST', '/crm/objects/2026-09/deals', {
      properties,
    });

  it('POST makes one, GET shows it with its options', async () => {
    expect((await portal.call('POST', base, own)).status).toBe(201);
    expect(await portal.call('GET', `${base}/region`)).toMatchObject({
      status: 200,
      body: { ...own, archived: false, hubspotDefined: false },
    });
  });

  it('several options are kept together; a leading semicolon adds one', async () => {
    await portal.call('POST', base, own);
    const made = await makeDeal({ region: 'north' });
    const path = `/crm/objects/2026-09/deals/${made.body.id}`;
    const added = await portal.call('PATCH', path, { properties: { region: ';south' } });
    expect(added.body).toMatchObject({ properties: { region: 'north;south' } });
    expect((await portal.call('PATCH', path, { properties: { region: 'north;west' } })).status).toBe(400);
  });

  it('PATCH changes the definition, DELETE archives it, its name is free again', async () => {
    await portal.call('POST', base, own);
    const patched = await portal.call('PATCH', `${base}/region`, { label: 'Sales region' });
    expect(patched).toMatchObject({ status: 200, body: { label: 'Sales region', fieldType: 'checkbox' } });
    expect((await portal.call('DELETE', `${base}/region`)).status).toBe(204);
    expect((await portal.call('GET', `${base}/region`)).status).toBe(404);
    expect((await makeDeal({ region: 'north' })).status).toBe(400);
    expect((await portal.call('POST', base, own)).status).toBe(201);
  });

  it('HubSpot’s own cannot be archived', async () => {
    expect((await portal.call('DELETE', `${base}/amount`)).status).toBe(400);
    expect((await portal.call('GET', `${base}/amount`)).status).toBe(200);
  });

  it('batch/create makes all of them or none', async () => {
    const other = { ...own, name: 'second' };
    const clash = { inputs: [other, { ...own, name: 'amount' }] };
    expect((await portal.call('POST', `${base}/batch/create`, clash)).status).toBe(409);
    expect((await portal.call('GET', `${base}/second`)).status).toBe(404);
    expect((await portal.call('POST', `${base}/batch/create`, { inputs: [own, other] })).status).toBe(201);
  });

  it.each([
    ['a group that is not there', { groupName: 'elsewhere' }],
    ['a name of capitals', { name: 'Region' }],
    ['the name __proto__', { name: '__proto__' }],
    ['a type that is none', { type: 'colour' }],
    ['two options of one value', { options: [own.options[0], own.options[0]] }],
    ['an enumeration without options', { options: undefined }],
  ])('%s: 400', async (_name, change) => {
    expect((await portal.call('POST', base, { ...own, ...change })).status).toBe(400);
  });

  it('a property that is archived takes its values along, and its name is free again', async () => {
    await portal.call('POST', base, own);
    const value = own.options[0]!.value;
    const { id } = (await makeDeal({ dealname: 'A', region: value })).body as { id: string };
    const path = `/crm/objects/2026-09/deals/${id}?properties=region,dealname`;
    const { updatedAt } = (await portal.call('GET', path)).body;
    expect((await portal.call('DELETE', `${base}/region`)).status).toBe(204);
    expect((await portal.call('GET', path)).body).toMatchObject({
      properties: { dealname: 'A' },
      updatedAt,
    });
    expect((await portal.call('GET', path)).body['properties']).not.toHaveProperty('region');
    expect((await portal.call('POST', base, own)).status).toBe(201);
    expect((await portal.call('GET', path)).body).toMatchObject({ properties: { region: null } });
    expect((await portal.call('PATCH', path, { properties: { region: value } })).status).toBe(200);
  });

  it('groups are made, renamed and, once empty, deleted', async () => {
    const group = { name: 'scouting', label: 'Scouting' };
    expect((await portal.call('POST', `${base}/groups`, group)).status).toBe(201);
    expect((await portal.call('POST', `${base}/groups`, group)).status).toBe(409);
    await portal.call('POST', base, { ...own, groupName: 'scouting' });
    expect((await portal.call('DELETE', `${base}/groups/scouting`)).status).toBe(400);
    const renamed = await portal.call('PATCH', `${base}/groups/scouting`, { label: 'Scouts' });
    expect(renamed.body).toMatchObject({ name: 'scouting', label: 'Scouts' });
    await portal.call('DELETE', `${base}/region`);
    expect((await portal.call('DELETE', `${base}/groups/scouting`)).status).toBe(204);
  });

  it('an empty value clears a property; a value that is there already moves no date', async () => {
    const made = await makeDeal({ dealname: 'A', amount: '5' });
    const path = `/crm/objects/2026-09/deals/${made.body.id}`;
    const before = await portal.call('GET', path);
    await portal.call('POST', '/__sandbox__/clock', { advanceMs: 60_000 });
    await portal.call('PATCH', path, { properties: { amount: 5 } });
    expect(await portal.call('GET', path)).toEqual(before);
    await portal.call('PATCH', path, { properties: { amount: '' } });
    expect((await portal.call('GET', path)).body).toMatchObject({ properties: { amount: null } });
  });

  it.each([
    ['in the home currency', { amount: '1250' }, '1250', undefined],
    [
      'at the rate that is given',
      { amount: '1250', deal_currency_code: 'EUR', hs_exchange_rate: '1.1' },
      '1375',
      '1.1',
    ],
    ['at the portal’s rate of today', { amount: '1250', deal_currency_code: 'EUR' }, '1365', '1.092'],
    ['not without a rate', { amount: '1250', deal_currency_code: 'CAD' }, null, null],
  ])('a home amount is computed %s', async (_name, properties, home, rate) => {
    const { body } = await makeDeal(properties);
    const names = 'amount_in_home_currency,hs_amount_in_home_currency,hs_exchange_rate';
    const read = await portal.call('GET', `/crm/objects/2026-09/deals/${body.id}?properties=${names}`);
    expect(read.body).toMatchObject({
      properties: {
        amount_in_home_currency: home,
        hs_amount_in_home_currency: home,
        hs_exchange_rate: rate ?? null,
      },
    });
  });

  it('account information tells the currencies and the time zone, in both generations', async () => {
    for (const version of ['v3', '2026-09']) {
      expect((await portal.call('GET', `/account-info/${version}/details`)).body).toMatchObject({
        portalId: portal.sandbox.portalId,
        timeZone: 'America/New_York',
        companyCurrency: 'USD',
        additionalCurrencies: ['EUR', 'GBP', 'JPY'],
      });
    }
  });
});
