/** Unique properties: found by, made or changed by, and never held by two. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GENERATIONS } from './generations.js';
import { type Item, type Listing, PortalUnderTest } from './portal-under-test.js';

describe.each(GENERATIONS)('unique values, $version', ({ objects }) => {
  let portal: PortalUnderTest;
  beforeEach(async () => {
    portal = await PortalUnderTest.start({ empty: true });
    await portal.call('POST', '/crm/properties/2026-09/deals', {
      name: 'erp_number',
      label: 'ERP number',
      type: 'string',
      fieldType: 'text',
      groupName: 'dealinformation',
      hasUniqueValue: true,
    });
  });
  afterEach(() => portal.close());

  const deals = `${objects}/deals`;
  const upsert = (inputs: readonly object[]) =>
    portal.call<{ results: (Item & { new: boolean })[] }>('POST', `${deals}/batch/upsert`, { inputs });
  const byNumber = (id: string, properties: object, more: object = {}) => ({
    id,
    idProperty: 'erp_number',
    properties,
    ...more,
  });
  const count = () => portal.sandbox.portal.records.count('deals');

  it('upsert makes what nobody has and changes what somebody has', async () => {
    const made = await upsert([byNumber('E-1', { dealname: 'One' })]);
    expect(made).toMatchObject({ status: 200, body: { results: [{ new: true }] } });
    const again = await upsert([
      byNumber('E-1', { dealname: 'One, renamed' }),
      byNumber('E-2', { dealname: 'Two' }),
    ]);
    expect(again.body.results.map((one) => [one.new, one.properties['dealname']])).toEqual([
      [false, 'One, renamed'],
      [true, 'Two'],
    ]);
    expect(again.body.results[0]!.id).toBe(made.body.results[0]!.id);
    expect(count()).toBe(2);
  });

  it('batch read and GET by the property', async () => {
    const { id } = (await upsert([byNumber('E-1', {})])).body.results[0]!;
    const read = await portal.call<Listing>('POST', `${deals}/batch/read`, {
      idProperty: 'erp_number',
      properties: ['erp_number'],
      inputs: [{ id: 'E-1' }, { id: 'E-9' }],
    });
    expect(read).toMatchObject({
      status: 207,
      body: {
        results: [{ id, properties: { erp_number: 'E-1' } }],
        errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['E-9'] } }],
      },
    });
    expect(await portal.call('GET', `${deals}/E-1?idProperty=erp_number`)).toMatchObject({
      status: 200,
      body: { id },
    });
  });

  it.each([
    ['a property that is not unique', [{ id: 'x', idProperty: 'dealname', properties: {} }]],
    ['two properties in one batch', [byNumber('a', {}), { id: '1', properties: {} }]],
    ['one record twice', [byNumber('a', {}), byNumber('a', {})]],
    ['more than 100', Array.from({ length: 101 }, (_, index) => byNumber(`E-${index}`, {}))],
    ['a bad value', [byNumber('a', {}), byNumber('b', { amount: 'x' })]],
  ])('upsert refuses %s: 400, nothing is written', async (_name, inputs) => {
    expect((await upsert(inputs)).status).toBe(400);
    expect(count()).toBe(0);
  });

  it('with a trace id on every input, upsert keeps the good ones', async () => {
    const reply = await upsert([
      byNumber('a', { dealname: 'good' }, { objectWriteTraceId: 't1' }),
      byNumber('b', { amount: 'x' }, { objectWriteTraceId: 't2' }),
    ]);
    expect(reply).toMatchObject({
      status: 207,
      body: {
        results: [{ objectWriteTraceId: 't1', new: true }],
        numErrors: 1,
        errors: [{ status: 'error', category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['t2'] } }],
      },
    });
  });

  it('upsert by record id only changes: an unknown id is an error of the answer', async () => {
    const made = await portal.call<Item>('POST', deals, { properties: {} });
    const reply = await upsert([
      { id: made.body.id, properties: { dealname: 'changed' } },
      { id: '9', properties: {} },
    ]);
    expect(reply).toMatchObject({
      status: 207,
      body: { results: [{ new: false }], errors: [{ context: { ids: ['9'] } }] },
    });
  });

  it('a value that another record has is refused with that record’s id', async () => {
    const { id } = (await upsert([byNumber('E-1', {})])).body.results[0]!;
    const made = await portal.call('POST', deals, { properties: { erp_number: 'E-1' } });
    expect(made).toMatchObject({
      status: 400,
      body: {
        category: 'VALIDATION_ERROR',
        errors: [{ code: 'CONFLICTING_UNIQUE_VALUE', context: { propertyName: ['erp_number'] } }],
      },
    });
    expect(JSON.stringify(made.body)).toContain(id);
    const other = await portal.call<Item>('POST', deals, { properties: { erp_number: 'E-2' } });
    const taking = { properties: { erp_number: 'E-1' } };
    expect((await portal.call('PATCH', `${deals}/${other.body.id}`, taking)).status).toBe(400);
    const keeping = { properties: { erp_number: 'E-2', dealname: 'same' } };
    expect((await portal.call('PATCH', `${deals}/${other.body.id}`, keeping)).status).toBe(200);
  });

  it('a contact’s e-mail address: 409 with the existing id, whatever its case', async () => {
    const made = await portal.call<Item>('POST', `${objects}/contacts`, {
      properties: { email: 'ana@x.example' },
    });
    const again = await portal.call('POST', `${objects}/contacts`, {
      properties: { email: 'ANA@x.example' },
    });
    expect(again).toMatchObject({
      status: 409,
      body: { category: 'CONFLICT', message: `Contact already exists. Existing ID: ${made.body.id}` },
    });
  });

  it('two inputs of one batch cannot have one value', async () => {
    const inputs = ['a@x.example', 'a@x.example'].map((email) => ({ properties: { email } }));
    const reply = await portal.call('POST', `${objects}/contacts/batch/create`, { inputs });
    expect(reply.status).toBe(409);
    expect(portal.sandbox.portal.records.count('contacts')).toBe(0);
  });

  it('a value is free again once its record is archived, or has another one', async () => {
    const { id } = (await upsert([byNumber('E-1', {})])).body.results[0]!;
    await portal.call('PATCH', `${deals}/${id}`, { properties: { erp_number: 'E-2' } });
    expect((await portal.call('POST', deals, { properties: { erp_number: 'E-1' } })).status).toBe(201);
    await portal.call('DELETE', `${deals}/${id}`);
    expect((await portal.call('POST', deals, { properties: { erp_number: 'E-2' } })).status).toBe(201);
  });
});
