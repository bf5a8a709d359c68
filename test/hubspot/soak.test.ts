/** The limiter as it is, over sockets, against an emulated portal that keeps its limits. Nothing is timed but the asking. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import type { RequestEvent } from '../../src/hubspot/transport.js';
import { openStore } from '../../src/store/store.js';
import { testDatabase } from '../store/database.js';
import { askFor, Soak } from './soak.js';
import { errorOf } from './error-of.js';

describe('a limiter against a portal', () => {
  let soak: Soak;
  afterEach(() => soak.close());

  it('that allows 30 requests in 10 s: it learns so, uses them, and is never refused', async () => {
    soak = await Soak.start({ limits: { per10s: 30 }, latencyMs: 20 });
    const portal = soak.open();
    // 18 are sent at the pace of a common limit before the first answers tell this one; the window then holds the rest.
    await askFor(3, portal.crm);
    const { maxIn10s, throttled } = await soak.counters();
    expect([throttled, maxIn10s <= 30]).toEqual([0, true]);
    expect(maxIn10s).toBeGreaterThan(5);
    expect(portal.crm.tally()).toMatchObject({ throttled: 0, retried: 0 });
    await portal.close();
  }, 30_000);

  it('searches keep to 5 a second', async () => {
    soak = await Soak.start({ latencyMs: 5 });
    const portal = soak.open();
    await askFor(2, portal.crm, (crm) => crm.highestId('deals'));
    const { maxSearchIn1s, throttled } = await soak.counters();
    expect([throttled, maxSearchIn1s <= 5]).toEqual([0, true]);
    expect(portal.crm.tally().searches).toBe(portal.crm.tally().requests);
    await portal.close();
  }, 30_000);

  it('shared through a row: two processes keep to one limit', async () => {
    soak = await Soak.start({ limits: { per10s: 190 } });
    const database = await testDatabase();
    const store = await openStore({ databaseUrl: database.databaseUrl, home: '' });
    const portals = [soak.open(), soak.open()];
    for (const portal of portals) portal.shareLimit(store.rateRow(portalId('1')));
    const answered = await Promise.all(portals.map(({ crm }) => askFor(3, crm)));
    const { throttled, total } = await soak.counters();
    // Not twice 57: both wait in one line.
    expect([throttled, total <= 120]).toEqual([0, true]);
    expect(Math.min(...answered)).toBeGreaterThan(0);
    await Promise.all(portals.map((portal) => portal.close()));
    await store.close();
    await database.close();
  }, 60_000);

  it('a day that ends: it stops with a code of its own, before the portal refuses', async () => {
    soak = await Soak.start({ limits: { per10s: 100_000, perDay: 40 } });
    const portal = soak.open();
    const error = await errorOf(askFor(60, portal.crm));
    expect([error.code, error.exitCode]).toEqual(['crm_daily_limit', 4]);
    await portal.close();
    expect((await soak.counters()).total).toBeLessThanOrEqual(60);
  }, 30_000);

  it('a token that is revoked: nothing is sent after its first refusal', async () => {
    const events: RequestEvent[] = [];
    soak = await Soak.start({
      limits: { per10s: 1_000_000 },
      rules: [{ kind: 'status', status: 401, category: 'EXPIRED_AUTHENTICATION', skip: 10 }],
    });
    const portal = soak.open({ onRequest: (event) => events.push(event) });
    expect((await errorOf(askFor(60, portal.crm))).code).toBe('token_invalid');
    const { requests } = portal.crm.tally();
    expect((await errorOf(portal.crm.owners())).code).toBe('token_invalid');
    expect(portal.crm.tally().requests).toBe(requests);
    // Those that were under way were refused too; none was sent again.
    expect(events.every(({ attempt }) => attempt === 1)).toBe(true);
    await portal.close();
  }, 30_000);

  it('a socket that hangs ends with its timeout', async () => {
    soak = await Soak.start({
      rules: [{ kind: 'hang', match: { path: '/crm/objects/2026-09/deals' }, times: 1 }],
    });
    const events: RequestEvent[] = [];
    const portal = soak.open({ timeoutMs: 200, onRequest: (event) => events.push(event) });
    expect((await portal.crm.listPage('deals', null, false)).records.length).toBeGreaterThan(0);
    expect(events.map(({ status, attempt }) => [status, attempt])).toEqual([
      [null, 1],
      [200, 2],
    ]);
    await portal.close();
  }, 30_000);

  it.each([
    ['HTML bodies', { kind: 'html', times: 2 }],
    ['cut JSON', { kind: 'cut', times: 1 }],
    ['resets after the portal has done it', { kind: 'reset', when: 'after', times: 2 }],
    ['a burst of 502', { kind: 'status', status: 502, times: 2 }],
  ])(
    '%s are asked again, and never taken for “no data”',
    async (_name, rule) => {
      soak = await Soak.start({ rules: [rule] });
      const portal = soak.open({ timeoutMs: 2_000 });
      expect((await portal.crm.listPage('deals', null, false)).records).toHaveLength(20);
      expect(portal.crm.tally().retried).toBe(rule.times);
      await portal.close();
    },
    30_000,
  );

  it('a storm in which half of all requests are refused comes to an end', async () => {
    soak = await Soak.start({
      rules: [{ kind: 'rateLimit', policyName: 'SECONDLY', share: 0.5, times: 3 }],
    });
    const portal = soak.open();
    const pages = await Promise.all(
      Array.from({ length: 8 }, () => portal.crm.listPage('deals', null, false)),
    );
    expect(pages.every(({ records }) => records.length === 20)).toBe(true);
    await portal.close();
  }, 60_000);
});
