/** `POST /record/functions/:name`: the card's `hubspot.serverless`, answered by the staged function itself. */
import type { Request, RequestHandler } from 'express';

import { type FunctionAnswer, runFunction } from './function-runner.js';
import { type PortalApi, PortalAnswerError, readRecord } from './portal-api.js';
import { typeOf } from './record-types.js';

interface FunctionRouteOptions {
  readonly folder: string;
  readonly policyText: string | null;
  readonly mappingText: string | null;
  readonly apiOf: (request: Request) => PortalApi;
  /** Told after a function said that it saved something. */
  readonly onAction?: ((functionName: string) => void) | undefined;
}

/** What the page posts: the card's request, and the record that the card stands on, if it stands on one. */
export interface FunctionRequest {
  readonly objectTypeId?: string;
  readonly recordId?: string;
  readonly parameters?: unknown;
  readonly payload?: unknown;
  readonly propertiesToSend?: readonly string[];
}

const readRequest = (body: unknown): FunctionRequest | null => {
  if (typeof body !== 'object' || body === null) return null;
  const { objectTypeId, recordId, propertiesToSend, ...rest } = body as Partial<FunctionRequest>;
  const names = Array.isArray(propertiesToSend)
    ? propertiesToSend.filter((name): name is string => typeof name === 'string')
    : [];
  if (objectTypeId === undefined && recordId === undefined) return { ...rest, propertiesToSend: names };
  if (typeof objectTypeId !== 'string' || typeof recordId !== 'string') return null;
  return { ...rest, objectTypeId, recordId, propertiesToSend: names };
};

/**
 * HubSpot reads the properties itself, with the record of the page: the card cannot ask for another's. A page without a
 * record has none to send.
 */
const resolveProperties = async (
  api: PortalApi,
  { objectTypeId, recordId, propertiesToSend = [] }: FunctionRequest,
): Promise<Readonly<Record<string, string | null>>> => {
  if (objectTypeId === undefined || recordId === undefined || propertiesToSend.length === 0) return {};
  const type = typeOf(objectTypeId);
  if (type === undefined) return {};
  const record = await readRecord(api, type, recordId, propertiesToSend);
  return Object.fromEntries(
    propertiesToSend.map((name) => [
      name,
      record.properties[name] ?? (name === 'hs_object_id' ? record.id : null),
    ]),
  );
};

/** Functions that only show something. Whatever else answers that it saved has changed the portal. */
const READS: ReadonlySet<string> = new Set([
  'deal-card',
  'deal-sidebar',
  'company-card',
  'find-partners',
  'home',
  'home-partners',
  'home-queue',
  'bulk-deals',
  'settings',
]);

/** Kinds of views that say that something was done; the others show. */
const DONE: ReadonlySet<unknown> = new Set(['saved', 'saved-deals', 'created']);

/** Whether a function's answer says that it changed something: `{ok: true, view: {kind: 'saved'}}`. */
const saved = (name: string, answer: FunctionAnswer): boolean => {
  if (READS.has(name) || answer.status !== 'SUCCESS') return false;
  const { ok, view } = (answer.response ?? {}) as { ok?: unknown; view?: { kind?: unknown } };
  return ok === true && DONE.has(view?.kind);
};

const answerRequest = async (
  name: string,
  body: FunctionRequest,
  api: PortalApi,
  { folder, policyText, mappingText }: FunctionRouteOptions,
): Promise<FunctionAnswer> => {
  try {
    const propertiesToSend = await resolveProperties(api, body);
    const { accessToken } = api;
    return await runFunction({
      folder,
      name,
      policyText,
      mappingText,
      environment: { accessToken, apiUrl: api.url },
      context: {
        parameters: body.parameters ?? {},
        propertiesToSend,
        event: { type: 'SERVERLESS_ACTION_HOOK', payload: body.payload ?? {} },
        secrets: { PRIVATE_APP_ACCESS_TOKEN: accessToken },
      },
    });
  } catch (error) {
    if (!(error instanceof PortalAnswerError) && !(error instanceof TypeError)) throw error;
    return { status: 'ERROR', message: `HubSpot could not read the record: ${error.message}` };
  }
};

/** Runs the named function for the page, and for its record where it has one. */
export const functionRoute =
  (options: FunctionRouteOptions): RequestHandler<{ name: string }> =>
  async (request, response) => {
    const body = readRequest(request.body);
    if (body === null) {
      response.status(400).json({ status: 'ERROR', message: 'The page named its record in no known way.' });
      return;
    }
    const api = options.apiOf(request);
    const { name } = request.params;
    const answer = await answerRequest(name, body, api, options);
    response.json(answer);
    if (saved(name, answer)) options.onAction?.(name);
  };
