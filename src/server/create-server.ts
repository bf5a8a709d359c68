/** The server of the hosted profile: HubSpot's signed requests in, the handlers' answers out. */
import express, { type Express, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { AppError } from '../errors.js';
import { answerErrors, refuse } from './answer.js';
import { cardRoutes, type CardOptions } from './card-route.js';
import { healthRoutes, type HealthOptions } from './health.js';
import { logRequests, type LogOptions } from './log-requests.js';
import { ofPortal } from './of-portal.js';
import { signedByHubspot, type SignatureOptions } from './signed-by-hubspot.js';

export interface ServerDeps extends CardOptions, HealthOptions, LogOptions, SignatureOptions {
  /** How often one portal may ask within a minute. */
  readonly requestsPerMinute: number;
}

/** HubSpot sends no more than this, and takes no more. */
const LARGEST_BODY_BYTES = 1_048_576;

/**
 * Builds the app. Every address but those of health is behind the signature, so that who is not HubSpot learns nothing,
 * not even which addresses there are; then comes the portal, then its limit, then what was asked.
 */
export function createServer(deps: ServerDeps): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', false);
  app.use(logRequests(deps), helmet(), notStored, healthRoutes(deps));
  // Whatever its type says: the signature is over bytes. Packed ones are refused (415), as HubSpot packs none.
  app.use(express.raw({ type: () => true, limit: LARGEST_BODY_BYTES, inflate: false }));
  app.use(signedByHubspot(deps), ofPortal(deps.portalId), limitOf(deps));
  app.use(cardRoutes(deps));
  app.use(() => {
    throw new AppError(
      'path_unknown',
      'The server has nothing at this address.',
      'Reload the page; if it stays, the app and its server are of different versions.',
    );
  });
  app.use(answerErrors);
  return app;
}

const notStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

/** One portal cannot use the server up for the others. */
const limitOf = ({ requestsPerMinute, portalId }: ServerDeps): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: () => portalId,
    handler: (_request, response) =>
      refuse(response, {
        code: 'too_many_requests',
        message: 'This HubSpot account asks more often than the server allows.',
        next: 'Try again in a minute.',
      }),
  });
