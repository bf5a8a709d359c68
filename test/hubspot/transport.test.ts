import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { errorOf } from './error-of.js';
import { limited, refused } from './error-bodies.js';
import { answer, CREATE, guardWire, hubspot, OK, openWire, PATH, READ, SENDERS, TOKEN } from './wire.js';
import { AppError } from '../../src/errors.js';
import type { RequestEvent } from '../../src/hubspot/transport.js';

beforeAll(guardWire.start);
afterEach(guardWire.check);
afterAll(guardWire.end);

describe.each(SENDERS)('over the %s', (sender) => {
  it('sends the token, the path with its query and the body, and reads the answer', async () => {
    hubspot({ reqheaders: { authorization: `Bearer ${TOKEN}` } })
      .get(`${PATH}?limit=1`)
      .reply(200, OK);
    hubspot({ reqheaders: { authorization: `Bearer ${TOKEN}`, 'content-type': /^application\/json/ } })
      .post(PATH, { a: 'é' })
      .reply(201, OK);
    const { transport } = openWire(sender);
    expect(await transport.call(READ)).toMatchObject({ status: 200, data: OK });
    expect(await transport.call(CREATE)).toMatchObject({ status: 201, data: OK });
    expect(transport.counts).toEqual({ requests: 2, throttled: 0, retried: 0, searches: 0 });
  });

  it.each(['TEN_SECONDLY_ROLLING', 'SECONDLY'])(
    '%s: waits and asks again, also for a create',
    async (name) => {
      answer('POST', 429, limited(name));
      answer('POST', 429, limited(name));
      answer('POST', 200, OK);
      const { transport, waits } = openWire(sender);
      expect(await transport.call(CREATE)).toMatchObject({ data: OK });
      expect(waits).toEqual([500, 1000]);
      expect(transport.counts).toEqual({ requests: 3, throttled: 2, retried: 2, searches: 0 });
    },
  );

  it('asks before every send and repeat whether it may still be sent', async () => {
    answer('GET', 429, limited('SECONDLY'));
    const { transport } = openWire(sender);
    const over = new AppError('lease_lost', 'over', 'again');
    let asked = 0;
    const beforeSend = (): Promise<void> => {
      asked += 1;
      return asked === 1 ? Promise.resolve() : Promise.reject(over);
    };
    expect(await errorOf(transport.call({ ...READ, beforeSend }))).toBe(over);
    expect(asked).toBe(2);
    expect(transport.counts.requests).toBe(1);
  });

  it('DAILY: stops at once, with its own code', async () => {
    answer('GET', 429, limited('DAILY'));
    const { transport, waits } = openWire(sender);
    const error = await errorOf(transport.call(READ));
    expect([error.code, error.exitCode]).toEqual(['crm_daily_limit', 4]);
    expect(waits).toEqual([]);
  });

  it('gives up a limit that does not end', async () => {
    for (let time = 0; time < 5; time += 1) answer('GET', 429, limited('SECONDLY'));
    const { transport, waits } = openWire(sender);
    const error = await errorOf(transport.call(READ));
    expect([error.code, error.exitCode]).toEqual(['crm_rate_limited', 3]);
    expect(waits).toEqual([500, 1000, 2000, 4000]);
  });

  it('never comes back sooner than Retry-After says', async () => {
    answer('GET', 429, limited('TEN_SECONDLY_ROLLING'), { 'Retry-After': '10' });
    answer('GET', 503, 'busy', { 'retry-after': '25' });
    answer('GET', 200, OK);
    const { transport, waits } = openWire(sender);
    await transport.call(READ);
    expect(waits).toEqual([10_250, 25_250]);
  });

  it('does not wait for hours: it says so and ends', async () => {
    answer('GET', 429, limited('TEN_SECONDLY_ROLLING'), { 'Retry-After': '3600' });
    const { transport, waits } = openWire(sender);
    expect((await errorOf(transport.call(READ))).code).toBe('crm_rate_limited');
    expect(waits).toEqual([]);
  });

  it.each(['soon', '-1', ''])(
    'a Retry-After that is no number of seconds is passed over: %j',
    async (value) => {
      answer('GET', 429, limited('SECONDLY'), { 'Retry-After': value });
      answer('GET', 200, OK);
      const { transport, waits } = openWire(sender);
      await transport.call(READ);
      expect(waits[0]).toBeLessThanOrEqual(500);
    },
  );

  it.each([500, 502, 503, 504, 521, 523, 524])(
    '%d: asks a read again, with waits that grow',
    async (status) => {
      for (let time = 0; time < 3; time += 1) answer('GET', status, '<html>bad gateway</html>');
      answer('GET', 200, OK);
      const { transport, waits } = openWire(sender);
      expect(await transport.call(READ)).toMatchObject({ data: OK });
      expect(waits).toEqual([500, 1000, 2000]);
    },
  );

  it('a burst of 5xx is bounded', async () => {
    for (let time = 0; time < 3; time += 1) answer('GET', 502, '');
    const { transport, waits } = openWire(sender, { attempts: 3 });
    const error = await errorOf(transport.call(READ));
    expect([error.code, error.exitCode]).toEqual(['crm_unreachable', 3]);
    expect(waits).toHaveLength(2);
    expect(transport.counts).toMatchObject({ requests: 3, retried: 2 });
  });

  it('a create is not sent twice after a 5xx, since it may have been carried out', async () => {
    answer('POST', 502, '');
    const { transport } = openWire(sender);
    expect((await errorOf(transport.call(CREATE))).code).toBe('crm_unreachable');
  });

  it.each([423, 477])('%d: nothing was done, so a create is sent again', async (status) => {
    answer('POST', status, refused('LOCKED', 'The record is locked'));
    answer('POST', 200, OK);
    const { transport, waits } = openWire(sender);
    expect(await transport.call(CREATE)).toMatchObject({ data: OK });
    expect(waits).toHaveLength(1);
  });

  it('a broken connection: asks a read again, and never a create', async () => {
    hubspot()
      .get(PATH)
      .query(true)
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    answer('GET', 200, OK);
    hubspot()
      .post(PATH)
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    const { transport, waits } = openWire(sender);
    expect(await transport.call(READ)).toMatchObject({ data: OK });
    const error = await errorOf(transport.call(CREATE));
    expect(error.code).toBe('crm_unreachable');
    expect(error.message).toContain('ECONNRESET');
    expect(waits).toHaveLength(1);
  });

  it('a timeout: asks a read again, and never a create', async () => {
    hubspot().get(PATH).query(true).times(2).delay(60_000).reply(200, OK);
    hubspot().post(PATH).delay(60_000).reply(200, OK);
    const { transport } = openWire(sender, { timeoutMs: 25, attempts: 2 });
    expect((await errorOf(transport.call(READ))).code).toBe('crm_unreachable');
    expect(transport.counts).toMatchObject({ requests: 2, retried: 1 });
    const error = await errorOf(transport.call(CREATE));
    expect(error.code).toBe('crm_unreachable');
    expect(error.message).toMatch(/^No answer from the CRM to POST \/crm\/objects\/2026-09\/deals: .*time/i);
    expect(transport.counts).toMatchObject({ requests: 3, retried: 1 });
  });

  it.each<[string, string]>([
    ['an HTML page', '<!doctype html><title>Sign in</title>'],
    ['JSON that is cut', '{"ok": tr'],
    ['an empty body', ''],
    ['JSON of another shape', '{"ok":"yes"}'],
    ['null', 'null'],
  ])('%s with 200 is no answer: a read is asked again, then told', async (_name, body) => {
    for (let time = 0; time < 2; time += 1) answer('GET', 200, body);
    const { transport, waits } = openWire(sender, { attempts: 2 });
    const error = await errorOf(transport.call(READ));
    expect([error.code, error.exitCode]).toEqual(['crm_unexpected_answer', 3]);
    expect(error.message).toMatch(/^HubSpot answered GET \/crm\/objects\/2026-09\/deals with 200, but /);
    expect(waits).toHaveLength(1);
  });

  it('… and a create with such an answer is not sent again', async () => {
    answer('POST', 200, '<html>');
    const { transport } = openWire(sender);
    expect((await errorOf(transport.call(CREATE))).code).toBe('crm_unexpected_answer');
  });

  it.each([
    [
      401,
      refused('INVALID_AUTHENTICATION', 'Authentication credentials not found.'),
      'token_invalid',
      2,
      /HUBSPOT_ACCESS_TOKEN/,
    ],
    [
      401,
      refused('EXPIRED_AUTHENTICATION', 'The token expired.'),
      'token_invalid',
      2,
      /HUBSPOT_ACCESS_TOKEN/,
    ],
    [403, refused('MISSING_SCOPES', 'This app has no crm.objects.deals.read'), 'scope_missing', 2, /scopes/],
    [400, refused('VALIDATION_ERROR', 'Invalid input JSON'), 'crm_refused', 1, /message says/],
    [404, refused('OBJECT_NOT_FOUND', 'No such deal'), 'crm_refused', 1, /message says/],
    [409, refused('CONFLICT', 'Already there'), 'crm_refused', 1, /message says/],
    [400, '<html>', 'crm_refused', 1, /message says/],
  ])(
    '%d %j is not asked again, and is told with the next step',
    async (status, body, code, exitCode, next) => {
      answer('GET', status, body);
      const { transport, waits } = openWire(sender);
      const error = await errorOf(transport.call(READ));
      expect([error.code, error.exitCode]).toEqual([code, exitCode]);
      expect(error.next).toMatch(next);
      expect(error.message).toContain(`GET ${PATH} was answered with ${status}`);
      if (typeof body !== 'string') {
        expect(error.message).toContain(body.message.replace(/\.$/, ''));
        expect(error.message).toContain('c-1');
      }
      expect(waits).toEqual([]);
    },
  );

  it('reads a refusal that the caller accepts as an answer', async () => {
    answer('GET', 404, OK);
    const { transport } = openWire(sender);
    expect(await transport.call({ ...READ, accept: [404] })).toMatchObject({ status: 404, data: OK });
  });

  it.each([
    ['a line break', `${TOKEN}\nX-Other: 1`],
    ['a typographic quote', `“${TOKEN}”`],
    ['nothing', ''],
  ])('a token that holds %s is refused before it is sent, and is not repeated', async (_name, token) => {
    const { transport, waits } = openWire(sender, { token });
    const error = await errorOf(transport.call(READ));
    expect(error.code).toBe('token_invalid');
    expect(`${error.message} ${error.next} ${String(error.cause)}`).not.toContain(TOKEN);
    expect(waits).toEqual([]);
  });

  it('no error says the token', async () => {
    const secret = `Bearer ${TOKEN}`;
    answer('GET', 500, '');
    hubspot().get(PATH).query(true).replyWithError('no route');
    answer('GET', 200, '<html>');
    answer('GET', 401, refused('INVALID_AUTHENTICATION', 'No'));
    const { transport } = openWire(sender, { attempts: 1 });
    for (let time = 0; time < 4; time += 1) {
      const { message, next, stack = '' } = await errorOf(transport.call(READ));
      const said = [message, next, stack].join(' ');
      expect(said).not.toContain(secret);
      expect(said).not.toContain(TOKEN);
    }
  });

  it('a token that is revoked stops everything: nothing more is sent with it', async () => {
    answer('GET', 401, refused('EXPIRED_AUTHENTICATION', 'The token expired.'));
    const { transport } = openWire(sender);
    expect((await errorOf(transport.call(READ))).code).toBe('token_invalid');
    const others = await Promise.all([errorOf(transport.call(READ)), errorOf(transport.call(CREATE))]);
    expect(others.map(({ code }) => code)).toEqual(['token_invalid', 'token_invalid']);
    expect(transport.counts.requests).toBe(1);
  });

  it('tells every request for the log, without ids, queries or the token', async () => {
    const events: RequestEvent[] = [];
    answer('GET', 503, '');
    answer('GET', 200, OK);
    hubspot().get(`${PATH}/4711`).query(true).replyWithError('no route');
    const { transport } = openWire(sender, { attempts: 2, onRequest: (event) => events.push(event) });
    await transport.call(READ);
    await errorOf(transport.call({ ...READ, path: `${PATH}/4711?a=b`, repeatable: false }));
    expect(events.map(({ method, path, status, attempt }) => ({ method, path, status, attempt }))).toEqual([
      { method: 'GET', path: PATH, status: 503, attempt: 1 },
      { method: 'GET', path: PATH, status: 200, attempt: 2 },
      { method: 'GET', path: `${PATH}/{id}`, status: null, attempt: 1 },
    ]);
    expect(JSON.stringify(events)).not.toContain(TOKEN);
  });

  it('refusals for the limit do not use up the attempts that outages have', async () => {
    for (let time = 0; time < 6; time += 1) answer('GET', 429, limited('SECONDLY'));
    answer('GET', 503, '');
    answer('GET', 200, OK);
    const { transport } = openWire(sender, { attempts: 2, limitedAttempts: 7 });
    expect(await transport.call(READ)).toMatchObject({ data: OK });
  });

  it('waits less by chance, so that callers do not come back together', async () => {
    answer('GET', 429, limited('SECONDLY'));
    answer('GET', 200, OK);
    const { transport, waits } = openWire(sender, { random: 0 });
    await transport.call(READ);
    expect(waits).toEqual([250]);
  });
});
