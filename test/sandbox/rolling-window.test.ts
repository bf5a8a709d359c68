/** The rolling window against a plain list of instants. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RollingWindow } from '../../src/sandbox/limits/rolling-window.js';

/** What the window means: instants later than `now` have not happened, and none older than the window counts. */
class ListedWindow {
  #times: number[] = [];

  constructor(readonly windowMs: number) {}

  count(now: number): number {
    const latest = Math.max(now, ...this.#times);
    // What has left the window of a later instant is forgotten, also when the clock is set back.
    this.#times = this.#times.filter((time) => time <= now && time > latest - this.windowMs);
    return this.#times.length;
  }

  add(now: number): number {
    this.count(now);
    return this.#times.push(now);
  }
}

describe('a rolling window', () => {
  it('counts an event until it is as old as the window, at any instant', () => {
    const window = new RollingWindow(1_000);
    window.add(5_000);
    expect([5_000, 5_999, 6_000].map((now) => window.count(now))).toEqual([1, 1, 0]);
  });

  it('never lets more through in any window than one window holds, unlike a fixed one', () => {
    const window = new RollingWindow(10_000);
    const granted: number[] = [];
    for (let now = 0; now < 60_000; now += 7) {
      if (window.count(now) < 190) {
        window.add(now);
        granted.push(now);
      }
    }
    const most = Math.max(
      ...granted.map((end) => granted.filter((time) => time > end - 10_000 && time <= end).length),
    );
    expect(most).toBe(190);
  });

  it('is the same as a list of instants, whichever way the clock goes', () => {
    const step = fc.record({ move: fc.integer({ min: -60, max: 90 }), adds: fc.nat({ max: 3 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const window = new RollingWindow(50);
        const listed = new ListedWindow(50);
        let now = 1_000;
        for (const { move, adds } of steps) {
          now = Math.max(0, now + move);
          expect(window.count(now)).toBe(listed.count(now));
          for (let add = 0; add < adds; add += 1) expect(window.add(now)).toBe(listed.add(now));
        }
      }),
    );
  });

  it('holds a million events in one window', () => {
    const window = new RollingWindow(10_000);
    for (let event = 0; event < 1_000_000; event += 1) window.add(Math.floor(event / 200));
    expect(window.count(5_000)).toBe(1_000_000);
    expect(window.count(14_999)).toBe(0);
  });
});
