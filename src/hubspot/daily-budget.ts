/** The requests of a day: what HubSpot says is left of them, and what a sync leaves to others. */
import { AppError } from '../errors.js';
import type { RequestBudget } from '../operations/crm-port.js';
import type { LimitHeaders } from './limit-headers.js';

/** A sync stops while this much of the day is left: people's cards, workflows and other apps go on. */
const FLOOR_SHARE = 0.01;
/** What was heard longer ago may be of yesterday: one request asks anew. */
const STALE_MS = 600_000;

export class DailyBudget {
  #limit: number | null = null;
  #remaining = 0;
  #heardAt = Number.NEGATIVE_INFINITY;
  #sentSince = 0;

  /** Takes note of an answer's headers. Answers overtake each other: within a day, the least that is left counts. */
  heard({ daily, dailyRemaining }: LimitHeaders, now: number): void {
    if (daily === null || dailyRemaining === null) return;
    this.#limit = daily;
    const newDay = dailyRemaining > this.#remaining + daily / 100;
    if (this.#heardAt === Number.NEGATIVE_INFINITY || newDay || dailyRemaining < this.#remaining) {
      this.#remaining = dailyRemaining;
      this.#sentSince = 0;
    }
    this.#heardAt = now;
  }

  /** HubSpot refused a request since the day is used up. */
  usedUp(now: number): void {
    this.#limit ??= 0;
    this.#remaining = 0;
    this.#sentSince = 0;
    this.#heardAt = now;
  }

  /**
   * Counts a request that is about to be sent.
   * @throws AppError `crm_daily_limit` where what is left is not for a sync.
   */
  spend(now: number, forPeople: boolean): void {
    const left = this.#remaining - this.#sentSince;
    const known = this.#limit !== null && now - this.#heardAt < STALE_MS;
    if (known && left <= (forPeople ? 0 : this.#floor)) {
      throw new AppError(
        'crm_daily_limit',
        left > 0
          ? `Of the portal’s ${this.#limit ?? 0} requests a day, ${left} are left; a sync leaves them to cards, workflows and other apps.`
          : 'The portal’s daily limit of requests is used up.',
        'Run it again after midnight in the portal’s time zone; it resumes.',
      );
    }
    this.#sentSince += 1;
  }

  /** @param needed requests that a run has still to make, where that is known. */
  budget(perSecond: number, needed: number): RequestBudget {
    const seconds = needed / perSecond;
    if (this.#limit === null) return { perSecond, daily: null, needed, seconds, fits: true };
    const remaining = Math.max(0, this.#remaining - this.#sentSince);
    const spendable = Math.max(0, remaining - this.#floor);
    const daily = { limit: this.#limit, used: this.#limit - remaining, remaining, spendable };
    return { perSecond, daily, needed, seconds, fits: needed <= spendable };
  }

  get #floor(): number {
    return Math.floor((this.#limit ?? 0) * FLOOR_SHARE);
  }
}
