/**
 * One transport for every caller: limit, retry and errors around a sender, and zod on every answer.
 */
import { interrupted, isAppError, type AppError } from '../errors.js';
import { outage } from './api-errors.js';
import { backoffMs, outcomeOf, type Call, type Outcome } from './call-outcome.js';
import type { RequestTally } from '../operations/crm-port.js';
import { isSearchPath, templateOf } from './paths.js';
import type { RequestKind } from './portal-limiter.js';
import type { Method, RawAnswer, Send } from './send.js';

export type { Call } from './call-outcome.js';

export interface TransportOptions {
  readonly send: Send;
  /** Runs a request when the portal's limit allows it. */
  readonly limit: (request: () => Promise<RawAnswer>, kind: RequestKind) => Promise<RawAnswer>;
  /** Whose requests these are; a sync's, unless it is said. */
  readonly priority?: RequestKind['priority'];
  /** What is asked, for messages: "the portal at http://127.0.0.1:4400". */
  readonly where?: string;
  /** Is told of every request that was answered, or was not. */
  readonly onRequest?: (event: RequestEvent) => void;
  /** Waits; tests do not. */
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
  /** How often a request is sent at most. */
  readonly attempts: number;
  /** How often it is sent although it is refused for the rate limit; as often as `attempts`, unless it is said. */
  readonly limitedAttempts?: number;
  /** The longest wait that HubSpot may ask for; beyond it a call says so and ends. */
  readonly longestAskedMs: number;
  /** Ends every wait, with `interrupted`. */
  readonly stop?: AbortSignal;
  /** Milliseconds, for what `onRequest` is told. */
  readonly now?: () => number;
}

/** What a run tells about its requests. */
export type RequestCounts = Omit<RequestTally, 'waitedMs'>;

/** One request for the log: neither ids nor values, nor the token, are in it. */
export interface RequestEvent {
  readonly method: Method;
  /** "/crm/objects/2026-09/deals/{id}" */
  readonly path: string;
  /** Null where there was no answer. */
  readonly status: number | null;
  /** From being sent to being answered. */
  readonly ms: number;
  /** From 1. */
  readonly attempt: number;
}

export class Transport {
  readonly #options: TransportOptions;
  #requests = 0;
  #throttled = 0;
  #retried = 0;
  #searches = 0;
  /** Set once HubSpot has said that it does not know the token: nothing more is sent with it. */
  #rejected: AppError | null = null;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  get counts(): RequestCounts {
    return {
      requests: this.#requests,
      throttled: this.#throttled,
      retried: this.#retried,
      searches: this.#searches,
    };
  }

  /**
   * Makes one call.
   * @throws AppError: `token_invalid`, `scope_missing`, `crm_refused` for answers that say no; `crm_unreachable`,
   *   `crm_unexpected_answer`, `crm_rate_limited`, `crm_daily_limit` where there is no answer to be had.
   */
  async call<T>(call: Call<T>): Promise<{ status: number; data: T }> {
    let failures = 0;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#try(call, attempt);
      if (outcome.kind === 'answer') return outcome;
      // A refusal for the limit is no fault of the call's: it has attempts of its own.
      if (!outcome.limited) failures += 1;
      const { attempts, limitedAttempts = attempts } = this.#options;
      const spent = failures >= attempts || attempt - failures >= limitedAttempts;
      if (!outcome.again || spent) throw outcome.error;
      this.#retried += 1;
      const nth = outcome.limited ? attempt - failures : failures;
      await this.#unlessStopped(this.#options.sleep(backoffMs(nth, outcome.waitMs, this.#options.random)));
    }
  }

  async #try<T>(call: Call<T>, attempt: number): Promise<Outcome<T>> {
    const kind = kindOf(call, this.#options.priority);
    const request = `${call.method} ${call.path.replace(/\?.*$/, '')}`;
    let answer: RawAnswer;
    try {
      answer = await this.#unlessStopped(this.#options.limit(() => this.#send(call, kind, attempt), kind));
    } catch (error) {
      // Refused before it was sent: there is nothing to send again.
      if (isAppError(error)) throw error;
      const failed = { kind: 'failed', again: call.repeatable, limited: false, waitMs: null } as const;
      return { ...failed, error: outage(this.#options.where ?? 'the CRM', request, error) };
    }
    if (answer.status === 429) this.#throttled += 1;
    const outcome = outcomeOf(call, answer, request, this.#options.longestAskedMs);
    if (answer.status === 401 && outcome.kind === 'failed') this.#rejected = outcome.error;
    return outcome;
  }

  async #send<T>(call: Call<T>, kind: RequestKind, attempt: number): Promise<RawAnswer> {
    if (this.#rejected !== null) throw this.#rejected;
    await call.beforeSend?.();
    this.#requests += 1;
    if (kind.search) this.#searches += 1;
    const { onRequest, now = Date.now } = this.#options;
    const sentAt = now();
    const tell = (status: number | null): void =>
      onRequest?.({
        method: call.method,
        path: templateOf(call.path),
        status,
        ms: Math.round(now() - sentAt),
        attempt,
      });
    try {
      const answer = await this.#options.send(call.method, call.path, call.body);
      tell(answer.status);
      return answer;
    } catch (error) {
      if (!isAppError(error)) tell(null);
      throw error;
    }
  }

  /** A request that is under way when a command is stopped is left to itself: its answer is not waited for. */
  #unlessStopped<T>(work: Promise<T>): Promise<T> {
    const { stop } = this.#options;
    if (stop === undefined) return work;
    return new Promise((resolve, reject) => {
      const interrupt = (): void => reject(interrupted());
      if (stop.aborted) interrupt();
      stop.addEventListener('abort', interrupt, { once: true });
      void work.then(resolve, reject).finally(() => stop.removeEventListener('abort', interrupt));
    });
  }
}

const kindOf = (
  { method, path }: Pick<Call<unknown>, 'method' | 'path'>,
  priority: RequestKind['priority'] = 'sync',
): RequestKind => ({ search: method === 'POST' && isSearchPath(path), priority });
