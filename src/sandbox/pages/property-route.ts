/**
 * What the page itself asks of a record: properties for a card (`fetchCrmObjectProperties`), and a change that a person
 * made in the page.
 */
import type { Request, RequestHandler } from 'express';

import { type PortalApi, PortalAnswerError, readProperties, readRecord, updateRecord } from './portal-api.js';
import { typeOf } from './record-types.js';

type ApiOf = (request: Request) => PortalApi;

interface RecordBody {
  readonly objectTypeId?: unknown;
  readonly recordId?: unknown;
  readonly properties?: unknown;
}

const recordOf = (body: unknown): { readonly type: string; readonly id: string } | null => {
  const { objectTypeId, recordId } = (body ?? {}) as RecordBody;
  if (typeof objectTypeId !== 'string' || typeof recordId !== 'string') return null;
  const type = typeOf(objectTypeId);
  return type === undefined ? null : { type, id: recordId };
};

const answerOf =
  (apiOf: ApiOf, work: (api: PortalApi, body: RecordBody) => Promise<unknown>): RequestHandler =>
  async (request, response) => {
    try {
      response.json(await work(apiOf(request), request.body as RecordBody));
    } catch (error) {
      const status = error instanceof PortalAnswerError ? error.status : 502;
      const message = error instanceof Error ? error.message : 'The portal did not answer.';
      response.status(status).json({ message });
    }
  };

const namesOf = async (api: PortalApi, type: string, wanted: unknown): Promise<readonly string[]> => {
  if (wanted === '*') return (await readProperties(api, type)).map((property) => property.name);
  return Array.isArray(wanted) ? wanted.filter((name): name is string => typeof name === 'string') : [];
};

/** `POST /record/properties {objectTypeId, recordId, properties: names | '*'}` → values by name. */
export const propertiesRoute = (apiOf: ApiOf): RequestHandler =>
  answerOf(apiOf, async (api, body) => {
    const record = recordOf(body);
    if (record === null) throw new PortalAnswerError(400, 'The page named no record.');
    const names = await namesOf(api, record.type, body.properties);
    const { properties } = await readRecord(api, record.type, record.id, names);
    return Object.fromEntries(names.map((name) => [name, properties[name] ?? null]));
  });

/** What may be changed in the page: the few properties that a newcomer plays with. Associations are the API's. */
export const EDITABLE: Readonly<Record<string, readonly string[]>> = {
  deals: ['dealname', 'amount', 'closedate', 'dealstage'],
};

/** `POST /record/edit {objectTypeId, recordId, properties: {name: value}}`: written through the portal's own API. */
export const editRoute = (apiOf: ApiOf): RequestHandler =>
  answerOf(apiOf, async (api, body) => {
    const record = recordOf(body);
    const values = Object.entries((body.properties ?? {}) as Readonly<Record<string, unknown>>);
    if (record === null || values.length === 0)
      throw new PortalAnswerError(400, 'The page named nothing to change.');
    const allowed = EDITABLE[record.type] ?? [];
    const changes: Record<string, string> = {};
    for (const [name, value] of values) {
      if (!allowed.includes(name) || typeof value !== 'string') {
        throw new PortalAnswerError(400, `${name} cannot be changed in this page.`);
      }
      changes[name] = value;
    }
    await updateRecord(api, record.type, record.id, changes);
    return { changed: Object.keys(changes) };
  });
