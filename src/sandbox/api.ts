import { timingSafeEqual } from 'node:crypto';
import express, { type Express, type Request, type RequestHandler } from 'express';
import { ApiError, unauthenticated } from './api-error.js';
import { openGate } from './gate.js';
import type { Portal } from './portal.js';
import { refuse } from './refuse.js';
import { ApiRequest } from './route.js';
import { createRouter, type Match } from './router.js';
import { ROUTES } from './routes.js';

const MAX_BODY = '20mb';
const match = createRouter(ROUTES);

const matchRequest = (request: Request): Match | null => match(request.method, request.path);

function hasToken(portal: Portal, request: Request): boolean {
  const given = Buffer.from(request.get('authorization') ?? '');
  const right = Buffer.from(`Bearer ${portal.accessToken}`);
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Counts every request under its route, and lets in those with the token. */
const admit =
  (portal: Portal): RequestHandler =>
  (request, response, next) => {
    // The portal's own clock, as HubSpot's answers tell HubSpot's: functions take now from it.
    response.set('date', new Date(portal.now()).toUTCString());
    const matched = matchRequest(request);
    portal.counters.asked(`${request.method} ${matched?.route.template ?? '/{unknown}'}`);
    if (!hasToken(portal, request)) throw unauthenticated();
    next();
  };

/** Counts what the gate let through. */
const grant =
  (portal: Portal): RequestHandler =>
  (request, _response, next) => {
    portal.counters.granted(portal.now(), matchRequest(request)?.route.isSearch ?? false);
    next();
  };

const answer =
  (portal: Portal): RequestHandler =>
  (request, response) => {
    const matched = matchRequest(request);
    if (matched === null) {
      throw new ApiError(404, 'OBJECT_NOT_FOUND', `No route found for ${request.method} ${request.path}`);
    }
    const query = new URLSearchParams(request.originalUrl.split('?').slice(1).join('?'));
    const { status, body } = matched.route.handle(
      portal,
      new ApiRequest(query, request.body as unknown, matched.params),
    );
    response.status(status);
    if (body === undefined) response.end();
    else response.json(body);
  };

/** The CRM API on everything that is not taken by routes before it. */
export function mountApi(app: Express, portal: Portal): void {
  const readJson = express.json({ limit: MAX_BODY, type: () => true, strict: false });
  app.use(admit(portal), openGate, grant(portal), readJson, answer(portal), refuse(portal));
}
