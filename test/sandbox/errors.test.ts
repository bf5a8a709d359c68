/** What the portal refuses, in HubSpot's words. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../src/sandbox/index.js';
import { PortalUnderTest } from './portal-under-test.js';

const deals = '/crm/objects/2026-09/deals';
const links = '/crm/associations/2026-09/deals/companies';
const ids = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index + 1) }));

describe('refusals', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await PortalUnderTest.start();
  });
  afterAll(() => portal.close());

  it.each([
    ['no token', null],
    ['a wrong token', 'pat-na1-wrong'],
  ])('%s: 401 INVALID_AUTHENTICATION', async (_name, token) => {
    const reply = await portal.send('GET', deals, undefined, token);
    expect(reply).toMatchObject({
      status: 401,
      body: {
        status: 'error',
        category: 'INVALID_AUTHENTICATION',
        correlationId: expect.any(String),
      },
    });
  });

  it.each([
    ['an unknown path', 'GET', '/crm/nothing/here', undefined, 404, 'OBJECT_NOT_FOUND'],
    ['an unknown record', 'GET', `${deals}/1`, undefined, 404, 'OBJECT_NOT_FOUND'],
    ['an unknown object type', 'GET', '/crm/objects/2026-09/boats', undefined, 400, 'VALIDATION_ERROR'],
    ['a list beyond 100', 'GET', `${deals}?limit=101`, undefined, 400, 'VALIDATION_ERROR'],
    ['a batch read beyond 100', 'POST', `${deals}/batch/read`, { inputs: ids(101) }, 400, 'VALIDATION_ERROR'],
    ['a batch of nothing', 'POST', `${deals}/batch/read`, { inputs: [] }, 400, 'VALIDATION_ERROR'],
    ['a search beyond 200', 'POST', `${deals}/search`, { limit: 201 }, 400, 'VALIDATION_ERROR'],
    [
      'a search past 10,000',
      'POST',
      `${deals}/search`,
      { limit: 1, after: '10000' },
      400,
      'VALIDATION_ERROR',
    ],
    [
      'an association read beyond 1,000',
      'POST',
      `${links}/batch/read`,
      { inputs: ids(1001) },
      400,
      'VALIDATION_ERROR',
    ],
    [
      'an association batch of no shape',
      'POST',
      `${links}/batch/create`,
      { inputs: [{}] },
      400,
      'VALIDATION_ERROR',
    ],
    [
      'a stage of another pipeline',
      'POST',
      deals,
      { properties: { dealstage: '731011' } },
      400,
      'VALIDATION_ERROR',
    ],
    [
      'an existing property',
      'POST',
      '/crm/properties/2026-09/deals',
      { name: 'amount', label: 'A', type: 'number', fieldType: 'number', groupName: 'dealinformation' },
      409,
      'OBJECT_ALREADY_EXISTS',
    ],
  ])('%s', async (_name, method, path, body, status, category) => {
    const reply = await portal.call(method, path, body);
    expect(reply).toMatchObject({ status, body: { status: 'error', category } });
  });

  it('broken JSON: 400, and nothing is created', async () => {
    const before = portal.sandbox.portal.records.count('deals');
    expect(await portal.send('POST', deals, '{"properties":')).toMatchObject({
      status: 400,
      body: { category: 'VALIDATION_ERROR' },
    });
    expect(portal.sandbox.portal.records.count('deals')).toBe(before);
  });

  it.each([
    ['an unknown property', { nonsense: '1' }, 'PROPERTY_DOESNT_EXIST'],
    ['an unknown option', { dealtype: 'barter' }, 'INVALID_OPTION'],
    ['an owner that is not there', { hubspot_owner_id: '1' }, 'INVALID_OPTION'],
    ['text as a number', { amount: 'NaN' }, 'INVALID_INTEGER'],
    ['a number beyond all bounds', { amount: '1e309' }, 'INVALID_INTEGER'],
    ['text as an instant', { closedate: 'soon' }, 'INVALID_DATE'],
    ['a computed property', { hs_is_closed_won: 'true' }, 'READ_ONLY_VALUE'],
    ['a text of more than 65,536 characters', { description: 'x'.repeat(65_537) }, 'PROPERTY_VALUE_TOO_LONG'],
  ])('%s: 400 with its code', async (_name, properties, code) => {
    const reply = await portal.call<{ errors: { code: string }[] }>('POST', deals, { properties });
    expect(reply.status).toBe(400);
    expect(reply.body.errors.map((error) => error.code)).toEqual([code]);
  });

  it('lists every bad value of a record at once', async () => {
    const properties = { nonsense: '1', amount: 'x' };
    const reply = await portal.call<{ errors: unknown[] }>('POST', deals, { properties });
    expect(reply.body.errors).toHaveLength(2);
  });

  it('__proto__ in a body changes nothing', async () => {
    const body = '{"properties":{"dealname":"P","__proto__":{"amount":"5"}},"__proto__":{"polluted":true}}';
    const reply = await portal.send('POST', deals, body);
    expect([201, 400]).toContain(reply.status);
    expect('polluted' in {}).toBe(false);
    const named = await portal.send(
      'POST',
      '/crm/properties/2026-09/deals/batch/read',
      '{"inputs":[{"name":"__proto__"}]}',
    );
    expect(named.status).toBe(207);
  });

  it('unknown ids in a batch read: 207 with the rest', async () => {
    const reply = await portal.call(`POST`, `${deals}/batch/read`, {
      inputs: [{ id: '4100001' }, { id: '9' }],
    });
    expect(reply).toMatchObject({
      status: 207,
      body: {
        results: [{ id: '4100001' }],
        numErrors: 1,
        errors: [{ status: 'error', category: 'OBJECT_NOT_FOUND', context: { ids: ['9'] } }],
      },
    });
  });

  it('unknown ids in a batch update: 207, the others are written', async () => {
    const inputs = [
      { id: '4100002', properties: { description: 'seen' } },
      { id: '9', properties: { description: 'seen' } },
    ];
    const reply = await portal.call(`POST`, `${deals}/batch/update`, { inputs });
    expect(reply).toMatchObject({ status: 207, body: { errors: [{ context: { ids: ['9'] } }] } });
    const read = await portal.call('GET', `${deals}/4100002?properties=description`);
    expect(read.body).toMatchObject({ properties: { description: 'seen' } });
  });

  it('one bad input refuses a batch create as a whole', async () => {
    const before = portal.sandbox.portal.records.count('deals');
    const inputs = [{ properties: { dealname: 'good' } }, { properties: { amount: 'bad' } }];
    expect((await portal.call('POST', `${deals}/batch/create`, { inputs })).status).toBe(400);
    expect(portal.sandbox.portal.records.count('deals')).toBe(before);
  });

  it('with a trace id on every input, a batch create keeps the good ones', async () => {
    const inputs = [
      { properties: { dealname: 'good' }, objectWriteTraceId: 'a' },
      { properties: { amount: 'bad' }, objectWriteTraceId: 'b' },
    ];
    expect(await portal.call('POST', `${deals}/batch/create`, { inputs })).toMatchObject({
      status: 207,
      body: {
        results: [{ properties: { dealname: 'good' } }],
        errors: [{ category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['b'] } }],
      },
    });
  });

  it('an archived record: 404, absent from the list, readable with archived=true', async () => {
    const made = await portal.call<{ id: string }>('POST', deals, { properties: { dealname: 'Gone' } });
    const { id } = made.body;
    expect((await portal.call('DELETE', `${deals}/${id}`)).status).toBe(204);
    expect((await portal.call('GET', `${deals}/${id}`)).status).toBe(404);
    const archived = await portal.call('GET', `${deals}/${id}?archived=true`);
    expect(archived).toMatchObject({ status: 200, body: { id, archived: true } });
    const list = await portal.call<{ results: { id: string }[] }>('GET', `${deals}?archived=true`);
    expect(list.body.results.map((one) => one.id)).toContain(id);
  });

  it('type ids and singular names mean the same objects', async () => {
    for (const name of ['0-3', 'deal', 'deals']) {
      expect((await portal.call('GET', `/crm/v3/objects/${name}/4100001`)).status).toBe(200);
    }
    expect((await portal.call('GET', '/crm/objects/2026-09/0-47?limit=1')).status).toBe(200);
  });
});

describe('starting', () => {
  it('on a port that is taken: port_in_use, with the port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startSandbox({ port, empty: true })).rejects.toMatchObject({
      code: 'port_in_use',
      message: expect.stringContaining(String(port)),
    });
    await new Promise((resolve) => other.close(resolve));
  });
});
