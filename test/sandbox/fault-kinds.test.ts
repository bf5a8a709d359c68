/** What each kind of fault does to a request, and that it does nothing else. */
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HeldPortal } from './held-portal.js';

const ID = '4100001';
const DEAL = `/crm/objects/2026-09/deals/${ID}`;
const AMOUNT = { properties: { amount: '77' } };

let held: HeldPortal;
beforeEach(async () => {
  held = await HeldPortal.start();
});
afterEach(() => held.close());

const rule = (fault: object) => held.faults({ rules: [{ times: 1, ...fault }] });
const write = () => held.ask('PATCH', DEAL, AMOUNT);
const amount = () => held.portal.sandbox.portal.records.getLive('deals', ID)?.properties.get('amount');

/** Waits until the rule has hit: two requests on two connections arrive in any order. */
async function untilHit(): Promise<void> {
  for (let hits = 0; hits === 0;) {
    const { body } = await held.control<{ rules: { hits: number }[] }>('GET', 'faults');
    hits = body.rules[0]!.hits;
  }
}

/** What arrives of an answer before its connection ends, and whether it was whole. */
function arrived(method: string, path: string, body?: string): Promise<{ text: string; whole: boolean }> {
  const { url, accessToken } = held.portal.sandbox;
  return new Promise((resolve, reject) => {
    const asked = request(`${url}${path}`, { method, headers: { authorization: `Bearer ${accessToken}` } });
    asked.once('error', reject);
    asked.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('close', () => resolve({ text, whole: response.complete }));
      response.once('error', () => undefined);
    });
    asked.end(body);
  });
}

describe('status', () => {
  it.each([
    [400, undefined, 'VALIDATION_ERROR'],
    [401, undefined, 'INVALID_AUTHENTICATION'],
    [401, 'EXPIRED_AUTHENTICATION', 'EXPIRED_AUTHENTICATION'],
    [403, undefined, 'MISSING_SCOPES'],
    [404, undefined, 'OBJECT_NOT_FOUND'],
    [409, undefined, 'CONFLICT'],
    [423, undefined, 'LOCKED'],
    [477, 'MIGRATION_IN_PROGRESS', 'MIGRATION_IN_PROGRESS'],
    [500, undefined, 'INTERNAL_ERROR'],
    [502, undefined, 'INTERNAL_ERROR'],
    [524, undefined, 'INTERNAL_ERROR'],
  ])('%i %s: HubSpot’s body, and the write has not happened', async (status, category, expected) => {
    await rule({ kind: 'status', status, ...(category !== undefined && { category }) });
    const response = await write();
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      status: 'error',
      message: expect.any(String),
      correlationId: expect.any(String),
      category: expected,
    });
    expect(amount()).toBe('48000');
    expect((await write()).status).toBe(200);
  });

  it('429 is worded as every 429', async () => {
    await rule({ kind: 'status', status: 429 });
    expect(await (await held.ask('GET', DEAL)).json()).toMatchObject({
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
    });
    expect(await held.counters()).toMatchObject({ throttled: 1, maxIn10s: 0 });
  });

  it('carries the rate limit headers', async () => {
    await rule({ kind: 'status', status: 503 });
    const response = await held.ask('GET', DEAL);
    expect(response.headers.get('x-hubspot-ratelimit-remaining')).toBe('189');
  });
});

describe('a token that stops to be good', () => {
  it('expires for one answer, then a fresh one would do', async () => {
    await rule({ kind: 'status', status: 401, category: 'EXPIRED_AUTHENTICATION' });
    expect([await held.read(), await held.read()]).toEqual([401, 200]);
  });

  it('is revoked until the rules are lifted', async () => {
    await held.faults({ rules: [{ kind: 'status', status: 401 }] });
    expect([await held.read(), await held.search()]).toEqual([401, 401]);
    await held.faults({ rules: [] });
    expect(await held.read()).toBe(200);
  });
});

