/** `POST /api/:name`: the handler of this name, answered as the function of the same name does. */
import { Router, type Request, type Response } from 'express';
import type { PortalId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import { handle, isHandlerName, type HandlerDeps, type HandlerName } from '../handlers.js';
import { refuse } from './answer.js';
import { refuseOtherPortal } from './of-portal.js';
import { readBody } from './read-body.js';
import { noteOf } from './request-note.js';
import { rawBody } from './signed-by-hubspot.js';
import { within } from './within.js';

export interface CardOptions {
  readonly portalId: PortalId;
  /** What handlers need, on the portal. */
  readonly handlerDeps: HandlerDeps;
  /** How long a card waits for HubSpot, milliseconds. */
  readonly deadlineMs: number;
}

/** Every handler under its name. Who sends the request was checked before. */
export function cardRoutes(options: CardOptions): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.post('/api/:name', async (request, response, next) => {
    const { name } = request.params;
    if (!isHandlerName(name)) {
      next();
      return;
    }
    noteOf(response).route = name;
    await answerCard(name, request, response, options);
  });
  return router;
}

async function answerCard(
  name: HandlerName,
  request: Request,
  response: Response,
  { portalId, handlerDeps, deadlineMs }: CardOptions,
): Promise<void> {
  const note = noteOf(response);
  const input = readBody(rawBody(request));
  refuseOtherPortal(input, portalId);
  const handled = handle(name, input, handlerDeps, (bug) => (note.bug = bug));
  const answer = await within(deadlineMs, handled, tooLate);
  if (answer.ok) response.json(answer);
  else refuse(response, answer.error);
}

const tooLate = (): AppError =>
  new AppError('crm_unreachable', 'HubSpot took too long to answer.', 'Try again in a moment.');
