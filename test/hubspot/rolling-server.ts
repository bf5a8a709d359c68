/**
 * A server with a rolling limit and clients that send as their windows allow, over a network that delays: all on a held
 * clock, with chance from a seed.
 */
import { LimitWindow, type Flight } from '../../src/hubspot/limit-window.js';

export interface Scenario {
  readonly limit: number;
  readonly intervalMs: number;
  readonly durationMs: number;
  /** From being sent to being counted, and from there to the answer; at most, in ms. */
  readonly arrivalMs: number;
  readonly answerMs: number;
  readonly leastAnswerMs?: number;
  /** Every now and then the process is busy for this long, and its timers are late. */
  readonly busyMs?: number;
  /** When others send a request of theirs. */
  readonly others?: readonly number[];
  /** What the client takes the limit for at first. */
  readonly guess?: number;
  readonly seed: number;
}

export interface Course {
  readonly sent: number;
  readonly refused: number;
  readonly othersRefused: number;
  /** The most that any window held, of those let through. */
  readonly most: number;
  /** Let through in each whole interval. */
  readonly granted: readonly number[];
}

interface Happening {
  readonly at: number;
  readonly run: () => void;
}

/** A generator of numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Counts like HubSpot: what is refused leaves no trace, and what is an interval old has left. */
class RollingLimit {
  readonly granted: number[] = [];
  most = 0;
  constructor(
    readonly limit: number,
    readonly intervalMs: number,
  ) {}

  inWindow(now: number): number {
    let count = 0;
    for (let at = this.granted.length - 1; at >= 0; at -= 1) {
      if ((this.granted[at] ?? 0) <= Math.floor(now) - this.intervalMs) break;
      count += 1;
    }
    return count;
  }

  ask(now: number): boolean {
    if (this.inWindow(now) >= this.limit) return false;
    this.granted.push(Math.floor(now));
    this.most = Math.max(this.most, this.inWindow(now));
    return true;
  }
}

/** Sends as fast as the window allows, for as long as the scenario lasts. */
export function runCourse(scenario: Scenario): Course {
  const { limit, intervalMs, durationMs, arrivalMs, answerMs, leastAnswerMs = 0, busyMs = 0 } = scenario;
  const random = chance(scenario.seed);
  const server = new RollingLimit(limit, intervalMs);
  const spare = limit >= 50 ? 1 : 0;
  const window = new LimitWindow({ limit: scenario.guess ?? limit, intervalMs, spare, random });
  const queue: Happening[] = [];
  const plan = (at: number, run: () => void): void => {
    const place = queue.findLastIndex((other) => other.at <= at) + 1;
    queue.splice(place, 0, { at, run });
  };
  let [sent, refused, othersRefused] = [0, 0, 0];

  const arrive = (flight: Flight, at: number): void => {
    const ok = server.ask(at);
    const remaining = limit - server.inWindow(at);
    plan(at + leastAnswerMs + random() * (answerMs - leastAnswerMs), () => {
      const now = at0;
      window.landed(flight, now);
      if (ok) window.heard(flight, { max: limit, intervalMs, remaining }, now);
      else {
        refused += 1;
        window.refused(flight, null, now);
      }
    });
  };
  const send = (): void => {
    const wait = window.waitMs(at0, false);
    // Timers fire late, never early; now and then the process is busy.
    const late = random() + (busyMs > 0 && random() < 0.02 ? random() * busyMs : 0);
    if (wait > 0) {
      plan(at0 + wait + late, send);
      return;
    }
    // There has always been more to send.
    const flight = window.launch(at0, 0);
    sent += 1;
    const arrival = at0 + random() * arrivalMs;
    plan(arrival, () => arrive(flight, arrival));
    plan(at0 + late, send);
  };
  let at0 = 0;
  for (const at of scenario.others ?? []) plan(at, () => (othersRefused += server.ask(at) ? 0 : 1));
  plan(0, send);
  for (let next = queue.shift(); next !== undefined && next.at < durationMs; next = queue.shift()) {
    at0 = next.at;
    next.run();
  }
  const granted = Array.from(
    { length: Math.floor(durationMs / intervalMs) },
    (_, index) => server.granted.filter((at) => Math.floor(at / intervalMs) === index).length,
  );
  return { sent, refused, othersRefused, most: server.most, granted };
}
