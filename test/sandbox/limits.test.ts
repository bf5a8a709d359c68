/** Rate limits on the portal's own clock, which the test holds. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SEED_NOW } from '../../src/sandbox/clock.js';
import { HeldPortal, times } from './held-portal.js';

const DEAL = '/crm/objects/2026-09/deals/4100001';
const OLD_DEAL = '/crm/v3/objects/deals/4100001';
const DAY = 86_400_000;
const OK = 200;
const REFUSED = 429;

let held: HeldPortal;
beforeEach(async () => {
  held = await HeldPortal.start();
});
afterEach(() => held.close());

const limit = (limits: object) => held.faults({ limits });

describe('the burst of 10 seconds', () => {
  it('lets 190 requests through from the start, and no more until the first is 10 s old', async () => {
    expect(new Set(await times(190, () => held.read()))).toEqual(new Set([OK]));
    expect(await held.read()).toBe(REFUSED);
    await held.advance(9_999);
    expect(await held.read()).toBe(REFUSED);
    await held.advance(1);
    expect(await held.read()).toBe(OK);
    expect(await held.counters()).toMatchObject({ total: 193, throttled: 2, maxIn10s: 190 });
  });

  it('rolls: what was granted leaves one by one', async () => {
    await limit({ per10s: 3 });
    await held.read();
    await held.advance(4_000);
    await times(2, () => held.read());
    expect(await held.read()).toBe(REFUSED);
    await held.advance(6_000);
    expect(await times(2, () => held.read())).toEqual([OK, REFUSED]);
    await held.advance(4_000);
    expect(await times(3, () => held.read())).toEqual([OK, OK, REFUSED]);
  });

  it('is shared by both generations and by every kind of path, unknown ones too', async () => {
    await limit({ per10s: 4 });
    const paths = [DEAL, OLD_DEAL, '/crm/owners/2026-09', '/crm/nothing', DEAL];
    const seen: number[] = [];
    for (const path of paths) seen.push(await held.status('GET', path));
    expect(seen).toEqual([OK, OK, OK, 404, REFUSED]);
  });

  it('is not used up by searches, refused requests, wrong tokens and control calls', async () => {
    await limit({ per10s: 2, searchPerSecond: 100 });
    await times(5, () => held.search());
    await times(5, () => held.control('GET', 'clock'));
    await held.portal.send('GET', DEAL, undefined, 'wrong');
    await times(2, () => held.read());
    await times(5, () => held.read());
    await held.advance(10_000);
    expect(await times(3, () => held.read())).toEqual([OK, OK, REFUSED]);
  });
});

describe('searches', () => {
  it('are 5 in any second from the start, in both generations together', async () => {
    const old = () => held.status('POST', '/crm/v3/objects/companies/search', { limit: 1 });
    expect(await times(3, () => held.search())).toEqual([OK, OK, OK]);
    expect(await times(3, old)).toEqual([OK, OK, REFUSED]);
    await held.advance(999);
    expect(await held.search()).toBe(REFUSED);
    await held.advance(1);
    expect(await held.search()).toBe(OK);
    expect(await held.counters()).toMatchObject({ maxIn10s: 0, maxSearchIn1s: 5, throttled: 2 });
  });

  it('are not held by the burst', async () => {
    await limit({ per10s: 0 });
    expect([await held.search(), await held.read()]).toEqual([OK, REFUSED]);
  });
});

describe('the day', () => {
  it('counts searches and all else, refused ones not, until midnight UTC of the portal’s clock', async () => {
    await limit({ perDay: 3, per10s: 2 });
    expect([await held.read(), await held.read(), await held.read(), await held.search()]).toEqual([
      OK,
      OK,
      REFUSED,
      OK,
    ]);
    const refused = await held.portal.call('POST', '/crm/objects/2026-09/deals/search', {});
    expect(refused.body).toMatchObject({ policyName: 'DAILY' });
    await held.setClock(Date.parse('2026-11-20T23:59:59.999Z'));
    expect(await held.read()).toBe(REFUSED);
    await held.advance(1);
    expect(await held.read()).toBe(OK);
  });

  it('is remembered when the clock comes back to it', async () => {
    await limit({ perDay: 1 });
    await held.read();
    await held.advance(DAY);
    expect(await times(2, () => held.read())).toEqual([OK, REFUSED]);
    await held.setClock(SEED_NOW + 60_000);
    expect(await held.read()).toBe(REFUSED);
    await held.setClock(SEED_NOW - DAY);
    expect(await held.read()).toBe(OK);
  });

  it('is named before the shorter limits, since waiting for those would not help', async () => {
    await limit({ perDay: 0, per10s: 0 });
    expect((await held.portal.call('GET', DEAL)).body).toMatchObject({ policyName: 'DAILY' });
  });
});

describe('a refusal', () => {
  it.each([
    ['TEN_SECONDLY_ROLLING', { per10s: 0 }, 'GET', DEAL],
    ['SECONDLY', { searchPerSecond: 0 }, 'POST', '/crm/objects/2026-09/deals/search'],
    ['DAILY', { perDay: 0 }, 'GET', OLD_DEAL],
  ])('has HubSpot’s body: %s', async (policyName, limits, method, path) => {
    await limit(limits);
    expect(await held.portal.call(method, path, method === 'POST' ? {} : undefined)).toEqual({
      status: REFUSED,
      body: {
        status: 'error',
        message: `You have reached your ${policyName.toLowerCase()} limit.`,
        errorType: 'RATE_LIMIT',
        correlationId: expect.any(String),
        policyName,
      },
    });
  });

  it('of a write writes nothing', async () => {
    const before = [...held.portal.sandbox.portal.snapshot()];
    await limit({ per10s: 0 });
    expect(await held.status('PATCH', DEAL, { properties: { amount: '1' } })).toBe(REFUSED);
    expect([...held.portal.sandbox.portal.snapshot()]).toEqual(before);
  });
});

describe('the headers', () => {
  const headers = async (method: string, path: string, body?: unknown) => {
    const response = await held.ask(method, path, body);
    await response.arrayBuffer();
    const entries = [...response.headers].filter(([name]) => name.startsWith('x-hubspot-ratelimit'));
    return Object.fromEntries(
      entries.map(([name, value]) => [name.slice('x-hubspot-ratelimit-'.length), value]),
    );
  };

  it('tell what is left, after the request that they answer', async () => {
    await limit({ per10s: 3, perDay: 10 });
    await held.search();
    const seen = [await headers('GET', DEAL), await headers('GET', '/crm/nothing')];
    await held.read();
    seen.push(await headers('GET', DEAL));
    expect(seen).toEqual(
      [
        ['2', '8'],
        ['1', '7'],
        ['0', '6'],
      ].map(([remaining, dailyRemaining]) => ({
        max: '3',
        remaining,
        'interval-milliseconds': '10000',
        daily: '10',
        'daily-remaining': dailyRemaining,
      })),
    );
  });

  it('are on no answer to a search, granted or refused', async () => {
    const search = () => headers('POST', '/crm/objects/2026-09/deals/search', {});
    expect(await search()).toEqual({});
    await limit({ searchPerSecond: 0 });
    expect(await search()).toEqual({});
  });

  it('never go below none', async () => {
    await times(3, () => held.read());
    await limit({ per10s: 1, perDay: 1 });
    expect(await headers('GET', DEAL)).toMatchObject({ remaining: '0', 'daily-remaining': '0', max: '1' });
  });
});

describe('changed limits', () => {
  it('take effect at once, in both directions, on what the windows hold', async () => {
    await times(10, () => held.read());
    await limit({ per10s: 10 });
    expect(await held.read()).toBe(REFUSED);
    await limit({ per10s: 11 });
    expect(await times(2, () => held.read())).toEqual([OK, REFUSED]);
  });

  it('may be as high as a benchmark likes', async () => {
    await limit({ per10s: 1_000_000, searchPerSecond: 100_000 });
    expect(new Set(await times(250, () => held.read()))).toEqual(new Set([OK]));
    expect(new Set(await times(20, () => held.search()))).toEqual(new Set([OK]));
    expect(await held.counters()).toMatchObject({ maxIn10s: 250, maxSearchIn1s: 20, throttled: 0 });
  });
});

describe('windows and counters', () => {
  it('a clock set back: what has not happened yet does not count, what has does', async () => {
    await limit({ per10s: 2 });
    await held.read();
    await held.advance(5_000);
    await held.read();
    await held.setClock(SEED_NOW + 4_000);
    expect(await times(2, () => held.read())).toEqual([OK, REFUSED]);
    expect(await held.counters()).toMatchObject({ maxIn10s: 2 });
  });

  it('the maxima stay when the windows have emptied', async () => {
    await times(7, () => held.read());
    await held.advance(60_000);
    await times(2, () => held.read());
    expect(await held.counters()).toMatchObject({ maxIn10s: 7 });
  });

  it('reset empties both, the limits stay', async () => {
    await limit({ per10s: 2, perDay: 2 });
    await times(3, () => held.read());
    await held.control('POST', 'reset', {});
    held.hold();
    expect(await held.counters()).toEqual({
      requests: {},
      total: 0,
      throttled: 0,
      maxIn10s: 0,
      maxSearchIn1s: 0,
    });
    expect(await times(3, () => held.read())).toEqual([OK, OK, REFUSED]);
  });
});
