/**
 * The one limiter of a portal: HubSpot's window for requests, the one for searches, the day, how many requests are under
 * way at once, and what happens while the portal does not answer. It adapts to what the answers say: ADR 0011.
 */
import Bottleneck from 'bottleneck';
import { isAppError } from '../errors.js';
import type { RateRow, RequestBudget } from '../operations/crm-port.js';
import { apiErrorOf } from './api-errors.js';
import { CircuitBreaker, type Ending } from './circuit-breaker.js';
import { DailyBudget } from './daily-budget.js';
import { limitHeaders, retryAfterMs } from './limit-headers.js';
import type { Flight } from './limit-window.js';
import { RequestBucket, type Priority } from './request-bucket.js';
import type { RawAnswer } from './send.js';

/** What a request is, as far as limits go. */
export interface RequestKind {
  /** Searches have a limit of their own; they count towards the day too. */
  readonly search: boolean;
  readonly priority: Priority;
}

export interface LimiterOptions {
  /** What is asked, for messages: "the portal at http://127.0.0.1:4400". */
  readonly where?: string;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Waits; rejects where the command is stopped. */
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** A private app's limits, until answers tell the portal's own (HubSpot's usage guidelines, read November 2026). */
const REQUESTS = { limit: 190, intervalMs: 10_000, spare: 1 } as const;
const SEARCHES = { limit: 5, intervalMs: 1_000, spare: 0 } as const;
/** At 19 requests a second, answers may take 2 s until this is what bounds. People's requests do not count. */
const UNDER_WAY = 40;
/** HubSpot may ask for more, and a call then ends instead of waiting. */
const LONGEST_PAUSE_MS = 60_000;
/** In all about a minute, in which HubSpot may be down without ending a sync. */
const BREAKER = { outages: 8, firstPauseMs: 1_000, tries: 6 } as const;

export class PortalLimiter {
  readonly #options: LimiterOptions;
  readonly #requests: RequestBucket;
  readonly #searches: RequestBucket;
  readonly #underWay = new Bottleneck({ maxConcurrent: UNDER_WAY });
  readonly #day = new DailyBudget();
  readonly #breaker: CircuitBreaker;

  constructor(options: LimiterOptions) {
    this.#options = options;
    const { now, sleep, random, where = 'HubSpot' } = options;
    this.#requests = new RequestBucket({ bucket: 'requests', window: { ...REQUESTS, random }, now, sleep });
    this.#searches = new RequestBucket({ bucket: 'search', window: { ...SEARCHES, random }, now, sleep });
    this.#breaker = new CircuitBreaker({ ...BREAKER, where, now, sleep });
  }

  /** From now on the limit is shared with this portal's other processes. */
  share(row: RateRow): void {
    this.#requests.share(row);
    this.#searches.share(row);
  }

  /**
   * Sends a request when the portal's limits allow it.
   * @throws AppError `crm_daily_limit`, `crm_unreachable` where it is not sent at all; else whatever the request throws.
   */
  run(kind: RequestKind, request: () => Promise<RawAnswer>): Promise<RawAnswer> {
    const work = (): Promise<RawAnswer> => this.#send(kind, request);
    return kind.priority === 'people' ? work() : this.#underWay.schedule(work);
  }

  /** Milliseconds that requests have waited for their turn, all together. */
  get waitedMs(): number {
    return Math.round(this.#requests.waitedMs + this.#searches.waitedMs);
  }

  budget(needed: number): RequestBudget {
    return this.#day.budget(this.#requests.window.perSecond, needed);
  }

  /** Lets the process end; what waits is given up. */
  async close(): Promise<void> {
    await this.#underWay.stop({ dropWaitingJobs: true }).catch(() => undefined);
    await this.#underWay.disconnect();
  }

  async #send({ search, priority }: RequestKind, request: () => Promise<RawAnswer>): Promise<RawAnswer> {
    const bucket = search ? this.#searches : this.#requests;
    for (;;) {
      const pass = await this.#breaker.enter(priority === 'sync');
      let ending: Ending = 'unsent';
      try {
        const flight = await bucket.turn(priority);
        // While it waited for its turn, the portal may have stopped answering.
        if (!pass.holds()) continue;
        this.#day.spend(this.#options.now(), priority === 'people');
        ending = 'outage';
        const answer = await this.#answer(bucket, flight, request);
        ending = answer.status >= 500 ? 'outage' : 'answered';
        return answer;
      } catch (error) {
        if (isAppError(error)) ending = 'unsent';
        throw error;
      } finally {
        pass.end(ending);
      }
    }
  }

  async #answer(
    bucket: RequestBucket,
    flight: Flight,
    request: () => Promise<RawAnswer>,
  ): Promise<RawAnswer> {
    try {
      const answer = await request();
      bucket.landed(flight);
      this.#heard(bucket, flight, answer);
      return answer;
    } catch (error) {
      bucket.landed(flight);
      throw error;
    }
  }

  #heard(bucket: RequestBucket, flight: Flight, answer: RawAnswer): void {
    const headers = limitHeaders(answer);
    const now = this.#options.now();
    this.#day.heard(headers, now);
    if (answer.status !== 429) {
      bucket.window.heard(flight, headers, now);
      return;
    }
    if (apiErrorOf(answer).policyName === 'DAILY') {
      this.#day.usedUp(now);
      return;
    }
    const asked = retryAfterMs(answer);
    bucket.refused(flight, asked === null ? null : Math.min(asked, LONGEST_PAUSE_MS));
  }
}