describe('html', () => {
  it.each([undefined, 502])('a page with status %s, and the write has not happened', async (status) => {
    await rule({ kind: 'html', ...(status !== undefined && { status }) });
    const response = await write();
    expect(response.status).toBe(status ?? 200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
    expect(amount()).toBe('48000');
  });
});

describe('cut', () => {
  it('half of the JSON, then the connection closes; the write has happened', async () => {
    await rule({ kind: 'cut' });
    const { text, whole } = await arrived('PATCH', DEAL, JSON.stringify(AMOUNT));
    expect(whole).toBe(false);
    expect(text).toMatch(/^\{"id":"4100001"/);
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(amount()).toBe('77');
  });

  it('is never whole for fetch either', async () => {
    await rule({ kind: 'cut' });
    await expect(held.ask('GET', DEAL).then((response) => response.text())).rejects.toThrow();
  });

  it('cuts refusals and answers without a body too', async () => {
    await rule({ kind: 'cut', times: 2 });
    expect((await arrived('GET', '/crm/nothing')).whole).toBe(false);
    const gone = await arrived('DELETE', DEAL);
    expect(gone).toEqual({ text: '{', whole: false });
    expect(held.portal.sandbox.portal.records.getLive('deals', ID)).toBeUndefined();
  });
});

describe('reset', () => {
  it.each([
    ['before', '48000'],
    ['after', '77'],
  ])('%s the write', async (when, expected) => {
    await rule({ kind: 'reset', when });
    await expect(write()).rejects.toThrow();
    expect(amount()).toBe(expected);
    expect(await held.read()).toBe(200);
  });

  it('is a reset of the connection, not an end of it', async () => {
    await rule({ kind: 'reset', when: 'before' });
    await expect(arrived('GET', DEAL)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('counts as granted', async () => {
    await rule({ kind: 'reset', when: 'after' });
    await expect(write()).rejects.toThrow();
    expect(await held.counters()).toMatchObject({ total: 1, throttled: 0, maxIn10s: 1 });
  });
});

describe('hang', () => {
  it('answers nothing while others are answered, the write does not happen, and the portal still ends', async () => {
    await rule({ kind: 'hang' });
    const hanging = write().then(
      () => 'answered',
      () => 'broken',
    );
    await untilHit();
    expect(await held.read()).toBe(200);
    expect(amount()).toBe('48000');
    await held.close();
    expect(await hanging).toBe('broken');
    held = await HeldPortal.start();
  });

  it('lets go of a client that gives up', async () => {
    await rule({ kind: 'hang' });
    const patience = new AbortController();
    const hanging = held.ask('GET', DEAL, undefined, patience.signal);
    const outcome = expect(hanging).rejects.toThrow();
    await untilHit();
    patience.abort();
    await outcome;
    expect(await held.read()).toBe(200);
  });
});

describe('slow', () => {
  it('the whole answer drop by drop; the write has happened at once', async () => {
    await rule({ kind: 'slow', delayMs: 250 });
    const response = await write();
    expect(amount()).toBe('77');
    expect(response.status).toBe(200);
    let chunks = 0;
    let text = '';
    for await (const chunk of response.body!) {
      chunks += 1;
      text += Buffer.from(chunk).toString();
    }
    expect(chunks).toBeGreaterThan(1);
    expect(JSON.parse(text)).toMatchObject({ id: ID });
  });

  it('holds back an answer without a body as well', async () => {
    await rule({ kind: 'slow', delayMs: 20 });
    expect(await held.status('DELETE', DEAL)).toBe(204);
  });

  it('ends with the portal', async () => {
    await rule({ kind: 'slow', delayMs: 2 ** 31 - 1 });
    const slow = held.ask('GET', DEAL).then((response) => response.text());
    const outcome = slow.then(
      () => 'answered',
      () => 'broken',
    );
    await untilHit();
    expect(await held.read()).toBe(200);
    await held.close();
    expect(await outcome).toBe('broken');
    held = await HeldPortal.start();
  });
});

describe('rateLimit', () => {
  it.each(['TEN_SECONDLY_ROLLING', 'SECONDLY', 'DAILY'])('%s on any request', async (policyName) => {
    await rule({ kind: 'rateLimit', policyName });
    const response = await write();
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ errorType: 'RATE_LIMIT', policyName });
    expect(amount()).toBe('48000');
  });

  it.each([
    ['TEN_SECONDLY_ROLLING', '0', '1000000'],
    ['DAILY', '190', '0'],
  ])('%s: the headers agree that nothing is left', async (policyName, remaining, daily) => {
    await rule({ kind: 'rateLimit', policyName });
    const { headers } = await held.ask('GET', DEAL);
    expect(headers.get('x-hubspot-ratelimit-remaining')).toBe(remaining);
    expect(headers.get('x-hubspot-ratelimit-daily-remaining')).toBe(daily);
  });
});

describe('latency', () => {
  const HOLD = { latencyMs: 2 ** 31 - 1 };
  const untilAsked = async (total: number): Promise<void> => {
    while ((await held.counters())['total'] !== total);
  };

  it('holds every answer back, refusals too, and none keeps another from arriving', async () => {
    await held.faults({ ...HOLD, limits: { per10s: 20 } });
    let answered = 0;
    const all = Array.from({ length: 25 }, () =>
      held.read().then(
        () => (answered += 1),
        () => 'broken',
      ),
    );
    await untilAsked(25);
    expect(await held.counters()).toMatchObject({ maxIn10s: 20, throttled: 5 });
    expect(answered).toBe(0);
    await held.close();
    expect(new Set(await Promise.all(all))).toEqual(new Set(['broken']));
    held = await HeldPortal.start();
  });

  it('is over in time, for answers and refusals', async () => {
    await held.faults({ latencyMs: 5, limits: { per10s: 1 } });
    expect([await held.read(), await held.read()]).toEqual([200, 429]);
  });

  it('no longer holds the next request once it is set to 0', async () => {
    await held.faults(HOLD);
    const waiting = held.read().then(
      () => 'answered',
      () => 'broken',
    );
    await untilAsked(1);
    await held.faults({ latencyMs: 0 });
    expect(await held.read()).toBe(200);
    await held.close();
    expect(await waiting).toBe('broken');
    held = await HeldPortal.start();
  });
});
