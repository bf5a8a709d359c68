/** The control calls: reset, clock, counters. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Listing, PortalUnderTest } from './portal-under-test.js';

const deals = '/crm/objects/2026-09/deals';

describe('control calls', () => {
  let portal: PortalUnderTest;
  beforeEach(async () => {
    portal = await PortalUnderTest.start();
  });
  afterEach(() => portal.close());

  const control = <T>(method: string, path: string, body?: unknown) =>
    portal.send<T>(
      method,
      `/__sandbox__/${path}`,
      body === undefined ? undefined : JSON.stringify(body),
      null,
    );

  const now = async (): Promise<number> =>
    Date.parse((await control<{ now: string }>('GET', 'clock')).body.now);
  const everything = () => [...portal.sandbox.portal.snapshot()];

  it('GET clock starts at the seed’s own now', async () => {
    const start = Date.parse('2026-11-20T17:00:00.000Z');
    expect(await now()).toBeGreaterThanOrEqual(start);
    expect(await now()).toBeLessThan(start + 60_000);
  });

  it('POST clock moves it on or sets it; records are dated by it', async () => {
    const before = await now();
    await control('POST', 'clock', { advanceMs: 86_400_000 });
    expect(await now()).toBeGreaterThanOrEqual(before + 86_400_000);
    await control('POST', 'clock', { now: '2027-02-01T00:00:00Z' });
    const made = await portal.call('POST', deals, { properties: { dealname: 'Later' } });
    expect(made.body).toMatchObject({ createdAt: expect.stringMatching(/^2027-02-01T00:00/) });
  });

  it('POST reset restores records, labels, properties, clock and counters; the token stays', async () => {
    const before = everything();
    await portal.call('PATCH', `${deals}/4100001`, { properties: { amount: '1' } });
    await portal.call('DELETE', '/crm/associations/2026-09/deals/companies/labels/1');
    await control('POST', 'clock', { advanceMs: 86_400_000 });
    expect((await control('POST', 'reset', {})).status).toBe(200);
    expect(everything()).toEqual(before);
    expect(await now()).toBeLessThan(Date.parse('2026-11-20T18:00:00Z'));
    expect((await control('GET', 'counters')).body).toMatchObject({ total: 0, requests: {} });
    expect((await portal.call('GET', deals)).status).toBe(200);
  });

  it('POST reset keeps what it is not told, but empty becomes false', async () => {
    expect((await control('POST', 'reset', { seed: 9, empty: true })).body).toMatchObject({
      seed: 9,
      deals: 30,
      empty: true,
    });
    expect((await portal.call<Listing>('GET', deals)).body.results).toEqual([]);
    expect(
      (await portal.call<{ results: unknown[] }>('GET', '/crm/owners/2026-09')).body.results,
    ).not.toEqual([]);
    expect((await control('POST', 'reset', { deals: 3 })).body).toMatchObject({
      seed: 9,
      deals: 3,
      empty: false,
    });
    expect((await portal.call<Listing>('GET', deals)).body.results).toHaveLength(3);
  });

  it.each([
    ['reset', { seed: -1 }],
    ['reset', { deals: 1.5 }],
    ['reset', { seeds: 1 }],
    ['reset', 'seven'],
    ['clock', {}],
    ['clock', { now: 'tomorrow' }],
    ['clock', { advanceMs: -1 }],
    ['clock', { now: 0, advanceMs: 1 }],
  ])('POST %s %j: 400, and nothing changes', async (path, body) => {
    const before = everything();
    const clock = await now();
    expect((await control('POST', path, body)).status).toBe(400);
    expect(everything()).toEqual(before);
    expect(await now()).toBeLessThan(clock + 60_000);
  });

  it('GET counters adds up by route, refused requests too, control calls not', async () => {
    await portal.call('GET', `${deals}/4100001`);
    await portal.call('GET', '/crm/v3/objects/deals/4100002');
    await portal.call('GET', '/crm/objects/2026-09/companies/2100001');
    await portal.call('POST', `${deals}/search`, {});
    await portal.send('GET', deals, undefined, null);
    await portal.call('GET', '/crm/nothing');
    expect((await control('GET', 'counters')).body).toEqual({
      requests: {
        'GET /crm/objects/2026-09/{type}': 1,
        'GET /crm/objects/2026-09/{type}/{id}': 2,
        'GET /crm/v3/objects/{type}/{id}': 1,
        'GET /{unknown}': 1,
        'POST /crm/objects/2026-09/{type}/search': 1,
      },
      total: 6,
      throttled: 0,
      maxIn10s: 4,
      maxSearchIn1s: 1,
    });
  });

  it('a page of another site cannot reach them', async () => {
    const reply = await fetch(`${portal.sandbox.url}/__sandbox__/reset`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example', 'content-type': 'text/plain' },
      body: '{}',
    });
    expect(reply.status).toBe(403);
  });
});
