/* eslint @typescript-eslint/no-unsafe-class-instance-assignment: off -- the client declares classes and takes plain objects, as its own examples do */
/** The typed methods of HubSpot's own client, which call the v3 and v4 paths and nothing else. */
import { Client } from '@hubspot/api-client';
import { Refused, type Consumer, type Item, type Page, type RecordType, type TypeShown } from './consumer.js';
import { batchOf, caller, specOf, stageOf, portalCalls } from './dated-consumer.js';

interface Failure {
  readonly code: number;
  readonly body: Refused['body'] | string;
}

/** The client throws an exception of its own for each area; they all have a code and a body. */
async function call<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const { code, body } = error as Failure;
    if (typeof code !== 'number') throw error;
    throw new Refused(code, typeof body === 'string' ? (JSON.parse(body) as Refused['body']) : body);
  }
}

const pageOf = (raw: {
  results: readonly Item[];
  total?: number;
  paging?: { next?: { after: string } | undefined } | undefined;
}): Page => ({ results: raw.results, total: raw.total, after: raw.paging?.next?.after ?? null });

type Crm = Client['crm'];
/** The object types have the same methods under types of their own; those of deals stand for all. */
type Deals = Crm['deals'];

/** The client's methods for any object type take it before everything else. */
const withType = <T extends object>(api: T, type: string): T =>
  new Proxy(api, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...given: unknown[]) => unknown;
      return (...given: unknown[]) => method.call(target, type, ...given);
    },
  });

function apisOf(crm: Crm, type: RecordType): Deals {
  const { objects } = crm;
  switch (type) {
    case 'tasks':
    case 'notes':
      return objects[type] as unknown as Deals;
    // Its own methods of survey answers only read; these show that a write is refused.
    case 'feedback_submissions':
    case '0-54': {
      const [basicApi, searchApi] = [withType(objects.basicApi, type), withType(objects.searchApi, type)];
      return { basicApi, searchApi, batchApi: withType(objects.batchApi, type) } as unknown as Deals;
    }
    case 'deals':
    case 'companies':
    case 'contacts':
    case 'tickets':
      return crm[type] as unknown as Deals;
  }
}

function recordCalls(crm: Crm) {
  const of = (type: RecordType): Deals => apisOf(crm, type);
  return {
    create: (type, properties) => call<Item>(of(type).basicApi.create({ properties })),
    get: (type, id, { properties, archived, idProperty } = {}) =>
      call<Item>(of(type).basicApi.getById(id, properties, undefined, undefined, archived, idProperty)),
    list: async (type, { limit, after, archived }) =>
      pageOf(await call(of(type).basicApi.getPage(limit, after, undefined, undefined, undefined, archived))),
    update: (type, id, properties) => call<Item>(of(type).basicApi.update(id, { properties })),
    archive: (type, id) => call(of(type).basicApi.archive(id)),
    merge: (type, primaryObjectId, objectIdToMerge) =>
      call<Item>(of(type).basicApi.merge({ primaryObjectId, objectIdToMerge })),
    batchRead: async (type, ids, properties, idProperty) => {
      const inputs = ids.map((id) => ({ id }));
      const named = idProperty === undefined ? {} : { idProperty };
      const body = { inputs, properties, propertiesWithHistory: [], ...named };
      return batchOf((await call(of(type).batchApi.read(body))) as never);
    },
    batchCreate: async (type, inputs) =>
      batchOf((await call(of(type).batchApi.create({ inputs } as never))) as never),
    batchUpdate: async (type, inputs) =>
      batchOf((await call(of(type).batchApi.update({ inputs } as never))) as never),
    batchUpsert: async (type, inputs) => {
      const batch = batchOf((await call(of(type).batchApi.upsert({ inputs } as never))) as never);
      // `new` is a word of the language, so the client calls it otherwise.
      const results = batch.results.map((one) => ({ ...one, new: (one as { _new?: boolean })._new }));
      return { ...batch, results };
    },
    search: async (type, { property, operator, value }, { limit, after }) => {
      const filters = [{ propertyName: property, operator, value }];
      const body = { filterGroups: [{ filters }], limit, ...(after !== undefined && { after }) };
      return pageOf(await call(of(type).searchApi.doSearch(body as never)));
    },
  } satisfies Partial<Consumer>;
}

function associationCalls(crm: Crm) {
  const { batchApi, schema } = crm.associations.v4;
  const labels = schema.definitionsApi;
  const pair = (fromId: string, toId: string) => ({ _from: { id: fromId }, to: { id: toId } });
  type Labels = { readonly results: readonly TypeShown[] };
  return {
    labels: async (from, to) => (await call<Labels>(labels.getAll(from, to))).results,
    createLabel: async (from, to, label) => (await call<Labels>(labels.create(from, to, label))).results,
    deleteLabel: (from, to, typeId) => call(labels.remove(from, to, typeId)),
    associate: async (from, to, fromId, toId, types) => {
      const inputs = [{ ...pair(fromId, toId), types: types.map(specOf) }] as never;
      return batchOf((await call(batchApi.create(from, to, { inputs }))) as never);
    },
    unlabel: async (from, to, fromId, toId, types) => {
      const inputs = [{ ...pair(fromId, toId), types: types.map(specOf) }] as never;
      await call(batchApi.archiveLabels(from, to, { inputs }));
    },
    dissociate: async (from, to, fromId, toId) => {
      const inputs = [{ _from: { id: fromId }, to: [{ id: toId }] }];
      await call(batchApi.archive(from, to, { inputs }));
    },
    links: async (from, to, ids) => {
      const inputs = ids.map((id) => ({ id }));
      const { results } = await call(batchApi.getPage(from, to, { inputs }));
      return results.map((one) => ({
        from: one._from.id,
        to: one.to.map((target) => ({ id: target.toObjectId, types: target.associationTypes })),
      }));
    },
  } satisfies Partial<Consumer>;
}

/** A consumer of v3 and v4; account information has no typed method. */
export function typedConsumer(url: string, accessToken: string): Consumer {
  const { crm } = new Client({ accessToken, basePath: url });
  const plain = caller(url, accessToken);
  return {
    ...recordCalls(crm),
    ...associationCalls(crm),
    ...portalCalls(plain, (area) => `/crm/v3/${area}`),
    createGroup: async (type, group) => {
      await call(crm.properties.groupsApi.create(type, group as never));
    },
    deleteGroup: (type, name) => call(crm.properties.groupsApi.archive(type, name)),
    createProperty: async (type, property) => {
      const body = { type: 'string', fieldType: 'text', ...property } as never;
      await call(crm.properties.coreApi.create(type, body));
    },
    deleteProperty: (type, name) => call(crm.properties.coreApi.archive(type, name)),
    propertyNames: async (type) =>
      (await call(crm.properties.coreApi.getAll(type))).results.map(({ name }) => name),
    stages: async () =>
      (await call(crm.pipelines.pipelinesApi.getAll('deals'))).results.flatMap(({ stages }) =>
        stages.map(stageOf),
      ),
    ownerIds: async () => (await call(crm.owners.ownersApi.getPage())).results.map(({ id }) => id),
    account: () => plain('GET', '/account-info/v3/details'),
  };
}
