import { RollingWindow } from './rolling-window.js';

/** HubSpot's names of the limits that a request can run into. */
export const POLICY_NAMES = ['TEN_SECONDLY_ROLLING', 'SECONDLY', 'DAILY'] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

/** Most requests of a window: all but searches in 10 s, searches in 1 s, all of them in a UTC day. */
export interface Limits {
  readonly per10s: number;
  readonly searchPerSecond: number;
  readonly perDay: number;
}

/** A private app's limits on a paid account (HubSpot's usage guidelines, read November 2026). */
export const PRIVATE_APP_LIMITS: Limits = { per10s: 190, searchPerSecond: 5, perDay: 1_000_000 };

const BURST_MS = 10_000;
const SEARCH_MS = 1_000;
const DAY_MS = 86_400_000;

const dayOf = (now: number): number => Math.floor(now / DAY_MS);

/** What the portal granted, in rolling windows and by UTC day of its own clock. A refused request leaves no trace. */
export class RateLimiter {
  readonly #burst = new RollingWindow(BURST_MS);
  readonly #search = new RollingWindow(SEARCH_MS);
  /** By day, since a clock that is set back returns to a day that was used already. */
  readonly #days = new Map<number, number>();

  #today(now: number): number {
    return this.#days.get(dayOf(now)) ?? 0;
  }

  /** The limit that a request runs into; null where it may pass. The one that lasts longest is named first. */
  refusal(now: number, isSearch: boolean, limits: Limits): PolicyName | null {
    if (this.#today(now) >= limits.perDay) return 'DAILY';
    if (isSearch) return this.#search.count(now) >= limits.searchPerSecond ? 'SECONDLY' : null;
    return this.#burst.count(now) >= limits.per10s ? 'TEN_SECONDLY_ROLLING' : null;
  }

  /** Lets a request through; answers how many its window holds with it. */
  grant(now: number, isSearch: boolean): number {
    this.#days.set(dayOf(now), this.#today(now) + 1);
    return (isSearch ? this.#search : this.#burst).add(now);
  }

  /** HubSpot's headers, which answers to searches do not carry. What a `refused` request ran into has nothing left. */
  headers(now: number, limits: Limits, refused: PolicyName | null): Readonly<Record<string, string>> {
    const left = (limit: number, used: number, policy: PolicyName): string =>
      String(refused === policy ? 0 : Math.max(0, limit - used));
    return {
      'X-HubSpot-RateLimit-Max': String(limits.per10s),
      'X-HubSpot-RateLimit-Remaining': left(limits.per10s, this.#burst.count(now), 'TEN_SECONDLY_ROLLING'),
      'X-HubSpot-RateLimit-Interval-Milliseconds': String(BURST_MS),
      'X-HubSpot-RateLimit-Daily': String(limits.perDay),
      'X-HubSpot-RateLimit-Daily-Remaining': left(limits.perDay, this.#today(now), 'DAILY'),
    };
  }
}
