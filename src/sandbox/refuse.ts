import type { ErrorRequestHandler } from 'express';
import { ApiError, errorBody, invalid, notFound } from './api-error.js';
import { exchangeOf } from './exchange.js';
import { deliver } from './faults/deliver.js';
import { RateLimited, rateLimitedBody } from './limits/rate-limited.js';
import type { Portal } from './portal.js';

/** Anything thrown, as HubSpot would put it; what Express itself refuses carries a status. */
function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return new ApiError(413, 'VALIDATION_ERROR', 'Request body is too large');
  if (status === 404) return notFound('resource not found');
  if (status === 400 || status === 415) return invalid('Invalid input JSON: the body is not valid JSON');
  return new ApiError(500, 'INTERNAL_ERROR', error instanceof Error ? error.message : 'internal error');
}

/** Answers a refusal in HubSpot's shape. */
export function refuse(portal: Portal): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = toApiError(error);
    const id = portal.correlationId();
    const body = refusal instanceof RateLimited ? rateLimitedBody(refusal, id) : errorBody(refusal, id);
    deliver(response, refusal.status, body, exchangeOf(response)?.fault);
  };
}
