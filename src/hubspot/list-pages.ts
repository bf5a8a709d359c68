/** Lists that HubSpot answers page by page, each read by its cursor to the end. */
import type * as z from 'zod';
import { LIST_LIMIT, objectsPath } from './paths.js';
import { recordList } from './record-page.js';
import type { Transport } from './transport.js';

interface Page<T> {
  readonly results: readonly T[];
  readonly paging?: { readonly next?: { readonly after: string } | null | undefined } | null | undefined;
}

/**
 * The pages of a list, one request each.
 * @param pathOf the path with a query.
 * @param more of the query, besides limit and cursor; starts with `&` where it is not empty.
 */
export async function* listPages<T>(
  transport: Transport,
  pathOf: (query: string) => string,
  schema: z.ZodType<Page<T>>,
  more = '',
): AsyncGenerator<readonly T[]> {
  for (let after: string | null = ''; after !== null;) {
    const cursor: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const path = pathOf(`?limit=${LIST_LIMIT}${more}${cursor}`);
    const call = { method: 'GET', repeatable: true, path, schema } as const;
    const { data }: { data: Page<T> } = await transport.call(call);
    yield data.results;
    after = data.paging?.next?.after ?? null;
  }
}

type Listed = z.infer<typeof recordList>['results'][number];

/**
 * The records of a type with some of their properties.
 * @param more as for `listPages`.
 */
export function listRecordPages(
  transport: Transport,
  type: string,
  properties: readonly string[],
  more = '',
): AsyncGenerator<readonly Listed[]> {
  const asked = properties.length === 0 ? '' : `&properties=${properties.map(encodeURIComponent).join(',')}`;
  return listPages<Listed>(transport, (query) => objectsPath(type, query), recordList, asked + more);
}
