import type { RequestHandler } from 'express';

/**
 * Where rate limits and faults stand: after the request is counted and its token checked, before its body is read. Today
 * everything passes.
 */
export const openGate: RequestHandler = (_request, _response, next) => next();
