/** `GET|POST|DELETE /__sandbox__/faults`: what may be said, and which requests a rule hits. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fitsPattern } from '../../src/sandbox/faults/path-pattern.js';
import { HeldPortal, times } from './held-portal.js';

const DEAL = '/crm/objects/2026-09/deals/4100001';
const START = {
  limits: { per10s: 190, searchPerSecond: 5, perDay: 1_000_000 },
  latencyMs: 0,
  searchLagMs: 0,
  rules: [],
};
const BROKEN = { kind: 'status', status: 500 };

let held: HeldPortal;
beforeEach(async () => {
  held = await HeldPortal.start();
});
afterEach(() => held.close());

const told = async () => (await held.control('GET', 'faults')).body;
const hits = async (): Promise<readonly number[]> =>
  ((await told()) as { rules: { hits: number }[] }).rules.map((rule) => rule.hits);

describe('GET, POST and DELETE', () => {
  it('start with a private app’s limits and no faults', async () => {
    expect(await told()).toEqual(START);
  });

  it('POST leaves absent keys as they are, limits one by one', async () => {
    await held.faults({ limits: { per10s: 100 }, latencyMs: 1, rules: [BROKEN] });
    await held.faults({ limits: { perDay: 7 }, searchLagMs: 2 });
    expect(await told()).toEqual({
      limits: { per10s: 100, searchPerSecond: 5, perDay: 7 },
      latencyMs: 1,
      searchLagMs: 2,
      rules: [{ ...BROKEN, hits: 0 }],
    });
  });

  it('POST replaces rules as a whole, and their hits begin anew', async () => {
    await held.faults({ rules: [BROKEN, { kind: 'cut' }] });
    await held.read();
    expect(await hits()).toEqual([1, 0]);
    await held.faults({ limits: {} });
    expect(await hits()).toEqual([1, 0]);
    await held.faults({ rules: [BROKEN] });
    expect(await hits()).toEqual([0]);
    expect((await held.faults({ rules: [] })).body).toMatchObject({ rules: [] });
    expect(await held.read()).toBe(200);
  });

  it('DELETE returns to the start', async () => {
    await held.faults({ limits: { per10s: 1 }, latencyMs: 1, searchLagMs: 1, rules: [BROKEN] });
    expect((await held.control('DELETE', 'faults')).status).toBe(200);
    expect(await told()).toEqual(START);
    expect(await held.read()).toBe(200);
  });

  it('DELETE returns to the file’s where the portal was started with one', async () => {
    const file = { limits: { per10s: 2 }, rules: [{ kind: 'status', status: 503, times: 1 }] } as const;
    const other = await HeldPortal.start({ faults: { ...file, rules: [...file.rules] } });
    try {
      expect(await times(4, () => other.read())).toEqual([503, 200, 429, 429]);
      await other.faults({ limits: { per10s: 50 }, rules: [] });
      await other.control('DELETE', 'faults');
      await other.advance(10_000);
      expect(await times(4, () => other.read())).toEqual([503, 200, 429, 429]);
    } finally {
      await other.close();
    }
  });

  it('a reset of the portal keeps them, hits too', async () => {
    await held.faults({ limits: { per10s: 50 }, rules: [{ ...BROKEN, times: 1 }] });
    await held.read();
    const before = await told();
    await held.control('POST', 'reset', {});
    expect(await told()).toEqual(before);
    expect(await held.read()).toBe(200);
  });

  it.each([
    ['an unknown key', { latency: 1 }],
    ['an unknown limit', { limits: { perHour: 1 } }],
    ['a limit that is no whole number', { limits: { per10s: 1.5 } }],
    ['a negative limit', { limits: { perDay: -1 } }],
    ['a limit as text', { limits: { per10s: '190' } }],
    ['a negative latency', { latencyMs: -1 }],
    ['a latency that no timer takes', { latencyMs: 2 ** 31 }],
    ['null', { searchLagMs: null }],
    ['rules that are no list', { rules: {} }],
    ['a rule without a kind', { rules: [{ times: 1 }] }],
    ['an unknown kind', { rules: [{ kind: 'explode' }] }],
    ['an unknown key of a rule', { rules: [{ ...BROKEN, always: true }] }],
    ['an unknown key of a match', { rules: [{ ...BROKEN, match: { host: 'a' } }] }],
    ['an unknown method', { rules: [{ ...BROKEN, match: { method: 'FETCH' } }] }],
    ['a share above 1', { rules: [{ ...BROKEN, share: 1.1 }] }],
    ['a status without a number', { rules: [{ kind: 'status' }] }],
    ['a status that is no refusal', { rules: [{ kind: 'status', status: 200 }] }],
    ['a status beyond all', { rules: [{ kind: 'status', status: 600 }] }],
    ['a page without a body', { rules: [{ kind: 'html', status: 204 }] }],
    ['a reset without when', { rules: [{ kind: 'reset' }] }],
    ['a reset of another time', { rules: [{ kind: 'reset', when: 'later' }] }],
    ['slow without delayMs', { rules: [{ kind: 'slow' }] }],
    ['an unknown policy', { rules: [{ kind: 'rateLimit', policyName: 'HOURLY' }] }],
    ['a key of another kind', { rules: [{ kind: 'hang', delayMs: 1 }] }],
    ['one bad rule among good ones', { rules: [BROKEN, { kind: 'nothing' }], latencyMs: 5 }],
    ['a list', []],
    ['text', 'none'],
  ])('%s: 400, and nothing changes', async (_name, body) => {
    await held.faults({ limits: { per10s: 9 }, rules: [{ ...BROKEN, match: { path: '/none' } }] });
    const before = await told();
    expect((await held.faults(body)).status).toBe(400);
    expect(await told()).toEqual(before);
  });

  it('broken JSON: 400, and nothing changes', async () => {
    expect((await held.portal.send('POST', '/__sandbox__/faults', '{"latencyMs":', null)).status).toBe(400);
    expect(await told()).toEqual(START);
  });
});

describe('which requests a rule hits', () => {
  it('matches by method and path, whatever the query', async () => {
    const match = { method: 'get', path: '/crm/*/deals/*' };
    await held.faults({ rules: [{ ...BROKEN, match }] });
    expect(await held.status('GET', `${DEAL}?properties=amount`)).toBe(500);
    expect(await held.status('PATCH', DEAL, { properties: {} })).toBe(200);
    expect(await held.status('GET', '/crm/objects/2026-09/companies')).toBe(200);
    expect(await hits()).toEqual([1]);
  });

  it('lets the first `skip` matches pass, then hits at most `times`', async () => {
    await held.faults({ rules: [{ ...BROKEN, match: { path: DEAL }, skip: 2, times: 2 }] });
    await held.status('GET', '/crm/owners/2026-09');
    expect(await times(6, () => held.read())).toEqual([200, 200, 500, 500, 200, 200]);
    expect(await hits()).toEqual([2]);
  });

  it('the first rule that hits wins; rules behind it do not see the request', async () => {
    const status = (code: number, aim: object) => ({ kind: 'status', status: code, ...aim });
    await held.faults({
      rules: [status(500, { times: 1 }), status(502, { skip: 1, times: 1 }), status(503, { times: 1 })],
    });
    expect(await times(4, () => held.read())).toEqual([500, 503, 502, 200]);
    expect(await hits()).toEqual([1, 1, 1]);
  });

  it('hits a share of them, the same ones after every POST', async () => {
    const rule = { ...BROKEN, share: 0.5 };
    const run = async () => {
      await held.faults({ limits: { per10s: 1_000 }, rules: [rule] });
      return times(60, () => held.read());
    };
    const first = await run();
    expect(first.filter((status) => status === 500).length).toBeGreaterThan(15);
    expect(first.filter((status) => status === 200).length).toBeGreaterThan(15);
    expect(await run()).toEqual(first);
  });

  it('seeds the share afresh when a POST says nothing of rules', async () => {
    await held.faults({ rules: [{ ...BROKEN, share: 0.5 }] });
    const first = await times(12, () => held.read());
    await held.faults({});
    expect(await times(12, () => held.read())).toEqual(first);
  });

  it('a share of 0 hits none, of 1 all', async () => {
    await held.faults({
      rules: [
        { ...BROKEN, share: 0 },
        { kind: 'status', status: 502, share: 1 },
      ],
    });
    expect(new Set(await times(10, () => held.read()))).toEqual(new Set([502]));
  });

  it('`times` counts hits, not chances', async () => {
    await held.faults({ rules: [{ ...BROKEN, share: 0.5, times: 3 }] });
    expect((await times(40, () => held.read())).filter((status) => status === 500)).toHaveLength(3);
  });

  it.each([
    ['/a/b', '/a/b', true],
    ['/a/b', '/a/b/', false],
    ['/a/*', '/a/', true],
    ['/a/*', '/a', false],
    ['*', '/anything', true],
    ['*/search', '/crm/objects/2026-09/deals/search', true],
    ['*/search', '/crm/objects/2026-09/deals/search/more', false],
    ['/crm/*/deals/*/read', '/crm/objects/2026-09/deals/batch/read', true],
    ['/crm/*/deals/*/read', '/crm/objects/2026-09/deals/read', false],
    ['/a*a', '/a', false],
    ['/a*ab*b', '/aab', false],
    ['/a*ab*b', '/aabb', true],
    ['/a.c', '/abc', false],
    ['**', '/x', true],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(fitsPattern(pattern, path)).toBe(expected);
  });
});

