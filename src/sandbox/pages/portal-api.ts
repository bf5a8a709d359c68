/** Reads the portal through its own HTTP API, as any client of HubSpot would. */

export const VERSION = '2026-09';

export interface PortalApi {
  readonly url: string;
  readonly accessToken: string;
}

export interface CrmRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}

export interface CrmAssociation {
  readonly id: string;
  readonly labels: readonly string[];
}

export interface CrmProperty {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType?: string;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  readonly hubspotDefined?: boolean;
}

export interface CrmStage {
  readonly id: string;
  readonly label: string;
}

interface Owner {
  readonly id: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
}

/** The portal answered something else than success; the page says so in the portal's own words. */
export class PortalAnswerError extends Error {
  override readonly name = 'PortalAnswerError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A page of HubSpot's own is not held to the limits and troubles of its API, so that ours asks again. */
const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const ATTEMPTS = 12;
const PAUSE_MS = 250;

const send = (
  api: PortalApi,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body: unknown,
): Promise<Response> =>
  fetch(`${api.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${api.accessToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });

/** Everything that is sent here may be sent twice: reads, and values that a record is given. */
export const call = async <T>(
  api: PortalApi,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: unknown,
): Promise<T> => {
  let response = await send(api, method, path, body);
  for (let attempt = 1; attempt < ATTEMPTS && PASSING.has(response.status); attempt += 1) {
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    response = await send(api, method, path, body);
  }
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) {
    const { message } = answer as { readonly message?: string };
    throw new PortalAnswerError(response.status, message ?? `The portal answered ${response.status}.`);
  }
  return answer as T;
};

export const readRecord = (api: PortalApi, type: string, id: string, properties: readonly string[]) =>
  call<CrmRecord>(
    api,
    'GET',
    `/crm/objects/${VERSION}/${type}/${encodeURIComponent(id)}?properties=${properties.join(',')}`,
  );

/** Records that are archived or gone are left out, as HubSpot leaves them out. */
export const readRecords = async (
  api: PortalApi,
  type: string,
  ids: readonly string[],
  properties: readonly string[],
): Promise<ReadonlyMap<string, CrmRecord>> => {
  if (ids.length === 0) return new Map();
  const { results } = await call<{ readonly results: readonly CrmRecord[] }>(
    api,
    'POST',
    `/crm/objects/${VERSION}/${type}/batch/read`,
    { properties, inputs: ids.map((id) => ({ id })) },
  );
  return new Map(results.map((record) => [record.id, record]));
};

interface AssociationAnswer {
  readonly results: readonly {
    readonly to: readonly {
      readonly toObjectId: string | number;
      readonly associationTypes: readonly { readonly label: string | null }[];
    }[];
  }[];
}

export const readAssociations = async (
  api: PortalApi,
  from: string,
  to: string,
  id: string,
): Promise<readonly CrmAssociation[]> => {
  const { results } = await call<AssociationAnswer>(
    api,
    'POST',
    `/crm/associations/${VERSION}/${from}/${to}/batch/read`,
    { inputs: [{ id }] },
  );
  return results.flatMap((result) =>
    result.to.map(({ toObjectId, associationTypes }) => ({
      id: String(toObjectId),
      labels: associationTypes.map((type) => type.label).filter((label) => label !== null && label !== ''),
    })),
  ) as readonly CrmAssociation[];
};

export const readProperties = async (api: PortalApi, type: string): Promise<readonly CrmProperty[]> =>
  (await call<{ readonly results: readonly CrmProperty[] }>(api, 'GET', `/crm/properties/${VERSION}/${type}`))
    .results;

export const readStages = async (api: PortalApi): Promise<readonly CrmStage[]> => {
  const { results } = await call<{ readonly results: readonly { readonly stages: readonly CrmStage[] }[] }>(
    api,
    'GET',
    `/crm/pipelines/${VERSION}/deals`,
  );
  return results.flatMap((pipeline) => pipeline.stages);
};

/** Names by owner id. */
export const readOwners = async (api: PortalApi): Promise<ReadonlyMap<string, string>> => {
  const { results } = await call<{ readonly results: readonly Owner[] }>(
    api,
    'GET',
    `/crm/owners/${VERSION}?limit=100`,
  );
  const nameOf = ({ firstName, lastName, email }: Owner) =>
    [firstName, lastName].filter((part) => part !== undefined && part !== '').join(' ') || (email ?? '');
  return new Map(results.map((owner) => [owner.id, nameOf(owner)]));
};

/** The ids of the first records of a type, in the order in which the portal lists them. */
export const readFirstIds = async (
  api: PortalApi,
  type: string,
  limit: number,
): Promise<readonly string[]> => {
  const { results } = await call<{ readonly results: readonly CrmRecord[] }>(
    api,
    'GET',
    `/crm/objects/${VERSION}/${type}?limit=${limit}`,
  );
  return results.map((record) => record.id);
};

/** Changes properties of a record, as a person who edits it in HubSpot does. */
export const updateRecord = (
  api: PortalApi,
  type: string,
  id: string,
  properties: Readonly<Record<string, string>>,
): Promise<CrmRecord> =>
  call<CrmRecord>(api, 'PATCH', `/crm/objects/${VERSION}/${type}/${encodeURIComponent(id)}`, { properties });
