/** The dated paths, through the same client's `apiRequest`, as the product calls them. */
import { Client } from '@hubspot/api-client';
import {
  Refused,
  type Batch,
  type BatchError,
  type Consumer,
  type Item,
  type Linked,
  type Measured,
  type Page,
  type TypeShown,
  type TypeSpec,
} from './consumer.js';

type Json = Record<string, unknown>;
export type Call = <T = Json>(method: string, path: string, body?: unknown) => Promise<T>;

/** Calls any path of a portal; a status of 400 or more is a `Refused`. */
export function caller(url: string, accessToken: string): Call {
  const client = new Client({ accessToken, basePath: url });
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await client.apiRequest({ method, path, ...(body !== undefined && { body }) });
    const text = await response.text();
    const json = (text === '' ? {} : JSON.parse(text)) as Json;
    if (response.status >= 400) throw new Refused(response.status, json);
    return json as T;
  };
}

interface RawPage {
  readonly results: readonly Item[];
  readonly total?: number;
  readonly paging?: { readonly next?: { readonly after: string } };
}

export const batchOf = <T = Item>(raw: {
  results?: readonly T[];
  numErrors?: number;
  errors?: readonly BatchError[];
}): Batch<T> => ({ results: raw.results ?? [], numErrors: raw.numErrors ?? 0, errors: raw.errors ?? [] });

const pageOf = ({ results, total, paging }: RawPage): Page => ({
  results,
  total,
  after: paging?.next?.after ?? null,
});

export const specOf = ({ category, typeId }: TypeSpec) => ({
  associationCategory: category,
  associationTypeId: typeId,
});

const query = (values: Record<string, string | boolean | number | undefined>): string =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  ).toString();

function recordCalls(call: Call, version: string) {
  const objects = (type: string, rest = '') => `/crm/objects/${version}/${type}${rest}`;
  const batch = async (type: string, verb: string, body: object) =>
    batchOf(await call('POST', objects(type, `/batch/${verb}`), body));
  return {
    create: (type, properties) => call('POST', objects(type), { properties }),
    get: (type, id, { properties, ...rest } = {}) =>
      call('GET', `${objects(type, `/${id}`)}?${query({ properties: properties?.join(','), ...rest })}`),
    list: async (type, options) => pageOf(await call('GET', `${objects(type)}?${query({ ...options })}`)),
    update: (type, id, properties) => call('PATCH', objects(type, `/${id}`), { properties }),
    archive: async (type, id) => {
      await call('DELETE', objects(type, `/${id}`));
    },
    merge: (type, primaryObjectId, objectIdToMerge) =>
      call('POST', objects(type, '/merge'), { primaryObjectId, objectIdToMerge }),
    batchRead: (type, ids, properties, idProperty) =>
      batch(type, 'read', { inputs: ids.map((id) => ({ id })), properties, idProperty }),
    batchCreate: (type, inputs) => batch(type, 'create', { inputs }),
    batchUpdate: (type, inputs) => batch(type, 'update', { inputs }),
    batchUpsert: (type, inputs) => batch(type, 'upsert', { inputs }),
    search: async (type, { property, operator, value }, options) => {
      const filters = [{ propertyName: property, operator, value }];
      return pageOf(
        await call('POST', objects(type, '/search'), { filterGroups: [{ filters }], ...options }),
      );
    },
  } satisfies Partial<Consumer>;
}

interface RawLink {
  readonly from: { readonly id: string };
  readonly to: readonly { readonly toObjectId: string | number; readonly associationTypes: TypeShown[] }[];
}

