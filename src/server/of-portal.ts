/** Lets through what is asked for the portal whose token the server has. */
import type { Request, RequestHandler } from 'express';
import type { PortalId } from '../domain/ids.js';
import { AppError } from '../errors.js';

/**
 * HubSpot itself puts `portalId` into the query of what a card asks for. A card's own code and address are in the hands
 * of whoever uses the browser: one that brings a `portalId` of its own makes two of them, or one in the body, and each
 * that is not this portal's is refused.
 * @throws AppError `portal_refused`
 */
export const ofPortal =
  (portalId: PortalId): RequestHandler =>
  (request, _response, next) => {
    const asked = portalsInQuery(request);
    if (asked.length !== 1 || asked[0] !== portalId) throw portalRefused();
    next();
  };

/** @throws AppError `portal_refused` where a body names another portal. */
export function refuseOtherPortal(body: unknown, portalId: PortalId): void {
  if (typeof body !== 'object' || body === null || !('portalId' in body)) return;
  const named = typeof body.portalId === 'number' ? String(body.portalId) : body.portalId;
  if (named !== portalId) throw portalRefused();
}

function portalsInQuery({ originalUrl }: Request): readonly string[] {
  const at = originalUrl.indexOf('?');
  return at === -1 ? [] : new URLSearchParams(originalUrl.slice(at + 1)).getAll('portalId');
}

// Neither portal is named: the one that is served is no business of whoever asks for another.
const portalRefused = (): AppError =>
  new AppError(
    'portal_refused',
    'This server does not serve the HubSpot account that the request is for.',
    'Ask your administrator: the app in this account needs a server with this account’s token.',
  );
