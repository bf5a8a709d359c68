import { timingSafeEqual } from 'node:crypto';
import express, { type Express, type Request, type RequestHandler } from 'express';
import { ApiError } from './api-error.js';
import { exchangeOf, openExchange } from './exchange.js';
import { deliver } from './faults/deliver.js';
import { happens, standIn } from './faults/stand-in.js';
import { judge, limitHeaders } from './gate.js';
import type { Portal } from './portal.js';
import { refuse } from './refuse.js';
import { ApiRequest } from './route.js';
import { createRouter } from './router.js';
import { ROUTES } from './routes.js';
import { checkScopes } from './scopes.js';

const MAX_BODY = '20mb';
const match = createRouter(ROUTES);

function hasToken(portal: Portal, request: Request): boolean {
  const given = Buffer.from(request.get('authorization') ?? '');
  const right = Buffer.from(`Bearer ${portal.accessToken}`);
  return given.length === right.length && timingSafeEqual(given, right);
}

/** A token is told about itself without being shown in a header. */
const isOpen = (path: string): boolean => path === '/oauth/v2/private-apps/get/access-token-info';

/** Does something once the portal's latency has passed; a timer must not hold a server that is ending. */
function afterLatency(portal: Portal, act: () => void): void {
  const { latencyMs } = portal.faults;
  if (latencyMs === 0) act();
  else setTimeout(act, latencyMs).unref();
}

/** Counts every request under its route, judges it, and ends those that will not happen. */
const admit =
  (portal: Portal): RequestHandler =>
  (request, response, next) => {
    const { method, path } = request;
    // The portal's own clock, as HubSpot's answers tell HubSpot's: functions take now from it.
    response.setHeader('Date', new Date(portal.now()).toUTCString());
    const matched = match(method, path);
    const isSearch = matched?.route.isSearch ?? false;
    portal.counters.asked(`${method} ${matched?.route.template ?? '/{unknown}'}`);
    const verdict = judge(portal, {
      method,
      path,
      isSearch,
      hasToken: isOpen(path) || hasToken(portal, request),
    });
    if (!isSearch) {
      for (const [name, value] of Object.entries(limitHeaders(portal, verdict)))
        response.setHeader(name, value);
    }
    const { refusal, fault } = verdict;
    openExchange(response, { matched, fault });
    if (refusal !== null) afterLatency(portal, () => next(refusal));
    else if (fault !== null && !happens(fault)) afterLatency(portal, () => standIn(fault, response));
    else next();
  };

const wait =
  (portal: Portal): RequestHandler =>
  (_request, _response, next) =>
    afterLatency(portal, next);

const answer =
  (portal: Portal): RequestHandler =>
  (request, response) => {
    const exchange = exchangeOf(response);
    const matched = exchange?.matched ?? null;
    if (matched === null) {
      throw new ApiError(404, 'OBJECT_NOT_FOUND', `No route found for ${request.method} ${request.path}`);
    }
    const query = new URLSearchParams(request.originalUrl.split('?').slice(1).join('?'));
    const params = portal.schemas.resolve(matched.params);
    checkScopes(portal.settings, { ...matched.route, params });
    const asked = new ApiRequest(query, request.body as unknown, params, matched.route.version);
    const { status, body } = matched.route.handle(portal, asked);
    deliver(response, status, body, exchange?.fault);
  };

/** The CRM API on everything that is not taken by routes before it. */
export function mountApi(app: Express, portal: Portal): void {
  const readJson = express.json({ limit: MAX_BODY, type: () => true, strict: false });
  app.use(admit(portal), readJson, wait(portal), answer(portal), refuse(portal));
}