function associationCalls(call: Call, version: string) {
  const path = (from: string, to: string, rest: string) =>
    `/crm/associations/${version}/${from}/${to}${rest}`;
  const pair = (fromId: string, toId: string) => ({ from: { id: fromId }, to: { id: toId } });
  return {
    labels: async (from, to) =>
      (await call<{ results: TypeShown[] }>('GET', path(from, to, '/labels'))).results,
    createLabel: async (from, to, label) =>
      (await call<{ results: TypeShown[] }>('POST', path(from, to, '/labels'), label)).results,
    deleteLabel: async (from, to, typeId) => {
      await call('DELETE', path(from, to, `/labels/${typeId}`));
    },
    associate: async (from, to, fromId, toId, types) => {
      const inputs = [{ ...pair(fromId, toId), types: types.map(specOf) }];
      return batchOf<unknown>(await call('POST', path(from, to, '/batch/create'), { inputs }));
    },
    unlabel: async (from, to, fromId, toId, types) => {
      const inputs = [{ ...pair(fromId, toId), types: types.map(specOf) }];
      await call('POST', path(from, to, '/batch/labels/archive'), { inputs });
    },
    dissociate: async (from, to, fromId, toId) => {
      const inputs = [{ from: { id: fromId }, to: [{ id: toId }] }];
      await call('POST', path(from, to, '/batch/archive'), { inputs });
    },
    links: async (from, to, ids) => {
      const inputs = ids.map((id) => ({ id }));
      const { results } = await call<{ results: RawLink[] }>('POST', path(from, to, '/batch/read'), {
        inputs,
      });
      return results.map((one): Linked => ({
        from: one.from.id,
        to: one.to.map((target) => ({ id: String(target.toObjectId), types: target.associationTypes })),
      }));
    },
  } satisfies Partial<Consumer>;
}

interface RawStage {
  readonly id: string;
  readonly metadata?: unknown;
}

/** Stages as HubSpot writes them: all metadata is text. */
export function stageOf({ id, metadata }: RawStage) {
  const { isClosed, probability } = (metadata ?? {}) as { isClosed?: string; probability?: string };
  return { id, isClosed: isClosed === 'true', probability: Number(probability) };
}

interface Validated {
  readonly propertyName: string;
}

/** What no typed method asks; `place` tells where an area of the API stands in a generation. */
export function portalCalls(call: Call, place: (area: string) => string) {
  const limits = (rest: string) => `${place('limits')}${rest}`;
  return {
    labelLimits: async () =>
      (
        await call<{ results: Measured[] }>(
          'GET',
          limits('/associations/labels?fromObjectTypeId=0-3&toObjectTypeId=0-2'),
        )
      ).results,
    propertyLimits: async () =>
      (
        await call<{ byObjectType: (Measured & { objectTypeId: string })[] }>(
          'GET',
          limits('/custom-properties'),
        )
      ).byObjectType,
    validatedProperties: async () =>
      (await call<{ results: Validated[] }>('GET', `${place('property-validations')}/0-3`)).results.map(
        ({ propertyName }) => propertyName,
      ),
    scopes: async (tokenKey) =>
      (
        await call<{ scopes: string[] }>('POST', '/oauth/v2/private-apps/get/access-token-info', {
          tokenKey,
        })
      ).scopes,
  } satisfies Partial<Consumer>;
}

/** A consumer of the dated generation. */
export function datedConsumer(url: string, accessToken: string, version = '2026-09'): Consumer {
  const call = caller(url, accessToken);
  const properties = (type: string, rest = '') => `/crm/properties/${version}/${type}${rest}`;
  return {
    ...recordCalls(call, version),
    ...associationCalls(call, version),
    ...portalCalls(call, (area) => `/crm/${area}/${version}`),
    createGroup: async (type, group) => {
      await call('POST', properties(type, '/groups'), group);
    },
    deleteGroup: async (type, name) => {
      await call('DELETE', properties(type, `/groups/${name}`));
    },
    createProperty: async (type, property) => {
      await call('POST', properties(type), { type: 'string', fieldType: 'text', ...property });
    },
    deleteProperty: async (type, name) => {
      await call('DELETE', properties(type, `/${name}`));
    },
    propertyNames: async (type) =>
      (await call<{ results: { name: string }[] }>('GET', properties(type))).results.map(({ name }) => name),
    stages: async () => {
      const path = `/crm/pipelines/${version}/deals`;
      const { results } = await call<{ results: { stages: RawStage[] }[] }>('GET', path);
      return results.flatMap(({ stages }) => stages.map(stageOf));
    },
    ownerIds: async () =>
      (await call<{ results: { id: string }[] }>('GET', `/crm/owners/${version}`)).results.map(
        ({ id }) => id,
      ),
    account: () => call('GET', `/account-info/${version}/details`),
  };
}
