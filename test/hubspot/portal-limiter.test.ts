/** The limiter of a portal on a held clock: who goes first, what stops everything, and what it tells. */
import { describe, expect, it } from '@jest/globals';
import type { RateRow } from '../../src/operations/crm-port.js';
import { PortalLimiter, type RequestKind } from '../../src/hubspot/portal-limiter.js';
import type { RawAnswer } from '../../src/hubspot/send.js';
import { errorOf } from './error-of.js';
import { limited } from './error-bodies.js';

const SYNC: RequestKind = { search: false, priority: 'sync' };
const PEOPLE: RequestKind = { search: false, priority: 'people' };
const SEARCH: RequestKind = { search: true, priority: 'sync' };

type Headers = Readonly<Record<string, string>>;
const answered = (status: number, body: unknown = {}, headers: Headers = {}): RawAnswer => ({
  status,
  header: (name) => headers[name] ?? null,
  text: JSON.stringify(body),
});
const day = (limit: number, remaining: number): Headers => ({
  'x-hubspot-ratelimit-daily': String(limit),
  'x-hubspot-ratelimit-daily-remaining': String(remaining),
});

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A limiter whose waits pass at once on a clock of its own. */
function held() {
  let now = 1_000;
  const clock = {
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
  const limiter = new PortalLimiter({
    now: clock.now,
    sleep: (ms) => {
      now += ms;
      return nextTurn();
    },
    random: () => 0,
  });
  const sent: { readonly name: string; readonly at: number }[] = [];
  const ask = (kind: RequestKind, answer: RawAnswer | Error, name = kind.priority): Promise<RawAnswer> =>
    limiter.run(kind, () => {
      sent.push({ name, at: now });
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    });
  return { limiter, clock, sent, ask };
}

describe('the limiter of a portal', () => {
  it('lets people go before a sync that has been waiting longer', async () => {
    const { ask, sent, limiter } = held();
    const asked = Array.from({ length: 30 }, () => ask(SYNC, answered(200)));
    asked.push(ask(PEOPLE, answered(200)), ask(PEOPLE, answered(200)));
    await Promise.all(asked);
    const places = sent.flatMap(({ name }, place) => (name === 'people' ? [place] : []));
    expect(Math.max(...places)).toBeLessThanOrEqual(3);
    expect(sent).toHaveLength(32);
    await limiter.close();
  });

  it('spaces the requests of a sync evenly, and tells how long they waited', async () => {
    const { ask, sent, limiter } = held();
    await Promise.all(Array.from({ length: 20 }, () => ask(SYNC, answered(200))));
    const gaps = sent.slice(1).map(({ at }, place) => at - (sent[place]?.at ?? 0));
    for (const gap of gaps) expect(gap).toBeCloseTo(10_000 / 189, 3);
    expect(limiter.waitedMs).toBeGreaterThan(1_000);
    await limiter.close();
  });

  it('searches wait for their own limit: 5 a second', async () => {
    const { ask, sent, limiter } = held();
    await Promise.all([
      ...Array.from({ length: 20 }, () => ask(SEARCH, answered(200))),
      ask(SYNC, answered(200), 'list' as 'sync'),
    ]);
    const searches = sent.filter(({ name }) => name !== ('list' as string));
    for (const [place, { at }] of searches.entries()) {
      expect(at - (searches[place - 5]?.at ?? Number.NEGATIVE_INFINITY)).toBeGreaterThan(1_000);
    }
    await limiter.close();
  });

  it('429 stops everything in its bucket for as long as HubSpot asks, people too', async () => {
    const { ask, sent, limiter } = held();
    await ask(SYNC, answered(429, limited('TEN_SECONDLY_ROLLING'), { 'retry-after': '7' }));
    await Promise.all([ask(SYNC, answered(200)), ask(PEOPLE, answered(200))]);
    expect(sent.slice(1).every(({ at }) => at - (sent[0]?.at ?? 0) >= 7_000)).toBe(true);
    await limiter.close();
  });

  it('DAILY stops everything at once; after a while one request asks again', async () => {
    const { ask, sent, clock, limiter } = held();
    await ask(SYNC, answered(429, limited('DAILY')));
    for (const kind of [SYNC, SEARCH, PEOPLE]) {
      const error = await errorOf(ask(kind, answered(200)));
      expect([error.code, error.exitCode]).toEqual(['crm_daily_limit', 4]);
    }
    expect(sent).toHaveLength(1);
    clock.pass(600_000);
    expect((await ask(SYNC, answered(200, {}, day(1_000, 900)))).status).toBe(200);
    expect((await ask(SYNC, answered(200))).status).toBe(200);
    await limiter.close();
  });

  it('a sync leaves 1% of the day to people', async () => {
    const { ask, limiter } = held();
    await ask(SYNC, answered(200, {}, day(1_000, 12)));
    await ask(SEARCH, answered(200));
    await ask(SYNC, answered(200));
    const error = await errorOf(ask(SYNC, answered(200)));
    expect(error.code).toBe('crm_daily_limit');
    expect(error.message).toMatch(/1000 requests a day, 10 are left/);
    expect((await ask(PEOPLE, answered(200))).status).toBe(200);
    await limiter.close();
  });

  it('tells whether what is still needed fits into the day', async () => {
    const { ask, limiter } = held();
    expect(limiter.budget(1_890)).toMatchObject({ daily: null, fits: true, perSecond: 18.9, needed: 1_890 });
    expect(limiter.budget(1_890).seconds).toBeCloseTo(100, 6);
    await ask(SYNC, answered(200, {}, day(1_000, 600)));
    const daily = { limit: 1_000, used: 400, remaining: 600, spendable: 590 };
    expect(limiter.budget(590)).toMatchObject({ daily, fits: true });
    expect(limiter.budget(591)).toMatchObject({ daily, fits: false });
    await limiter.close();
  });

  it('answers that overtake each other do not give requests back', async () => {
    const { ask, limiter } = held();
    for (const left of [50_000, 49_990, 49_995]) await ask(SYNC, answered(200, {}, day(100_000, left)));
    expect(limiter.budget(0).daily?.remaining).toBe(49_989);
    await limiter.close();
  });

  it('outages in a row: nothing is sent for a while, then one request tries', async () => {
    const { ask, sent, limiter } = held();
    await ask(SYNC, answered(200));
    for (let time = 0; time < 8; time += 1) await ask(SYNC, answered(502));
    const last = sent.at(-1)?.at ?? 0;
    expect((await errorOf(ask(PEOPLE, answered(200)))).code).toBe('crm_unreachable');
    const all = [ask(SYNC, answered(502)), ...Array.from({ length: 5 }, () => ask(SYNC, answered(200)))];
    await Promise.all(all);
    const after = sent.slice(9).map(({ at }) => at - last);
    expect(after[0]).toBeGreaterThanOrEqual(1_000);
    expect(after[1]).toBeGreaterThanOrEqual(3_000);
    expect((await ask(PEOPLE, answered(200))).status).toBe(200);
    await limiter.close();
  });

  it('a portal that does not come back is not asked for ever', async () => {
    const { ask, sent, clock, limiter } = held();
    const reset = () => ask(SYNC, new Error('ECONNRESET')).catch((error: unknown) => error);
    await ask(SYNC, answered(200));
    for (let time = 0; time < 14; time += 1) await reset();
    expect(sent).toHaveLength(15);
    const error = await errorOf(ask(SYNC, answered(200)));
    expect([error.code, error.exitCode]).toEqual(['crm_unreachable', 3]);
    expect(sent).toHaveLength(15);
    clock.pass(64_000);
    expect((await ask(SYNC, answered(200))).status).toBe(200);
    expect((await ask(SYNC, answered(200))).status).toBe(200);
    await limiter.close();
  });

  it('a portal that has never answered is not waited for', async () => {
    const { ask, sent, limiter } = held();
    for (let time = 0; time < 8; time += 1) await ask(SYNC, answered(502));
    const error = await errorOf(ask(SYNC, answered(200)));
    expect(error.message).toContain('8 requests failed, and none got through');
    expect(sent).toHaveLength(8);
    await limiter.close();
  });

  it('refusals of a request are no outage', async () => {
    const { ask, limiter } = held();
    for (let time = 0; time < 20; time += 1) await ask(SYNC, answered(400));
    expect((await ask(PEOPLE, answered(200))).status).toBe(200);
    await limiter.close();
  });
});

describe('a limit that is shared through a row', () => {
  /** A row on the held clock. */
  function rowOf(now: () => number) {
    let freeAt = 0;
    const taken: number[] = [];
    const row: RateRow = {
      take: (_bucket, count, spacingMs) => {
        const first = Math.max(freeAt, now());
        freeAt = first + count * spacingMs;
        taken.push(count);
        return Promise.resolve(first - now());
      },
      pause: (_bucket, ms) => {
        freeAt = Math.max(freeAt, now() + ms);
        return Promise.resolve();
      },
    };
    return { row, taken, freeAt: () => freeAt };
  }

  it('is kept to by two processes together', async () => {
    const one = held();
    const { row } = rowOf(one.clock.now);
    one.limiter.share(row);
    const other = new PortalLimiter({
      now: one.clock.now,
      sleep: (ms) => {
        one.clock.pass(ms);
        return nextTurn();
      },
      random: () => 0,
    });
    other.share(row);
    const sentByOther: number[] = [];
    await Promise.all(
      Array.from({ length: 30 }, () => [
        one.ask(SYNC, answered(200)),
        other.run(SYNC, () => {
          sentByOther.push(one.clock.now());
          return Promise.resolve(answered(200));
        }),
      ]).flat(),
    );
    const all = [...one.sent.map(({ at }) => at), ...sentByOther].toSorted((a, b) => a - b);
    expect(all).toHaveLength(60);
    // Sixty places of 53 ms, whoever took them; a few are taken ahead.
    expect((all.at(-1) ?? 0) - (all[0] ?? 0)).toBeGreaterThan(50 * (10_000 / 189));
    await Promise.all([one.limiter.close(), other.close()]);
  });

  it('takes a few places at a time, and none that nobody waits for', async () => {
    const { ask, limiter, clock } = held();
    const { row, taken } = rowOf(clock.now);
    limiter.share(row);
    await ask(SYNC, answered(200));
    expect(taken).toEqual([1]);
    await Promise.all(Array.from({ length: 39 }, () => ask(SYNC, answered(200))));
    expect(Math.max(...taken)).toBeLessThanOrEqual(8);
    expect(taken.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(48);
    await limiter.close();
  });

  it('a refusal stops the other processes too', async () => {
    const { ask, limiter, clock } = held();
    const { row, freeAt } = rowOf(clock.now);
    limiter.share(row);
    await ask(SYNC, answered(429, limited('TEN_SECONDLY_ROLLING'), { 'retry-after': '9' }));
    expect(freeAt() - clock.now()).toBe(9_000);
    await limiter.close();
  });

  it('without its row, a process goes on within its own limit', async () => {
    const { ask, sent, limiter } = held();
    const gone = () => Promise.reject(new Error('no database'));
    limiter.share({ take: gone, pause: gone });
    await Promise.all(Array.from({ length: 10 }, () => ask(SYNC, answered(200))));
    await ask(SYNC, answered(429, limited('SECONDLY')));
    await ask(SYNC, answered(200));
    expect(sent).toHaveLength(12);
    await limiter.close();
  });
});
