/** Custom objects: defined, filled, associated, labeled and found like HubSpot's own. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GENERATIONS } from './generations.js';
import { type Item, type Listing, PortalUnderTest } from './portal-under-test.js';

interface SchemaShown {
  readonly objectTypeId: string;
  readonly fullyQualifiedName: string;
  readonly associations: readonly { readonly fromObjectTypeId: string; readonly toObjectTypeId: string }[];
}

const property = (name: string, more: object = {}) => ({
  name,
  label: name,
  type: 'string',
  fieldType: 'text',
  ...more,
});

const REGISTRATION = {
  name: 'partner_registration',
  labels: { singular: 'Registration', plural: 'Registrations' },
  primaryDisplayProperty: 'prospect',
  requiredProperties: ['prospect'],
  searchableProperties: ['prospect'],
  properties: [property('prospect'), property('number', { hasUniqueValue: true })],
  associatedObjects: ['COMPANY', 'DEAL'],
};

describe.each(GENERATIONS)('custom objects, $version', ({ version, objects, associations, schemas }) => {
  let portal: PortalUnderTest;
  beforeEach(async () => {
    portal = await PortalUnderTest.start({ empty: true });
  });
  afterEach(() => portal.close());

  const define = () => portal.call<SchemaShown>('POST', schemas, REGISTRATION);
  const make = (type: string, properties: object) =>
    portal.call<Item>('POST', `${objects}/${type}`, { properties });

  it('a schema is made, read by either name, listed and changed', async () => {
    const made = await define();
    expect(made.status).toBe(201);
    const { objectTypeId, fullyQualifiedName } = made.body;
    expect(objectTypeId).toMatch(/^2-\d+$/);
    expect(fullyQualifiedName).toBe('p48210077_partner_registration');
    for (const name of [objectTypeId, fullyQualifiedName]) {
      expect((await portal.call('GET', `${schemas}/${name}`)).body).toEqual(made.body);
    }
    const labels = { singular: 'Deal registration', plural: 'Deal registrations' };
    const changed = await portal.call('PATCH', `${schemas}/${objectTypeId}`, { labels });
    expect(changed.body).toMatchObject({ labels, requiredProperties: ['prospect'] });
    const listed = await portal.call<{ results: SchemaShown[] }>('GET', schemas);
    expect(listed.body.results).toEqual([changed.body]);
  });

  it.each([
    ['the same name again', REGISTRATION, 409],
    [
      'a required property that is not defined',
      { ...REGISTRATION, name: 'x', requiredProperties: ['none'] },
      400,
    ],
    ['an unknown associated object', { ...REGISTRATION, name: 'x', associatedObjects: ['BOAT'] }, 400],
  ])('%s is refused', async (_name, body, status) => {
    await define();
    expect((await portal.call('POST', schemas, body)).status).toBe(status);
    expect((await portal.call<{ results: [] }>('GET', schemas)).body.results).toHaveLength(1);
  });

  it('records are made, read, listed, searched, merged and archived by type id and by name', async () => {
    const { objectTypeId, fullyQualifiedName } = (await define()).body;
    const first = (await make(objectTypeId, { prospect: 'Alder Foods' })).body;
    const second = (await make(fullyQualifiedName, { prospect: 'Bayfield' })).body;
    const short = await portal.call(
      'GET',
      `${objects}/p_partner_registration/${first.id}?properties=prospect`,
    );
    expect(short.body).toMatchObject({ id: first.id, properties: { prospect: 'Alder Foods' } });
    const listed = await portal.call<Listing>('GET', `${objects}/${objectTypeId}`);
    expect(listed.body.results.map(({ id }) => id)).toEqual([first.id, second.id]);
    const found = await portal.call<Listing>('POST', `${objects}/${fullyQualifiedName}/search`, {
      filterGroups: [{ filters: [{ propertyName: 'prospect', operator: 'EQ', value: 'Bayfield' }] }],
    });
    expect(found.body.results.map(({ id }) => id)).toEqual([second.id]);
    const byWord = await portal.call<Listing>('POST', `${objects}/${objectTypeId}/search`, { query: 'ald' });
    expect(byWord.body.results.map(({ id }) => id)).toEqual([first.id]);
    const upsert = await portal.call<Listing>('POST', `${objects}/${objectTypeId}/batch/upsert`, {
      inputs: [{ id: 'R-1', idProperty: 'number', properties: { prospect: 'Calder' } }],
    });
    expect(upsert.body.results[0]).toMatchObject({ new: true });
    const merged = await portal.call<Item>('POST', `${objects}/${objectTypeId}/merge`, {
      primaryObjectId: first.id,
      objectIdToMerge: second.id,
    });
    expect((await portal.call('GET', `${objects}/${objectTypeId}/${second.id}`)).body).toMatchObject({
      id: merged.body.id,
    });
  });

  it('a record without what the schema requires is refused', async () => {
    const { objectTypeId } = (await define()).body;
    expect(await make(objectTypeId, {})).toMatchObject({
      status: 400,
      body: { category: 'VALIDATION_ERROR', errors: [{ context: { properties: ['prospect'] } }] },
    });
  });

  it('properties of a custom object have the paths of all properties', async () => {
    const { objectTypeId, fullyQualifiedName } = (await define()).body;
    const base = version === 'v3/v4' ? '/crm/v3/properties' : `/crm/properties/${version}`;
    const groups = await portal.call<{ results: { name: string }[] }>(
      'GET',
      `${base}/${objectTypeId}/groups`,
    );
    const groupName = groups.body.results[0]!.name;
    const more = property('expected_amount', { type: 'number', fieldType: 'number', groupName });
    expect((await portal.call('POST', `${base}/${fullyQualifiedName}`, more)).status).toBe(201);
    const made = await make(objectTypeId, { prospect: 'Dunmore', expected_amount: 'x' });
    expect(made).toMatchObject({ status: 400, body: { errors: [{ code: 'INVALID_INTEGER' }] } });
  });

  it('is associated and labeled like any other object, with what its schema names', async () => {
    const { objectTypeId, fullyQualifiedName, associations: types } = (await define()).body;
    const others = types.filter(({ fromObjectTypeId }) => fromObjectTypeId === objectTypeId);
    expect(others.map(({ toObjectTypeId }) => toObjectTypeId).sort()).toEqual(
      ['0-2', '0-27', '0-3', '0-46', '0-47', '0-48', '0-49'].sort(),
    );
    const [record, deal] = [
      (await make(objectTypeId, { prospect: 'Elmhurst' })).body.id,
      (await make('deals', {})).body.id,
    ];
    const label = await portal.call<{ results: { typeId: number }[] }>(
      'POST',
      `${associations}/${fullyQualifiedName}/deals/labels`,
      { name: 'protects', label: 'Protects', inverseLabel: 'Protected by' },
    );
    const types2 = [
      { associationCategory: 'USER_DEFINED', associationTypeId: label.body.results[0]!.typeId },
    ];
    const inputs = [{ from: { id: record }, to: { id: deal }, types: types2 }];
    const made = await portal.call('POST', `${associations}/${objectTypeId}/deals/batch/create`, { inputs });
    expect(made.status).toBe(201);
    const read = await portal.call<{ results: { to: { associationTypes: { label: string }[] }[] }[] }>(
      'POST',
      `${associations}/deals/${fullyQualifiedName}/batch/read`,
      { inputs: [{ id: deal }] },
    );
    const shown = read.body.results[0]!.to[0]!.associationTypes.map((one) => one.label);
    expect(shown).toEqual([null, 'Protected by']);
    const contacts = await portal.call('POST', `${associations}/${objectTypeId}/contacts/labels`, {
      name: 'x',
      label: 'X',
    });
    expect(contacts.status).toBe(400);
  });

  it('a schema with records stays; deleted, its name is taken until it is purged', async () => {
    const { objectTypeId } = (await define()).body;
    const { id } = (await make(objectTypeId, { prospect: 'Fairmont' })).body;
    expect((await portal.call('DELETE', `${schemas}/${objectTypeId}`)).status).toBe(400);
    await portal.call('DELETE', `${objects}/${objectTypeId}/${id}`);
    expect((await portal.call('DELETE', `${schemas}/${objectTypeId}`)).status).toBe(204);
    expect((await portal.call('GET', `${objects}/${objectTypeId}`)).status).toBe(400);
    expect((await define()).status).toBe(409);
    expect((await portal.call('DELETE', `${schemas}/${objectTypeId}?archived=true`)).status).toBe(204);
    expect((await define()).status).toBe(201);
  });

  it('where the subscription has none: 403 MISSING_SCOPES, and an empty list', async () => {
    const plain = await PortalUnderTest.start({ empty: true, settings: { customObjects: false } });
    const refused = await plain.call('POST', schemas, REGISTRATION);
    const listed = await plain.call('GET', schemas);
    await plain.close();
    expect(refused).toMatchObject({ status: 403, body: { category: 'MISSING_SCOPES' } });
    expect(listed).toMatchObject({ status: 200, body: { results: [] } });
  });
});
