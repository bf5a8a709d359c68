/** `POST /api/:name`: the handler of this name, answered as the function of the same name does. */
import { Router, type Request, type Response } from 'express';
import type { PortalId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import {
  answerMapped,
  handlerNamed,
  readsOnly,
  type AnyHandler,
  type HandlerAnswer,
  type MappedDeps,
} from '../handlers.js';
import { refuse, statusOf } from './answer.js';
import { refuseOtherPortal } from './of-portal.js';
import { MOST_REMEMBERED, onceBySignature, REMEMBER_MS, type Once } from './once-by-signature.js';
import { readBody } from './read-body.js';
import { noteOf } from './request-note.js';
import { rawBody, signatureOf } from './signed-by-hubspot.js';
import { signedUser, type RoleLists } from './signed-user.js';
import { within } from './within.js';

export interface CardOptions {
  readonly portalId: PortalId;
  /** What a handler needs for one request, on the portal. */
  readonly handlerDeps: (actor: MappedDeps['actor']) => MappedDeps;
  /** Who is more than a rep. */
  readonly roles: RoleLists;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsedMs: () => number;
  /** How long a card waits for HubSpot, milliseconds. */
  readonly deadlineMs: number;
}

/** Every handler under its name. Who sends the request was checked before. */
export function cardRoutes(options: CardOptions): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const { elapsedMs } = options;
  const once = onceBySignature({ elapsedMs, rememberMs: REMEMBER_MS, most: MOST_REMEMBERED });
  router.post('/api/:name', async (request, response, next) => {
    const { name } = request.params;
    const handler = handlerNamed(name);
    if (handler === null) {
      next();
      return;
    }
    noteOf(response).route = name;
    await answerCard({ handler, request, response, once }, options);
  });
  return router;
}

interface AskedCard {
  readonly handler: AnyHandler;
  readonly request: Request;
  readonly response: Response;
  readonly once: Once;
}

async function answerCard(
  { handler, request, response, once }: AskedCard,
  { portalId, handlerDeps, deadlineMs, roles }: CardOptions,
): Promise<void> {
  const note = noteOf(response);
  const input = readBody(rawBody(request));
  refuseOtherPortal(input, portalId);
  const actor = signedUser(request, roles);
  const work = (): Promise<HandlerAnswer<unknown>> =>
    answerMapped(handler, input, handlerDeps(actor), (bug) => (note.bug = bug));
  const handled = readsOnly(handler.name) ? work() : once(signatureOf(request), work, isFinal);
  const answered = await within(deadlineMs, handled, tooLate);
  if (answered.ok) response.json(answered);
  else refuse(response, answered.error);
}

/** An outage is no answer: what HubSpot or a person tries again then is a new try. */
const isFinal = (answered: HandlerAnswer<unknown>): boolean =>
  answered.ok || statusOf(answered.error.code) < 500;

const tooLate = (): AppError =>
  new AppError('crm_unreachable', 'HubSpot took too long to answer.', 'Try again in a moment.');
