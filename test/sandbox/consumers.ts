/* eslint @typescript-eslint/no-unsafe-class-instance-assignment: off -- the client declares classes and takes plain objects, as its own examples do */
import { Client } from '@hubspot/api-client';
import type { Item, Listing, PortalUnderTest } from './portal-under-test.js';

export interface Link {
  readonly toObjectId: string;
  readonly types: readonly string[];
}

/** What the product needs of a portal, so that two independent consumers can be held to the same answers. */
export interface Consumer {
  list(limit: number, after?: string): Promise<Listing>;
  read(ids: readonly string[], properties: string[]): Promise<readonly Item[]>;
  create(properties: Record<string, string>[]): Promise<readonly Item[]>;
  update(id: string, properties: Record<string, string>): Promise<readonly Item[]>;
  archive(id: string): Promise<void>;
  search(property: string, value: string): Promise<Listing>;
  labels(): Promise<readonly { readonly typeId: number; readonly label?: string | null }[]>;
  associate(dealId: string, companyId: string, typeId: number): Promise<void>;
  links(dealId: string): Promise<readonly Link[]>;
  propertyNames(): Promise<readonly string[]>;
  stageIds(): Promise<readonly string[]>;
  ownerNames(): Promise<readonly string[]>;
}

const typeText = (type: {
  readonly category: string;
  readonly typeId: number;
  readonly label?: string | null;
}) => `${type.category} ${type.typeId} ${type.label ?? ''}`.trim();

/** Through the typed methods of HubSpot's own client, which call the v3 and v4 paths. */
export function typedClient(portal: PortalUnderTest): Consumer {
  const { url, accessToken } = portal.sandbox;
  const { crm } = new Client({ accessToken, basePath: url });
  return {
    list: (limit, after) => crm.deals.basicApi.getPage(limit, after),
    read: async (ids, properties) => {
      const inputs = ids.map((id) => ({ id }));
      return (await crm.deals.batchApi.read({ inputs, properties, propertiesWithHistory: [] })).results;
    },
    create: async (inputs) =>
      (
        await crm.deals.batchApi.create({
          inputs: inputs.map((properties) => ({ properties, associations: [] })),
        })
      ).results,
    update: async (id, properties) =>
      (await crm.deals.batchApi.update({ inputs: [{ id, properties }] })).results,
    archive: (id) => crm.deals.batchApi.archive({ inputs: [{ id }] }),
    search: (propertyName, value) =>
      crm.deals.searchApi.doSearch({
        filterGroups: [{ filters: [{ propertyName, operator: 'EQ' as never, value }] }],
        properties: [propertyName],
        limit: 100,
        after: '0',
        sorts: ['hs_object_id'],
      }),
    labels: async () =>
      (await crm.associations.v4.schema.definitionsApi.getAll('deals', 'companies')).results,
    associate: async (dealId, companyId, typeId) => {
      const types = [{ associationCategory: 'USER_DEFINED' as never, associationTypeId: typeId }];
      await crm.associations.v4.batchApi.create('deals', 'companies', {
        inputs: [{ _from: { id: dealId }, to: { id: companyId }, types }],
      });
    },
    links: async (dealId) => {
      const page = await crm.associations.v4.basicApi.getPage('deals', dealId, 'companies');
      return page.results.map((to) => ({
        toObjectId: to.toObjectId,
        types: to.associationTypes.map(typeText),
      }));
    },
    propertyNames: async () => (await crm.properties.coreApi.getAll('deals')).results.map(({ name }) => name),
    stageIds: async () =>
      (await crm.pipelines.pipelinesApi.getAll('deals')).results.flatMap(({ stages }) =>
        stages.map(({ id }) => id),
      ),
    ownerNames: async () =>
      (await crm.owners.ownersApi.getPage()).results.map((one) => `${one.firstName} ${one.lastName}`),
  };
}

interface DatedLink {
  readonly toObjectId: string;
  readonly associationTypes: readonly {
    readonly category: string;
    readonly typeId: number;
    readonly label: string | null;
  }[];
}

/** Through the dated paths, as the gateway calls them. */
export function datedPaths(portal: PortalUnderTest): Consumer {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
    (await portal.call<T>(method, path, body)).body;
  const deals = '/crm/objects/2026-09/deals';
  const links = '/crm/associations/2026-09/deals/companies';
  return {
    list: (limit, after) =>
      call('GET', `${deals}?limit=${limit}${after === undefined ? '' : `&after=${after}`}`),
    read: async (ids, properties) => {
      const inputs = ids.map((id) => ({ id }));
      return (await call<Listing>('POST', `${deals}/batch/read`, { inputs, properties })).results;
    },
    create: async (inputs) =>
      (
        await call<Listing>('POST', `${deals}/batch/create`, {
          inputs: inputs.map((properties) => ({ properties })),
        })
      ).results,
    update: async (id, properties) =>
      (await call<Listing>('POST', `${deals}/batch/update`, { inputs: [{ id, properties }] })).results,
    archive: (id) => call('POST', `${deals}/batch/archive`, { inputs: [{ id }] }),
    search: (propertyName, value) =>
      call('POST', `${deals}/search`, {
        filterGroups: [{ filters: [{ propertyName, operator: 'EQ', value }] }],
        properties: [propertyName],
        limit: 100,
      }),
    labels: async () =>
      (await call<{ results: readonly { typeId: number; label: string | null }[] }>('GET', `${links}/labels`))
        .results,
    associate: async (dealId, companyId, typeId) => {
      const types = [{ associationCategory: 'USER_DEFINED', associationTypeId: typeId }];
      await call('POST', `${links}/batch/create`, {
        inputs: [{ from: { id: dealId }, to: { id: companyId }, types }],
      });
    },
    links: async (dealId) => {
      const inputs = [{ id: dealId }];
      const read = await call<{ results: readonly { to: readonly DatedLink[] }[] }>(
        'POST',
        `${links}/batch/read`,
        { inputs },
      );
      return (read.results[0]?.to ?? []).map((to) => ({
        toObjectId: to.toObjectId,
        types: to.associationTypes.map(typeText),
      }));
    },
    propertyNames: async () =>
      (
        await call<{ results: readonly { name: string }[] }>('GET', '/crm/properties/2026-09/deals')
      ).results.map(({ name }) => name),
    stageIds: async () =>
      (
        await call<{ results: readonly { stages: readonly { id: string }[] }[] }>(
          'GET',
          '/crm/pipelines/2026-09/deals',
        )
      ).results.flatMap(({ stages }) => stages.map(({ id }) => id)),
    ownerNames: async () =>
      (
        await call<{ results: readonly { firstName: string; lastName: string }[] }>(
          'GET',
          '/crm/owners/2026-09',
        )
      ).results.map((one) => `${one.firstName} ${one.lastName}`),
  };
}
