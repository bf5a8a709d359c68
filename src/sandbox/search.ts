import * as z from 'zod';
import { invalid } from './api-error.js';
import type { StoredRecord } from './change.js';
import { JsonText } from './json-text.js';
import { objectType, specOf, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import { recordTexts } from './record-body.js';
import type { Answer, ApiRequest } from './route.js';
import { filterTest, searchFilter, tokens, type Filter } from './search-filter.js';
import type { Bounds } from './search/modified-index.js';
import { groupBounds, unionBounds } from './search/search-bounds.js';
import { searchOrder, sortInput } from './search/search-order.js';

const MAX_RESULTS = 10_000;
const MAX_FILTERS = 18;

const group = z.object({ filters: z.array(searchFilter).max(6, 'A filter group takes 6 filters') });

const searchInput = z.object({
  filterGroups: z
    .array(group)
    .max(5, 'A search takes 5 filter groups')
    .refine(
      (groups) => groups.reduce((sum, { filters }) => sum + filters.length, 0) <= MAX_FILTERS,
      `A search takes ${MAX_FILTERS} filters`,
    )
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

/** Where to look, and what to hold each record there against; null: all that is there is found. */
interface Plan {
  readonly bounds: Bounds;
  readonly test: Test | null;
}

const groupsOf = ({ filterGroups, filters }: SearchInput): readonly (readonly Filter[])[] =>
  filterGroups?.map((one) => one.filters) ?? (filters == null ? [] : [filters]);

/** Filters of modification time and id become bounds of the index, the others tests; every one is checked. */
function planGroups(portal: Portal, type: ObjectType, input: SearchInput): Plan {
  const property = (name: string) => portal.properties.get(type, name);
  const groups = groupsOf(input).map((filters) => {
    const all = filters.map((filter) => [filter, filterTest(portal, type, filter)] as const);
    const { bounds, rest } = groupBounds(filters, property, specOf(type).modified);
    const tests = all.map(([, test]) => test);
    const restTests = all.filter(([filter]) => rest.includes(filter)).map(([, test]) => test);
    return { bounds, tests, restTests };
  });
  const bounds = unionBounds(groups.map((one) => one.bounds));
  const [only, ...others] = groups;
  if (only === undefined) return { bounds, test: null };
  if (others.length === 0) return { bounds, test: every(only.restTests) };
  const some = groups.map(({ tests }) => every(tests)).map((test) => test ?? (() => true));
  return { bounds, test: (record) => some.some((test) => test(record)) };
}

const every = (tests: readonly Test[]): Test | null =>
  tests.length === 0 ? null : (record) => tests.every((test) => test(record));

/** Every word of the query begins a word of one of the properties that HubSpot looks in. */
function queryTest(portal: Portal, type: ObjectType, query: string | null | undefined): Test | null {
  const words = tokens(query ?? '');
  if (words.length === 0) return null;
  const searchable = portal.schemas.get(type)?.searchableProperties ?? specOf(type).searchable;
  return (record) => {
    const texts = searchable.flatMap((name) => tokens(record.properties.get(name) ?? ''));
    return words.every((word) => texts.some((text) => text.startsWith(word)));
  };
}

/** The ids that a search finds, in the order asked for. */
function findIds(portal: Portal, type: ObjectType, input: SearchInput): readonly number[] {
  portal.search.settle(portal.now());
  const plan = planGroups(portal, type, input);
  const order = searchOrder(portal, type, input.sorts?.[0]);
  const key = JSON.stringify([type, groupsOf(input), input.query, input.sorts]);
  return portal.search.results(key, () => {
    const { times, ids } = portal.search.index(type).select(plan.bounds);
    const tests = every([plan.test, queryTest(portal, type, input.query)].filter((test) => test !== null));
    if (tests === null) return order({ times, ids });
    const kept = ids.map((id) => {
      const record = portal.search.get(type, String(id));
      return record !== undefined && tests(record);
    });
    return order({ times: times.filter((_time, at) => kept[at]), ids: ids.filter((_id, at) => kept[at]) });
  });
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
  const found = findIds(portal, type, input);
  const page = found.slice(after, after + limit);
  const next = after + page.length;
  const records = page.flatMap((id) => portal.search.lookUp(type, String(id)) ?? []);
  const results = recordTexts(portal, type, records, input.properties ?? []);
  const paging = next < found.length && page.length > 0 ? `,"paging":{"next":{"after":"${next}"}}` : '';
  return { status: 200, body: new JsonText(`{"total":${found.length},"results":[${results}]${paging}}`) };
}
