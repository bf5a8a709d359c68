/** How the server says no: an error as JSON, with the status that fits. */
import type { ErrorRequestHandler, Response } from 'express';
import { AppError, ERROR_CODES, EXIT, isAppError, type ErrorCode } from '../errors.js';
import { noteOf } from './request-note.js';

/** HubSpot asks once more where the status is 5xx, so that only what may pass by itself has one. */
const STATUS: ReadonlyMap<ErrorCode, number> = new Map([
  ['request_invalid', 400],
  ['signature_invalid', 401],
  ['portal_refused', 403],
  ['not_permitted', 403],
  ['record_not_found', 404],
  ['path_unknown', 404],
  ['body_too_large', 413],
  ['too_many_requests', 429],
  ['invariant_broken', 500],
  ['token_invalid', 502],
  ['scope_missing', 502],
  ['crm_refused', 502],
  ['crm_unexpected_answer', 502],
  ['crm_unreachable', 504],
]);

/** The HTTP status of an error; what is not told apart is ours (500), somebody's decision (409), or passes (503). */
export function statusOf(code: ErrorCode): number {
  const exit = ERROR_CODES[code];
  const otherwise = exit === EXIT.refused ? 409 : exit === EXIT.wrongUse ? 500 : 503;
  return STATUS.get(code) ?? otherwise;
}

/** Answers an error in the shape that cards read: `{ok: false, error: {code, message, next}}`. */
export function refuse(
  response: Response,
  { code, message, next }: Pick<AppError, 'code' | 'message' | 'next'>,
  status = statusOf(code),
): void {
  noteOf(response).code = code;
  response.status(status).json({ ok: false, error: { code, message, next } });
}

/** What Express or its parser of bodies say about a request that they cannot take. */
interface HttpProblem {
  readonly status: number;
}

const isHttpProblem = (error: unknown): error is HttpProblem =>
  typeof error === 'object' &&
  error !== null &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500;

function problemOf(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (isHttpProblem(error)) {
    return error.status === 413
      ? new AppError('body_too_large', 'The request is larger than 1 MB.', 'Ask for less at once.')
      : new AppError('request_invalid', 'The request cannot be read.', 'Reload the page.');
  }
  return new AppError(
    'invariant_broken',
    'Partnership Manager made a mistake while it answered this request.',
    'Try again; if it stays, tell your administrator the time.',
  );
}

/** The last handler of the app: whatever went wrong is told as an error of ours. */
export const answerErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const problem = problemOf(error);
  if (problem.code === 'invariant_broken') noteOf(response).bug = error;
  refuse(response, problem, isHttpProblem(error) ? error.status : undefined);
};
