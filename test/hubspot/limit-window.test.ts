/** The window that keeps to HubSpot's: never beyond its limit, and close to it, on a held clock. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LimitWindow } from '../../src/hubspot/limit-window.js';
import { runCourse, type Scenario } from './rolling-server.js';

const FAST: Scenario = {
  limit: 190,
  intervalMs: 10_000,
  durationMs: 100_000,
  arrivalMs: 5,
  answerMs: 20,
  seed: 1,
};
const HUNDREDTH = 0.01;
/** Requests that were let through ÷ all that the limit lets through. */
const shareUsed = ({ granted }: { readonly granted: readonly number[] }, limit = 190): number =>
  granted.reduce((sum, count) => sum + count, 0) / (limit * granted.length);

describe('a sync that has more to ask than the limit allows', () => {
  it.each<[string, Partial<Scenario>, number]>([
    ['answers at once', {}, 0.99],
    ['answers within 200 ms', { arrivalMs: 40, leastAnswerMs: 50, answerMs: 200 }, 0.985],
    ['answers within 2 s', { arrivalMs: 75, leastAnswerMs: 100, answerMs: 2_000 }, 0.985],
    ['a network that jitters by 120 ms', { arrivalMs: 120, leastAnswerMs: 50, answerMs: 300 }, 0.98],
    ['a process that is busy for up to 400 ms at times', { busyMs: 400, answerMs: 100 }, 0.98],
    ['a small limit', { limit: 100, answerMs: 100 }, 0.98],
    ['an OAuth app', { limit: 110, answerMs: 100 }, 0.98],
    ['5 searches a second', { limit: 5, intervalMs: 1_000, arrivalMs: 10, answerMs: 30 }, 0.95],
  ])('%s: no refusal, and the limit is used', (_name, change, least) => {
    const scenario = { ...FAST, ...change };
    const course = runCourse(scenario);
    expect(course.refused).toBe(0);
    expect(course.most).toBeLessThanOrEqual(scenario.limit);
    expect(shareUsed(course, scenario.limit)).toBeGreaterThanOrEqual(least);
  });

  it('law: however requests are delayed within the time allowed for, no window is over its limit', () => {
    fc.assert(
      fc.property(
        fc.record({
          limit: fc.integer({ min: 1, max: 300 }),
          arrivalMs: fc.integer({ min: 0, max: 74 }),
          leastAnswerMs: fc.integer({ min: 0, max: 500 }),
          spread: fc.integer({ min: 0, max: 3_000 }),
          busyMs: fc.constantFrom(0, 100, 1_500),
          seed: fc.integer(),
        }),
        ({ spread, ...drawn }) => {
          const answerMs = drawn.leastAnswerMs + spread;
          const course = runCourse({ ...FAST, durationMs: 30_000, ...drawn, answerMs });
          return course.refused === 0 && course.most <= drawn.limit;
        },
      ),
      { numRuns: 60 },
    );
  });

  it('begins without a burst: a process before this one may have used the window', () => {
    expect(runCourse({ ...FAST, durationMs: 1_000 }).sent).toBeLessThanOrEqual(20);
  });
});

describe('what answers say', () => {
  it('a lower limit is kept to from the first answers on', () => {
    const course = runCourse({ ...FAST, limit: 100, guess: 190 });
    expect([course.refused, course.most <= 100]).toEqual([0, true]);
  });

  it('a higher limit is used', () => {
    const course = runCourse({ ...FAST, limit: 250, guess: 190 });
    expect(course.refused).toBe(0);
    expect(shareUsed(course, 250)).toBeGreaterThan(0.95);
  });

  it('others that use half of it are made room for in time', () => {
    const others = Array.from({ length: 950 }, (_, index) => 20_000 + index * 105);
    const course = runCourse({ ...FAST, durationMs: 110_000, answerMs: 60, others });
    expect(course.refused / course.sent).toBeLessThanOrEqual(HUNDREDTH);
    expect(course.othersRefused / others.length).toBeLessThanOrEqual(HUNDREDTH);
    // 190 − 95, and a card's requests are left free.
    expect(course.granted.slice(4).every((count) => count > 170)).toBe(true);
  });

  it('once they are gone, the whole limit is used again', () => {
    const others = Array.from({ length: 190 }, (_, index) => 20_000 + index * 105);
    const { granted } = runCourse({ ...FAST, durationMs: 100_000, others });
    expect(granted.slice(6).every((count) => count >= 188)).toBe(true);
  });

  it('own requests that are under way are not taken for others', () => {
    const { granted } = runCourse({ ...FAST, arrivalMs: 45, leastAnswerMs: 500, answerMs: 4_000 });
    expect(Math.min(...granted.slice(1))).toBeGreaterThanOrEqual(187);
  });
});

describe('a refusal', () => {
  const open = () => new LimitWindow({ limit: 190, intervalMs: 10_000, spare: 1, random: () => 0 });

  it('stops everything for as long as HubSpot asks', () => {
    const window = open();
    const flight = window.launch(0, 0);
    expect(window.refused(flight, 7_000, 100)).toBe(7_000);
    expect([window.waitMs(100, true), window.waitMs(7_099, false), window.waitMs(7_100, true)]).toEqual([
      7_000, 1, 0,
    ]);
  });

  it('without a time: a tenth of the interval, twice as long each time in a row, at most the interval', () => {
    const window = open();
    let now = 0;
    const pauses = Array.from({ length: 6 }, () => {
      const pause = window.refused(window.launch(now, now), null, now + 10);
      now += 10 + pause;
      return pause;
    });
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    const flight = window.launch(now, now);
    window.heard(flight, { max: 190, intervalMs: 10_000, remaining: 180 }, now);
    expect(window.refused(window.launch(now + 1, now), null, now + 2)).toBe(1_000);
  });

  it('of requests that were under way together is one refusal', () => {
    const window = open();
    const flights = [window.launch(0, 0), window.launch(1, 1), window.launch(2, 2)] as const;
    expect(flights.map((flight) => window.refused(flight, null, 50))).toEqual([1_000, 0, 0]);
  });

  it('slows the pace, which comes back with every interval without one', () => {
    const window = open();
    const before = window.perSecond;
    window.refused(window.launch(0, 0), null, 0);
    expect(window.perSecond).toBeLessThan(before * 0.92);
    for (let now = 1; now < 60_000; now += 500) {
      window.heard(window.launch(now, now), { max: 190, intervalMs: 10_000, remaining: 189 }, now);
    }
    expect(window.perSecond).toBe(before);
  });
});

describe('people', () => {
  it('have what a sync leaves free, and do not wait for its pace', () => {
    const window = new LimitWindow({ limit: 50, intervalMs: 10_000, spare: 1, random: () => 0 });
    for (let sent = 0; sent < 49; sent += 1) window.launch(1_000 + sent, 0);
    expect(window.waitMs(1_050, false)).toBeGreaterThan(9_000);
    expect(window.waitMs(1_050, true)).toBe(0);
    window.launch(1_050, 1_050);
    expect(window.waitMs(1_051, true)).toBeGreaterThan(9_000);
  });
});
