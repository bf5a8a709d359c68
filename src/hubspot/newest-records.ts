/** The newest records that a search finds, beyond the 10,000 that HubSpot pages to: by descending id. */
import type { RawRecord } from '../operations/crm-port.js';
import { objectsPath, SEARCH_LIMIT } from './paths.js';
import { rawRecords, recordSearch } from './record-page.js';
import type { Transport } from './transport.js';

export interface SearchFilter {
  readonly propertyName: string;
  readonly operator: 'EQ' | 'IN' | 'LT' | 'HAS_PROPERTY';
  readonly value?: string;
  readonly values?: readonly string[];
}

export interface NewestAsked {
  /** The type as a path has it. */
  readonly type: string;
  readonly filters: readonly SearchFilter[];
  readonly properties: readonly string[];
  readonly most: number;
}

const groupOf = (filters: readonly SearchFilter[]): object =>
  filters.length === 0 ? {} : { filterGroups: [{ filters }] };

/** Reads them, 200 a search; `more` where there are more than asked for. */
export async function newestRecords(
  transport: Transport,
  { type, filters, properties, most }: NewestAsked,
): Promise<{ readonly records: readonly RawRecord[]; readonly more: boolean }> {
  const records: RawRecord[] = [];
  for (let below: string | null = null; ;) {
    const beyond: readonly SearchFilter[] =
      below === null ? [] : [{ propertyName: 'hs_object_id', operator: 'LT', value: below }];
    const { data } = await transport.call({
      method: 'POST',
      repeatable: true,
      path: objectsPath(type, '/search'),
      body: {
        ...groupOf([...filters, ...beyond]),
        sorts: [{ propertyName: 'hs_object_id', direction: 'DESCENDING' }],
        properties,
        limit: SEARCH_LIMIT,
      },
      schema: recordSearch,
    });
    records.push(...rawRecords(data.results));
    const last = data.results.at(-1);
    if (last === undefined || data.results.length === data.total) return { records, more: false };
    if (records.length >= most) return { records: records.slice(0, most), more: true };
    below = last.id;
  }
}

/** How many records a search finds; no more than one of them is answered. */
export async function totalOf(
  transport: Transport,
  type: string,
  filters: readonly SearchFilter[],
): Promise<number> {
  const { data } = await transport.call({
    method: 'POST',
    repeatable: true,
    path: objectsPath(type, '/search'),
    body: { ...groupOf(filters), properties: [], limit: 1 },
    schema: recordSearch,
  });
  return data.total;
}
