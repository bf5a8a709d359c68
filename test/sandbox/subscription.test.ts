/** What a token may do, what the subscription has, and how near a portal is to its limits. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { SCOPES } from '../../src/staging/scopes.js';
import { GENERATIONS } from './generations.js';
import { PortalUnderTest } from './portal-under-test.js';

let portal: PortalUnderTest;
afterEach(() => portal.close());

const TOKEN_INFO = '/oauth/v2/private-apps/get/access-token-info';
const label = { name: 'scout', label: 'Scout', inverseLabel: 'Scouted' };
const reset = (body: object) => portal.send('POST', '/__sandbox__/reset', JSON.stringify(body), null);
const granular = (reply: { body: unknown }) =>
  (reply.body as { errors: { context: { requiredGranularScopes: string[] } }[] }).errors[0]!.context
    .requiredGranularScopes;

describe('a token', () => {
  it('is told about itself, without a header, and has every scope that the app asks for', async () => {
    portal = await PortalUnderTest.start({ empty: true });
    const { accessToken, portalId } = portal.sandbox;
    const asked = JSON.stringify({ tokenKey: accessToken });
    const reply = await portal.send<{ scopes: string[] }>('POST', TOKEN_INFO, asked, null);
    expect(reply).toMatchObject({ status: 200, body: { hubId: portalId, isUserToken: false } });
    expect(reply.body.scopes).toEqual(expect.arrayContaining(SCOPES.map(({ name }) => name)));
    expect((await portal.call('POST', TOKEN_INFO, { tokenKey: 'pat-na1-none' })).status).toBe(404);
  });

  it('with fewer scopes is refused what it may not do, and nothing else', async () => {
    portal = await PortalUnderTest.start({ empty: true });
    await reset({ scopes: ['crm.objects.deals.read', 'crm.schemas.deals.read'], empty: true });
    expect((await portal.call('GET', '/crm/objects/2026-09/deals')).status).toBe(200);
    expect((await portal.call('POST', '/crm/objects/2026-09/deals/search', {})).status).toBe(200);
    expect((await portal.call('GET', '/crm/properties/2026-09/deals')).status).toBe(200);
    expect((await portal.call('GET', '/account-info/2026-09/details')).status).toBe(200);
    const refused = [
      await portal.call('POST', '/crm/objects/2026-09/deals', { properties: {} }),
      await portal.call('GET', '/crm/objects/2026-09/meetings'),
      await portal.call('POST', '/crm/associations/2026-09/deals/companies/labels', label),
      await portal.call('GET', '/crm/owners/2026-09'),
    ];
    expect(refused.map(({ status, body }) => [status, body['category']])).toEqual(
      refused.map(() => [403, 'MISSING_SCOPES']),
    );
    expect(refused.map(granular)).toEqual([
      ['crm.objects.deals.write'],
      ['crm.objects.contacts.read'],
      ['crm.schemas.deals.write'],
      ['crm.objects.owners.read'],
    ]);
    await reset({ scopes: null, empty: true });
    expect((await portal.call('GET', '/crm/owners/2026-09')).status).toBe(200);
  });
});

describe.each(GENERATIONS)('a subscription, $version', ({ version, associations, schemas }) => {
  const limits = version === 'v3/v4' ? '/crm/v3/limits' : `/crm/limits/${version}`;
  const schema = {
    name: 'boat',
    labels: { singular: 'Boat', plural: 'Boats' },
    primaryDisplayProperty: 'title',
    requiredProperties: ['title'],
    properties: [{ name: 'title', label: 'Title', type: 'string', fieldType: 'text' }],
  };

  it('without custom objects refuses them, and its token cannot have their scopes', async () => {
    portal = await PortalUnderTest.start({ empty: true, features: { customObjects: false } });
    const reply = await portal.call('POST', schemas, schema);
    expect(reply).toMatchObject({ status: 403, body: { category: 'MISSING_SCOPES' } });
    expect((await portal.call('GET', `${limits}/custom-object-types`)).body).toMatchObject({ limit: 0 });
    const { scopes } = (
      await portal.call<{ scopes: string[] }>('POST', TOKEN_INFO, { tokenKey: portal.sandbox.accessToken })
    ).body;
    expect(scopes.filter((one) => one.includes('custom'))).toEqual([]);
    await reset({ features: {}, empty: true });
    expect((await portal.call('POST', schemas, schema)).status).toBe(201);
    expect((await portal.call('GET', `${limits}/custom-object-types`)).body).toEqual({
      limit: 10,
      usage: 1,
      percentage: 10,
    });
  });

  it('without association labels makes none, and shows HubSpot’s own', async () => {
    portal = await PortalUnderTest.start({ empty: true, features: { associationLabels: false } });
    const path = `${associations}/deals/companies/labels`;
    expect(await portal.call('POST', path, label)).toMatchObject({
      status: 403,
      body: { category: 'MISSING_SCOPES' },
    });
    const shown = await portal.call<{ results: { category: string }[] }>('GET', path);
    expect(shown.body.results.map(({ category }) => category)).toEqual([
      'HUBSPOT_DEFINED',
      'HUBSPOT_DEFINED',
    ]);
  });

  it('tells how many labels a pair has and may have, each direction by itself', async () => {
    portal = await PortalUnderTest.start({ portal: 'pipelines' });
    const asked = 'fromObjectTypeId=0-3&toObjectTypeId=0-2';
    const { body } = await portal.call<{ results: { allLabels: string[] }[] }>(
      'GET',
      `${limits}/associations/labels?${asked}`,
    );
    expect(body.results).toMatchObject([
      {
        fromObjectType: { objectTypeId: '0-3', singularLabel: 'Deal', pluralLabel: 'Deals' },
        toObjectType: { objectTypeId: '0-2', singularLabel: 'Company', pluralLabel: 'Companies' },
        limit: 50,
        usage: 44,
        percentage: 88,
      },
    ]);
    expect(body.results[0]!.allLabels).toContain('End customer');
    const both = await portal.call<{ results: unknown[] }>('GET', `${limits}/associations/labels`);
    expect(both.body.results).toHaveLength(2);
  });

  it('tells how many properties people have made, and refuses one too many', async () => {
    portal = await PortalUnderTest.start({ portal: 'pipelines', settings: { customPropertiesPerObject: 4 } });
    const deals = async () =>
      (
        await portal.call<{ byObjectType: { objectTypeId: string }[] }>('GET', `${limits}/custom-properties`)
      ).body.byObjectType.find(({ objectTypeId }) => objectTypeId === '0-3');
    expect(await deals()).toMatchObject({ limit: 4, usage: 3, percentage: 75 });
    const make = (name: string) =>
      portal.call('POST', '/crm/properties/2026-09/deals', {
        name,
        label: name,
        type: 'string',
        fieldType: 'text',
        groupName: 'finance',
      });
    expect((await make('fourth')).status).toBe(201);
    expect(await make('fifth')).toMatchObject({ status: 400, body: { category: 'VALIDATION_ERROR' } });
    await portal.call('DELETE', '/crm/properties/2026-09/deals/fourth');
    expect((await make('fifth')).status).toBe(201);
  });

  it('tells of which types a record has nearly all the associations that it may have', async () => {
    portal = await PortalUnderTest.start({ portal: 'pipelines', settings: { companiesPerDeal: 2 } });
    const path = `${limits}/associations/records/from`;
    expect((await portal.call('GET', path)).body).toEqual({
      results: [
        {
          objectTypeId: '0-3',
          singularLabel: 'Deal',
          pluralLabel: 'Deals',
          hasRecordsNearLimit: true,
          hasRecordsAtLimit: true,
        },
      ],
    });
  });

  it('lists the forms that an admin wants of values, and no other rule', async () => {
    portal = await PortalUnderTest.start({ portal: 'pipelines' });
    const base =
      version === 'v3/v4' ? '/crm/v3/property-validations' : `/crm/property-validations/${version}`;
    const rule = { ruleType: 'MIN_LENGTH', ruleArguments: ['4'], shouldApplyNormalization: false };
    expect((await portal.call('GET', `${base}/0-3`)).body).toEqual({
      results: [{ propertyName: 'po_number', propertyValidationRules: [rule] }],
    });
    expect((await portal.call('GET', `${base}/deals/po_number`)).body).toEqual({ results: [rule] });
    expect((await portal.call('GET', `${base}/deals/amount`)).body).toEqual({ results: [] });
    expect((await portal.call('GET', `${base}/deals/none`)).status).toBe(404);
    expect((await portal.call('GET', `${base}/companies`)).body).toEqual({ results: [] });
  });
});

describe('a record that breaks a rule for every write', () => {
  it('takes no write of a dated path until it is mended; the others of the batch are written', async () => {
    portal = await PortalUnderTest.start({ portal: 'pipelines' });
    const { records } = portal.sandbox.portal;
    const named = (start: string) =>
      [...records.list('deals')].find(({ properties }) => properties.get('dealname')!.startsWith(start))!.id;
    const broken = named('Won without a purchase order');
    const fine = named('Yen at Kestrel');
    const path = `/crm/objects/2026-09/deals/${broken}`;
    expect(await portal.call('PATCH', path, { properties: { description: 'x' } })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY' }] },
    });
    const inputs = [broken, fine].map((id) => ({
      id,
      properties: { description: 'y' },
      objectWriteTraceId: id,
    }));
    const batch = await portal.call('POST', '/crm/objects/2026-09/deals/batch/update', { inputs });
    expect(batch).toMatchObject({ status: 207, body: { results: [{ id: fine }] } });
    expect(await portal.call('PATCH', path, { properties: { po_number: 'PO' } })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'INVALID_PROPERTY_VALUE' }] },
    });
    expect((await portal.call('PATCH', path, { properties: { po_number: 'PO-1' } })).status).toBe(200);
    expect((await portal.call('PATCH', path, { properties: { description: 'x' } })).status).toBe(200);
  });
});
