/**
 * One transport for every caller: limit, retry and errors around a sender, and zod on every answer.
 */
import type * as z from 'zod';
import { AppError, isAppError } from '../errors.js';
import { apiErrorOf, outage, refusal, type ApiError } from './api-errors.js';
import { parseJson } from './parse-json.js';
import type { Method, RawAnswer, Send } from './send.js';

export interface CallOptions {
  /**
   * Whether asking twice is as good as asking once: reads, and writes that set a value. Only these are sent again
   * when it is not known whether the first was carried out.
   */
  readonly repeatable: boolean;
  /** Statuses beyond 2xx that the caller reads as answers. */
  readonly accept?: readonly number[];
}

export interface Call<T> extends CallOptions {
  readonly method: Method;
  readonly path: string;
  readonly body?: unknown;
  readonly schema: z.ZodType<T>;
}

export interface TransportOptions {
  readonly send: Send;
  /** Runs a request when the portal's limit allows it. */
  readonly limit: <T>(request: () => Promise<T>) => Promise<T>;
  /** Waits; tests do not. */
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
  /** How often a request is sent at most. */
  readonly attempts: number;
  /** The longest wait that HubSpot may ask for; beyond it a call says so and ends. */
  readonly longestAskedMs: number;
  /** Ends every wait, with `interrupted`. */
  readonly stop?: AbortSignal;
}

/** What a run tells about its requests. */
export interface RequestCounts {
  readonly requests: number;
  readonly throttled: number;
  readonly retried: number;
}

export class Transport {
  readonly #options: TransportOptions;
  #requests = 0;
  #throttled = 0;
  #retried = 0;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  get counts(): RequestCounts {
    return { requests: this.#requests, throttled: this.#throttled, retried: this.#retried };
  }

  /**
   * Makes one call.
   * @throws AppError: `token_invalid`, `scope_missing`, `crm_refused` for answers that say no; `crm_unreachable`,
   *   `crm_unexpected_answer`, `crm_rate_limited`, `crm_daily_limit` where there is no answer to be had.
   */
  async call<T>(call: Call<T>): Promise<{ status: number; data: T }> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#try(call);
      if (outcome.kind === 'answer') return outcome;
      if (!outcome.again || attempt >= this.#options.attempts) throw outcome.error;
      this.#retried += 1;
      await this.#unlessStopped(
        this.#options.sleep(backoffMs(attempt, outcome.waitMs, this.#options.random)),
      );
    }
  }

  async #try<T>(call: Call<T>): Promise<Outcome<T>> {
    this.#requests += 1;
    const request = `${call.method} ${call.path.replace(/\?.*$/, '')}`;
    let answer: RawAnswer;
    try {
      answer = await this.#unlessStopped(
        this.#options.limit(() => this.#options.send(call.method, call.path, call.body)),
      );
    } catch (error) {
      // Refused before it was sent: there is nothing to send again.
      if (isAppError(error)) throw error;
      return { kind: 'failed', again: call.repeatable, waitMs: null, error: outage(request, error) };
    }
    if (answer.status === 429) this.#throttled += 1;
    if (isSuccess(answer.status, call.accept)) return parse(call, answer, request);
    const apiError = apiErrorOf(answer);
    return {
      kind: 'failed',
      again: isWorthRepeating(answer, apiError, call.repeatable) && this.#mayWait(answer),
      waitMs: retryAfterMs(answer),
      error: refusal(request, apiError),
    };
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

  #mayWait(answer: RawAnswer): boolean {
    return (retryAfterMs(answer) ?? 0) <= this.#options.longestAskedMs;
  }
}

type Outcome<T> =
  | { readonly kind: 'answer'; readonly status: number; readonly data: T }
  | {
      readonly kind: 'failed';
      readonly again: boolean;
      readonly waitMs: number | null;
      readonly error: AppError;
    };

const interrupted = (): AppError =>
  new AppError(
    'interrupted',
    'The command was stopped before its end; what it had written stays, and is recorded.',
    'Run the command again: it does what is still missing.',
  );

const isSuccess = (status: number, accept: readonly number[] = []): boolean =>
  (status >= 200 && status < 300) || accept.includes(status);

// Nothing was done on 429, 423 and 477, whatever was asked; after a 5xx that is not known.
function isWorthRepeating(answer: RawAnswer, error: ApiError, repeatable: boolean): boolean {
  if (answer.status === 429) return error.policyName !== 'DAILY';
  if (answer.status === 423 || answer.status === 477) return true;
  return answer.status >= 500 && repeatable;
}

function parse<T>(call: Call<T>, answer: RawAnswer, request: string): Outcome<T> {
  const wrong = (why: string): Outcome<T> => ({
    kind: 'failed',
    again: call.repeatable,
    waitMs: null,
    error: new AppError(
      'crm_unexpected_answer',
      `HubSpot answered ${request} with ${answer.status}, but ${why}. It was not taken for an answer.`,
      'Run the command again; if it stays, check HUBSPOT_API_URL and HubSpot’s status page.',
    ),
  });
  const json = answer.text === '' ? null : parseJson(answer.text);
  if (json === undefined) return wrong('not with whole JSON');
  const parsed = call.schema.safeParse(json);
  if (parsed.success) return { kind: 'answer', status: answer.status, data: parsed.data };
  const [issue] = parsed.error.issues;
  return wrong(`${issue?.path.join('.') ?? 'the body'} is not as documented: ${issue?.message ?? ''}`);
}

function retryAfterMs(answer: RawAnswer): number | null {
  const seconds = Number(answer.header('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;

// Full jitter, so that many callers do not come back together; never sooner than HubSpot asks for.
function backoffMs(attempt: number, askedMs: number | null, random: () => number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  const jittered = ceiling * (0.5 + random() / 2);
  return askedMs === null ? jittered : askedMs + jittered / 2;
}
