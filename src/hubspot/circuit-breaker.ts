/**
 * Keeps a portal that does not answer from being hammered: after some outages in a row nothing is sent for a while, then
 * one request tries whether it is back.
 */
import { AppError } from '../errors.js';

export interface BreakerOptions {
  /** What is asked, for messages: "HubSpot", "the portal at http://127.0.0.1:4400". */
  readonly where: string;
  /** Outages in a row that open it. */
  readonly outages: number;
  /** Milliseconds of the first pause; each that follows lasts twice as long. */
  readonly firstPauseMs: number;
  /** Tries that may fail until what waits is told that the portal is down. */
  readonly tries: number;
  readonly now: () => number;
  /** Waits; rejects where the command is stopped. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** How a request ended, as far as the breaker cares: an answer of any kind is none. */
export type Ending = 'answered' | 'outage' | 'unsent';

/** A request that was let in. */
export interface Pass {
  /** Whether it may still be sent, after it has waited for its turn. */
  readonly holds: () => boolean;
  /** Is told once how it ended. */
  readonly end: (ending: Ending) => void;
}

export class CircuitBreaker {
  readonly #options: BreakerOptions;
  #outages = 0;
  #failedTries = 0;
  #openUntil: number | null = null;
  #trying = false;
  #everAnswered = false;
  readonly #pass: Pass = { holds: () => this.#openUntil === null, end: (ending) => this.#ended(ending) };

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  /**
   * Waits while it is open, and lets one request through to try.
   * @param patient false: fails at once instead of waiting, since somebody looks at a card.
   * @throws AppError `crm_unreachable` where the portal has not come back.
   */
  async enter(patient: boolean): Promise<Pass> {
    while (this.#openUntil !== null) {
      const { now, sleep, tries } = this.#options;
      const leftMs = this.#openUntil - now();
      if (leftMs <= 0 && !this.#trying) return this.#try();
      // A portal that has never answered is more likely a wrong address, or no network, than a moment's outage.
      if (!patient || !this.#everAnswered || this.#failedTries >= tries) throw this.#down();
      await sleep(Math.max(POLL_MS, leftMs));
    }
    return this.#pass;
  }

  #try(): Pass {
    this.#trying = true;
    const end = (ending: Ending): void => {
      this.#trying = false;
      if (ending === 'outage') this.#failedTries += 1;
      this.#ended(ending);
    };
    return { holds: () => true, end };
  }

  #ended(ending: Ending): void {
    if (ending === 'unsent') return;
    if (ending === 'answered') {
      this.#everAnswered = true;
      this.#outages = 0;
      this.#failedTries = 0;
      this.#openUntil = null;
      return;
    }
    this.#outages += 1;
    if (this.#outages < this.#options.outages || this.#trying) return;
    const { now, firstPauseMs, tries } = this.#options;
    const pauseMs = firstPauseMs * 2 ** Math.min(this.#failedTries, tries);
    this.#openUntil = Math.max(this.#openUntil ?? 0, now() + pauseMs);
  }

  #down(): AppError {
    const { where } = this.#options;
    return new AppError(
      'crm_unreachable',
      this.#everAnswered
        ? `There is no answer from ${where}: ${this.#outages} requests in a row failed, and no more are sent for now.`
        : `There is no answer from ${where}: ${this.#outages} requests failed, and none got through.`,
      'Check HUBSPOT_API_URL and the network, and run the command again in a while; it goes on where it was.',
    );
  }
}

/** How often what waits looks whether the request that tries is back. */
const POLL_MS = 100;
