/** Every record with one of some values, by search: paged by id, so that no cap on results is in the way. */
import { chunk } from './associations.js';
import type { CrmRecord } from './cells.js';
import { objectsPath, SEARCH_LIMIT } from './paths.js';
import { recordSearch } from './record-page.js';
import type { Transport } from './transport.js';

/** HubSpot takes that many values in one filter. */
const MOST_VALUES = 100;

/** Finds them; none for no values. One that several values find comes once. */
export async function searchByIds(
  transport: Transport,
  type: 'contacts' | 'companies',
  { property, values }: { readonly property: string; readonly values: readonly string[] },
  properties: readonly string[],
): Promise<readonly CrmRecord[]> {
  const found = new Map<string, CrmRecord>();
  for (const part of chunk([...new Set(values)], MOST_VALUES)) {
    for (let after: string | null = ''; after !== null;) {
      const page = await searchPage(transport, type, { property, values: part, after }, properties);
      for (const record of page.records) found.set(record.id, record);
      after = page.more ? (page.records.at(-1)?.id ?? null) : null;
    }
  }
  return [...found.values()];
}

async function searchPage(
  transport: Transport,
  type: string,
  asked: { readonly property: string; readonly values: readonly string[]; readonly after: string },
  properties: readonly string[],
): Promise<{ readonly records: readonly CrmRecord[]; readonly more: boolean }> {
  const { property: propertyName, values, after } = asked;
  const filters = [
    { propertyName, operator: 'IN', values },
    ...(after === '' ? [] : [{ propertyName: 'hs_object_id', operator: 'GT', value: after }]),
  ];
  const { data } = await transport.call({
    method: 'POST',
    repeatable: true,
    path: objectsPath(type, '/search'),
    body: {
      filterGroups: [{ filters }],
      sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
      properties,
      limit: SEARCH_LIMIT,
    },
    schema: recordSearch,
  });
  return { records: data.results, more: data.total > data.results.length };
}
