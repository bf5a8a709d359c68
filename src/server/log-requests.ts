/** One line a request in the log, an id on its answer, a count in the metrics. */
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { ServerMetrics } from './metrics.js';
import { framesOf } from '../errors.js';
import { beginNote, type RequestNote } from './request-note.js';

export interface LogOptions {
  readonly log: Logger;
  readonly metrics: ServerMetrics;
  readonly newRequestId: () => string;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsedMs: () => number;
}

/** Asked every few seconds by machines. */
const QUIET: ReadonlySet<string> = new Set(['healthz', 'readyz', 'metrics']);

/**
 * Logs every request when it is over. Neither address nor query, nor headers, nor bodies are in it: HubSpot puts the
 * user's email in the query.
 */
export const logRequests =
  ({ log, metrics, newRequestId, elapsedMs }: LogOptions): RequestHandler =>
  (request, response, next) => {
    const beganAt = elapsedMs();
    const note = beginNote(response, newRequestId());
    response.setHeader('X-Request-Id', note.requestId);
    response.once('close', () => {
      // Gone before the answer was out: the browser was closed, say.
      const status = response.writableFinished ? response.statusCode : null;
      const ms = Math.round(elapsedMs() - beganAt);
      metrics.answered(note, status, ms);
      const { requestId, route, code, signature } = note;
      const line = { requestId, method: request.method, route, status, ms, code, signature };
      log[levelOf(note, status)]('bug' in note ? { ...line, bug: framesOf(note.bug) } : line, 'answered');
    });
    next();
  };

function levelOf({ route, bug }: RequestNote, status: number | null): 'debug' | 'info' | 'warn' | 'error' {
  if (bug !== undefined) return 'error';
  if (QUIET.has(route)) return 'debug';
  return status === null || status >= 400 ? 'warn' : 'info';
}
