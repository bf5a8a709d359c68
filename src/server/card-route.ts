/** `POST /api/:name`: the handler of this name, answered as the function of the same name does. */
import { Router, type Request, type Response } from 'express';
import type { PortalId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import { answer, handlerNamed, type AnyHandler, type HandlerDeps } from '../handlers.js';
import { refuse } from './answer.js';
import { refuseOtherPortal } from './of-portal.js';
import { readBody } from './read-body.js';
import { noteOf } from './request-note.js';
import { rawBody } from './signed-by-hubspot.js';
import { within } from './within.js';

export interface CardOptions {
  readonly portalId: PortalId;
  /** What a handler needs for one request, on the portal. */
  readonly handlerDeps: (actor: HandlerDeps['actor']) => HandlerDeps;
  /** How long a card waits for HubSpot, milliseconds. */
  readonly deadlineMs: number;
}

/** Every handler under its name. Who sends the request was checked before. */
export function cardRoutes(options: CardOptions): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.post('/api/:name', async (request, response, next) => {
    const { name } = request.params;
    const handler = handlerNamed(name);
    if (handler === null) {
      next();
      return;
    }
    noteOf(response).route = name;
    await answerCard(handler, request, response, options);
  });
  return router;
}

async function answerCard(
  handler: AnyHandler,
  request: Request,
  response: Response,
  { portalId, handlerDeps, deadlineMs }: CardOptions,
): Promise<void> {
  const note = noteOf(response);
  const input = readBody(rawBody(request));
  refuseOtherPortal(input, portalId);
  const handled = answer(handler, input, handlerDeps(actorOf(request)), (bug) => (note.bug = bug));
  const answered = await within(deadlineMs, handled, tooLate);
  if (answered.ok) response.json(answered);
  else refuse(response, answered.error);
}

// HubSpot puts who asks into the query, and signs it.
const actorOf = (request: Request): HandlerDeps['actor'] => ({
  name: new URL(request.originalUrl, 'http://server').searchParams.get('userEmail'),
  identity: { kind: 'signed', roles: new Set(['rep']) },
});

const tooLate = (): AppError =>
  new AppError('crm_unreachable', 'HubSpot took too long to answer.', 'Try again in a moment.');
