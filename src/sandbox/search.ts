import * as z from 'zod';
import { invalid } from './api-error.js';
import type { StoredRecord } from './change.js';
import { objectType, specOf, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import { recordBody } from './record-body.js';
import type { Answer, ApiRequest } from './route.js';
import { filterTest, searchFilter, tokens } from './search-filter.js';

const MAX_RESULTS = 10_000;

const sortInput = z.union([
  z.string(),
  z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
]);

const searchInput = z.object({
  filterGroups: z
    .array(z.object({ filters: z.array(searchFilter).max(6, 'A filter group takes 6 filters') }))
    .max(5, 'A search takes 5 filter groups')
    .nullish(),
  filters: z.array(searchFilter).max(6).nullish(),
  query: z.string().max(3_000).nullish(),
  sorts: z.array(sortInput).max(1, 'A search takes one sort').nullish(),
  properties: z.array(z.string()).nullish(),
  limit: z.number().int().min(0).max(200).nullish(),
  after: z
    .union([z.string().regex(/^\d*$/, 'after must be a whole number'), z.number().int().min(0)])
    .nullish(),
});
type SearchInput = z.infer<typeof searchInput>;
type Test = (record: StoredRecord) => boolean;

function groupsTest(portal: Portal, type: ObjectType, input: SearchInput): Test {
  const groups = input.filterGroups ?? (input.filters == null ? [] : [{ filters: input.filters }]);
  if (groups.length === 0) return () => true;
  const tests = groups.map(({ filters }) => filters.map((filter) => filterTest(portal, type, filter)));
  return (record) => tests.some((group) => group.every((test) => test(record)));
}

/** Every word of the query begins a word of one of the properties that HubSpot looks in. */
function queryTest(type: ObjectType, query: string | null | undefined): Test {
  const words = tokens(query ?? '');
  if (words.length === 0) return () => true;
  return (record) => {
    const texts = specOf(type).searchable.flatMap((name) => tokens(record.properties.get(name) ?? ''));
    return words.every((word) => texts.some((text) => text.startsWith(word)));
  };
}

type Order = (a: StoredRecord, b: StoredRecord) => number;

/** Records without a value come last; equal ones by id, so that pages never overlap. */
function sortOrder(portal: Portal, type: ObjectType, sort: z.infer<typeof sortInput> | undefined): Order {
  if (sort === undefined) return (a, b) => Number(a.id) - Number(b.id);
  const name = typeof sort === 'string' ? sort.replace(/^-/, '') : sort.propertyName;
  const down = typeof sort === 'string' ? sort.startsWith('-') : sort.direction === 'DESCENDING';
  const property = portal.properties.get(type, name);
  if (property === undefined) throw invalid(`Invalid sort property: ${name}`);
  const compare = (x: string, y: string): number =>
    property.type === 'number' ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
  return (a, b) => {
    const x = a.properties.get(name);
    const y = b.properties.get(name);
    if (x === undefined || y === undefined) {
      return Number(x === undefined) - Number(y === undefined) || Number(a.id) - Number(b.id);
    }
    return (down ? compare(y, x) : compare(x, y)) || Number(a.id) - Number(b.id);
  };
}

/** `POST /crm/objects/…/{type}/search` */
export function searchRecords(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const input = request.body(searchInput);
  const limit = input.limit ?? 10;
  const after = Number(input.after ?? 0);
  if (after + limit > MAX_RESULTS) {
    throw invalid(`Search results beyond ${MAX_RESULTS} cannot be paged: after ${after}, limit ${limit}`);
  }
  const passesGroups = groupsTest(portal, type, input);
  const passesQuery = queryTest(type, input.query);
  const order = sortOrder(portal, type, input.sorts?.[0]);
  const matching = [...portal.records.list(type)]
    .filter((record) => record.archivedAt === null && passesGroups(record) && passesQuery(record))
    .sort(order);
  const page = matching.slice(after, after + limit);
  const next = after + page.length;
  return {
    status: 200,
    body: {
      total: matching.length,
      results: page.map((record) => recordBody(portal, type, record, input.properties ?? [])),
      ...(next < matching.length && page.length > 0 && { paging: { next: { after: String(next) } } }),
    },
  };
}
