/** HubSpot's refusals and outages → the one error that people see. */
import * as z from 'zod';
import { AppError } from '../errors.js';
import { parseJson } from './parse-json.js';
import { namedProperties } from './partial-errors.js';
import type { RawAnswer } from './send.js';

const errorBody = z.object({
  message: z.string().default(''),
  category: z.string().nullish(),
  errorType: z.string().nullish(),
  policyName: z.string().nullish(),
  correlationId: z.string().nullish(),
  errors: z
    .array(
      z.object({
        code: z.string().nullish(),
        message: z.string().nullish(),
        context: z.unknown().optional(),
      }),
    )
    .nullish(),
});

/** An answer that says no. */
export interface ApiError {
  readonly status: number;
  readonly message: string;
  readonly category: string | null;
  readonly codes: readonly string[];
  /** The properties that it is about, where it names any. */
  readonly properties: readonly string[];
  readonly policyName: string | null;
  readonly correlationId: string | null;
}

/** Reads an error answer; a body that is not HubSpot's (a proxy's page) leaves the status to speak. */
export function apiErrorOf(answer: RawAnswer): ApiError {
  const body = errorBody.safeParse(parseJson(answer.text)).data;
  return {
    status: answer.status,
    message: body?.message ?? '',
    category: body?.category ?? body?.errorType ?? null,
    codes: body?.errors?.flatMap((one) => one.code ?? []) ?? [],
    properties: namedProperties(body?.errors),
    policyName: body?.policyName ?? null,
    correlationId: body?.correlationId ?? null,
  };
}

/**
 * The CRM could not be reached, or did not answer in time.
 * @param where "HubSpot", "the portal at http://127.0.0.1:4400".
 */
export function outage(where: string, request: string, error: unknown): AppError {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  // A timeout's code is a number that says nothing.
  const code = (cause as { code?: unknown } | undefined)?.code;
  const why = typeof code === 'string' ? code : error instanceof Error ? error.message : String(error);
  return new AppError(
    'crm_unreachable',
    `No answer from ${where} to ${request}: ${why}.`,
    'Check HUBSPOT_API_URL and the network, then try again; it goes on where that is safe.',
    { cause: error },
  );
}

/** The CRM said no. */
export function refusal(request: string, error: ApiError): AppError {
  const said = `${request} was answered with ${error.status}${error.message === '' ? '' : `: ${error.message.replace(/\.+$/, '')}`}`;
  const trace = error.correlationId === null ? '' : ` (correlation ID ${error.correlationId})`;
  const fail = (code: ConstructorParameters<typeof AppError>[0], message: string, next: string): AppError =>
    new AppError(code, message, next, { cause: error });
  if (error.status === 401) {
    return fail(
      'token_invalid',
      `HubSpot does not accept the access token: ${said}${trace}.`,
      'Check HUBSPOT_ACCESS_TOKEN: copy it anew from the app’s Auth tab in HubSpot.',
    );
  }
  if (error.status === 403) {
    return fail(
      'scope_missing',
      `The access token lacks a scope: ${said}${trace}.`,
      'Add the scopes that README.md lists to the app in HubSpot, then copy the new token.',
    );
  }
  if (error.status === 429 && error.policyName === 'DAILY') {
    return fail(
      'crm_daily_limit',
      `The portal’s daily limit of requests is used up (${said}).`,
      'Run it again after midnight in the portal’s time zone; it resumes.',
    );
  }
  if (error.status === 429) {
    return fail(
      'crm_rate_limited',
      `HubSpot kept refusing for its rate limit: ${said}.`,
      'Something else uses the portal’s limit at the moment; try again in a while.',
    );
  }
  if (error.status >= 500) {
    return fail(
      'crm_unreachable',
      `HubSpot is not able to answer: ${said}${trace}.`,
      'Try again in a while; it goes on where that is safe.',
    );
  }
  return fail(
    'crm_refused',
    `HubSpot refused: ${said}${trace}.`,
    'The message says what it will not take; mend that and run the command again.',
  );
}
