/** Searches records of the portal through its own HTTP API. */
import { call, type CrmRecord, type PortalApi, VERSION } from './portal-api.js';

export interface SearchFilter {
  readonly propertyName: string;
  readonly operator: 'EQ' | 'CONTAINS_TOKEN' | 'HAS_PROPERTY';
  readonly value?: string;
}

export interface SearchRequest {
  readonly type: string;
  readonly filters: readonly SearchFilter[];
  readonly sort: { readonly propertyName: string; readonly direction: 'ASCENDING' | 'DESCENDING' };
  readonly offset: number;
  readonly limit: number;
  readonly properties: readonly string[];
}

export interface Found {
  readonly results: readonly CrmRecord[];
  readonly total: number;
}

/** HubSpot takes no more filters in a group. */
const MAX_FILTERS = 6;

/** Filters for records that have every word of a query in a property. */
export const wordFilters = (propertyName: string, query: string): readonly SearchFilter[] =>
  query
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => ({ propertyName, operator: 'CONTAINS_TOKEN', value: `*${word}*` }));

/** Searches records, a page at a time. */
export const searchRecords = (
  api: PortalApi,
  { type, filters, sort, offset, limit, properties }: SearchRequest,
): Promise<Found> =>
  call<Found>(api, 'POST', `/crm/objects/${VERSION}/${type}/search`, {
    ...(filters.length === 0 ? {} : { filterGroups: [{ filters: filters.slice(0, MAX_FILTERS) }] }),
    sorts: [sort],
    properties,
    limit,
    ...(offset === 0 ? {} : { after: String(offset) }),
  });