describe('beside token, limits and counters', () => {
  it('a request without the token meets no rule', async () => {
    await held.faults({ rules: [BROKEN] });
    expect((await held.portal.send('GET', DEAL, undefined, null)).status).toBe(401);
    expect(await hits()).toEqual([0]);
  });

  it('a request that the limits refuse meets no rule', async () => {
    await held.faults({ limits: { per10s: 1 }, rules: [BROKEN] });
    expect(await times(3, () => held.read())).toEqual([500, 429, 429]);
    expect(await hits()).toEqual([1]);
  });

  it('a 429 by rule takes nothing from the limits and counts as throttled', async () => {
    const rule = { kind: 'rateLimit', policyName: 'TEN_SECONDLY_ROLLING', times: 5 };
    await held.faults({ limits: { per10s: 1 }, rules: [rule] });
    expect(await times(7, () => held.read())).toEqual([429, 429, 429, 429, 429, 200, 429]);
    expect(await held.counters()).toMatchObject({ total: 7, throttled: 6, maxIn10s: 1 });
  });

  it('every other fault takes its place in the window, as HubSpot counts failures of its own', async () => {
    await held.faults({ limits: { per10s: 2 }, rules: [{ ...BROKEN, times: 1 }] });
    expect(await times(3, () => held.read())).toEqual([500, 200, 429]);
    expect(await held.counters()).toMatchObject({ total: 3, throttled: 1, maxIn10s: 2 });
  });

  it('control calls meet none', async () => {
    await held.faults({ rules: [{ kind: 'hang' }], latencyMs: 2 ** 31 - 1 });
    expect((await held.control('GET', 'clock')).status).toBe(200);
    expect((await held.control('GET', 'counters')).status).toBe(200);
  });
});
