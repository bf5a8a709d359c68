/** What became of one request: an answer of the shape that was asked for, or why there is none and whether to ask again. */
import type * as z from 'zod';
import { AppError } from '../errors.js';
import { apiErrorOf, refusal, type ApiError } from './api-errors.js';
import { retryAfterMs } from './limit-headers.js';
import { parseJson } from './parse-json.js';
import type { Method, RawAnswer } from './send.js';

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
  /** Runs when the limit grants a turn, before every send and every repeat; what it throws ends the call unsent. */
  readonly beforeSend?: () => Promise<void>;
}

export type Outcome<T> =
  | { readonly kind: 'answer'; readonly status: number; readonly data: T }
  | {
      readonly kind: 'failed';
      readonly again: boolean;
      /** Refused for the rate limit. */
      readonly limited: boolean;
      readonly waitMs: number | null;
      readonly error: AppError;
    };

/**
 * Judges an answer.
 * @param request as errors name it.
 * @param longestAskedMs the longest wait that HubSpot may ask for; beyond it the call ends.
 */
export function outcomeOf<T>(
  call: Call<T>,
  answer: RawAnswer,
  request: string,
  longestAskedMs: number,
): Outcome<T> {
  if (isSuccess(answer.status, call.accept)) return parse(call, answer, request);
  const error = apiErrorOf(answer);
  const waitMs = retryAfterMs(answer);
  return {
    kind: 'failed',
    again: isWorthRepeating(answer, error, call.repeatable) && (waitMs ?? 0) <= longestAskedMs,
    limited: answer.status === 429,
    waitMs,
    error: refusal(request, error),
  };
}

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
    limited: false,
    waitMs: null,
    error: new AppError(
      'crm_unexpected_answer',
      `HubSpot answered ${request} with ${answer.status}, but ${why}. It was not taken for an answer.`,
      'Try again; if it stays, check HUBSPOT_API_URL and HubSpot’s status page.',
    ),
  });
  const json = answer.text === '' ? null : parseJson(answer.text);
  if (json === undefined) return wrong('not with whole JSON');
  const parsed = call.schema.safeParse(json);
  if (parsed.success) return { kind: 'answer', status: answer.status, data: parsed.data };
  const [issue] = parsed.error.issues;
  return wrong(`${issue?.path.join('.') ?? 'the body'} is not as documented: ${issue?.message ?? ''}`);
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;

/**
 * How long to wait before a request is sent again: twice as long each time, with jitter, so that many callers do not come
 * back together; never sooner than HubSpot asks for.
 * @param attempt how often it has failed, from 1.
 */
export function backoffMs(attempt: number, askedMs: number | null, random: () => number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  const jittered = ceiling * (0.5 + random() / 2);
  return askedMs === null ? jittered : askedMs + jittered / 2;
}
