/** HubSpot's dated paths; v1 to v4 end in 2027. One constant to move when the next date is out. */
export const API_VERSION = '2026-09';

export const objectsPath = (type: string, rest = ''): string => `/crm/objects/${API_VERSION}/${type}${rest}`;
export const propertiesPath = (type: string, rest = ''): string =>
  `/crm/properties/${API_VERSION}/${type}${rest}`;
export const associationsPath = (from: string, to: string, rest: string): string =>
  `/crm/associations/${API_VERSION}/${from}/${to}${rest}`;
export const schemasPath = (rest = ''): string => `/crm-object-schemas/${API_VERSION}/schemas${rest}`;
/** Limits and validation rules have no later date yet. */
const LIMITS_VERSION = '2026-03';
export const limitsPath = (rest: string): string => `/crm/limits/${LIMITS_VERSION}${rest}`;
export const validationsPath = (typeId: string): string =>
  `/crm/property-validations/${LIMITS_VERSION}/${typeId}`;
/** What a private app's token may do; HubSpot has it under this path alone. */
export const TOKEN_INFO_PATH = '/oauth/v2/private-apps/get/access-token-info';
/** HubSpot's own object types, where a path takes no name. */
export const TYPE_IDS = { deals: '0-3', companies: '0-2' } as const;
export const pipelinesPath = (type: string): string => `/crm/pipelines/${API_VERSION}/${type}`;
export const ownersPath = (query: string): string => `/crm/owners/${API_VERSION}${query}`;
export const ACCOUNT_PATH = `/account-info/${API_VERSION}/details`;

/** The most that one request may name. */
export const LIST_LIMIT = 100;
export const SEARCH_LIMIT = 200;
export const BATCH_LIMIT = 100;
export const ASSOCIATION_READ_LIMIT = 1000;
export const ASSOCIATION_CREATE_LIMIT = 2000;
export const ASSOCIATION_ARCHIVE_LIMIT = 100;

/** Searches have a limit of their own. */
export const isSearchPath = (path: string): boolean => /\/search$/.test(path);

/** "/crm/objects/2026-09/deals/4711?properties=…" → "/crm/objects/2026-09/deals/{id}", for logs. */
export const templateOf = (path: string): string =>
  path
    .replace(/\?.*$/, '')
    .replace(/^(\/crm\/objects\/[^/]+\/[^/]+)\/(?!(?:batch|search|merge)(?:\/|$))[^/]+/, '$1/{id}')
    .replace(/\/\d+(?=\/|$)/g, '/{id}');
