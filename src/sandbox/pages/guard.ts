/**
 * Keeps other sites out of the record pages. They run functions with the portal's token for whoever asks, so a page
 * of another site in the same browser must not be able to ask: neither by a form (CSRF), nor by a name that it points
 * at this machine (DNS rebinding).
 */
import type { RequestHandler } from 'express';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Refuses requests that came in under a name which is not this machine's own. */
export const loopbackHostOnly: RequestHandler = (request, response, next) => {
  if (LOOPBACK.test(request.headers.host ?? '')) {
    next();
    return;
  }
  response.status(403).type('text').send('The record pages answer on localhost only.');
};

/** Refuses posts that our own page did not make. */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  const site = request.headers['sec-fetch-site'];
  const fromUs = request.headers.origin === `http://${request.headers.host ?? ''}`;
  if (fromUs && (site === undefined || site === 'same-origin') && request.is('application/json') !== false) {
    next();
    return;
  }
  response.status(403).json({ status: 'ERROR', message: 'Only the record page itself may run a function.' });
};
