/** `POST /record/functions/:name`: the card's `hubspot.serverless`, answered by the staged function itself. */
import type { Request, RequestHandler } from 'express';

import { type FunctionAnswer, runFunction } from './function-runner.js';
import { type PortalApi, PortalAnswerError, readRecord } from './portal-api.js';

interface FunctionRouteOptions {
  readonly folder: string;
  readonly policyText: string | null;
  readonly apiOf: (request: Request) => PortalApi;
}

/** What the page posts: the card's request, and the record that the card stands on. */
export interface FunctionRequest {
  readonly objectTypeId: string;
  readonly recordId: string;
  readonly parameters?: unknown;
  readonly payload?: unknown;
  readonly propertiesToSend?: readonly string[];
}

const OBJECT_TYPES: ReadonlyMap<string, string> = new Map([
  ['0-1', 'contacts'],
  ['0-2', 'companies'],
  ['0-3', 'deals'],
]);

const readRequest = (body: unknown): FunctionRequest | null => {
  if (typeof body !== 'object' || body === null) return null;
  const { objectTypeId, recordId, propertiesToSend, ...rest } = body as Partial<FunctionRequest>;
  if (typeof objectTypeId !== 'string' || typeof recordId !== 'string') return null;
  const names = Array.isArray(propertiesToSend)
    ? propertiesToSend.filter((name): name is string => typeof name === 'string')
    : [];
  return { ...rest, objectTypeId, recordId, propertiesToSend: names };
};

/** HubSpot reads the properties itself, with the record of the page: the card cannot ask for another's. */
const resolveProperties = async (
  api: PortalApi,
  { objectTypeId, recordId, propertiesToSend = [] }: FunctionRequest,
): Promise<Readonly<Record<string, string | null>>> => {
  const type = OBJECT_TYPES.get(objectTypeId);
  if (type === undefined || propertiesToSend.length === 0) return {};
  const record = await readRecord(api, type, recordId, propertiesToSend);
  return Object.fromEntries(
    propertiesToSend.map((name) => [
      name,
      record.properties[name] ?? (name === 'hs_object_id' ? record.id : null),
    ]),
  );
};

const answerRequest = async (
  name: string,
  body: FunctionRequest,
  api: PortalApi,
  { folder, policyText }: FunctionRouteOptions,
): Promise<FunctionAnswer> => {
  try {
    const propertiesToSend = await resolveProperties(api, body);
    const { accessToken } = api;
    return await runFunction({
      folder,
      name,
      policyText,
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

/** Runs the named function for the record of the page. */
export const functionRoute =
  (options: FunctionRouteOptions): RequestHandler<{ name: string }> =>
  async (request, response) => {
    const body = readRequest(request.body);
    if (body === null) {
      response.status(400).json({ status: 'ERROR', message: 'The page named no record.' });
      return;
    }
    const api = options.apiOf(request);
    response.json(await answerRequest(request.params.name, body, api, options));
  };
