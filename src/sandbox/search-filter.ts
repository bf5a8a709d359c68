import * as z from 'zod';
import { invalid } from './api-error.js';
import type { StoredRecord } from './change.js';
import { objectType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import type { Property } from './property.js';

const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** One filter of a search. */
export const searchFilter = z.object({
  propertyName: z.string(),
  operator: z.enum(OPERATORS),
  value: value.nullish(),
  highValue: value.nullish(),
  values: z.array(value).max(100, 'IN takes 100 values').nullish(),
});
export type Filter = z.infer<typeof searchFilter>;
type Test = (record: StoredRecord) => boolean;
type Comparable = string | number;

/** Words as HubSpot's search cuts them. */
export const tokens = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}*]+/gu) ?? [];

/** Dates compare as instants, given either as milliseconds or as ISO 8601; text compares in lower case. */
function comparable(property: Property, text: string): Comparable {
  switch (property.type) {
    case 'number':
      return Number(text);
    case 'date':
    case 'datetime':
      return /^-?\d+$/.test(text) ? Number(text) : Date.parse(text);
    case 'string':
    case 'bool':
    case 'enumeration':
    case 'phone_number':
      return text.toLowerCase();
  }
}

function given(filter: Filter, property: Property, field: 'value' | 'highValue'): Comparable {
  const text = filter[field];
  if (text == null) {
    throw invalid(`operator ${filter.operator} requires ${field} for property ${property.name}`);
  }
  const read = comparable(property, text);
  if (Number.isNaN(read)) throw invalid(`${text} is not a valid ${property.type} for ${property.name}`);
  return read;
}

/** The value and the high value of a comparison with numbers or instants; the high one is NaN where there is none. */
export const filterNumbers = (filter: Filter, property: Property): readonly [value: number, high: number] => [
  Number(given(filter, property, 'value')),
  filter.operator === 'BETWEEN' ? Number(given(filter, property, 'highValue')) : NaN,
];

function givenList(filter: Filter, property: Property): ReadonlySet<Comparable> {
  if (filter.values == null) {
    throw invalid(`operator ${filter.operator} requires values for property ${property.name}`);
  }
  return new Set(filter.values.map((text) => comparable(property, text)));
}

/** A `*` stands for any run of characters. */
function tokenTest(filter: Filter, property: Property): (text: string) => boolean {
  const [...wanted] = tokens(String(given(filter, property, 'value')));
  const patterns = wanted.map((word) => new RegExp(`^${word.replaceAll('*', '.*')}$`, 'u'));
  return (text) => patterns.every((pattern) => tokens(text).some((token) => pattern.test(token)));
}

type Comparison = (own: Comparable, value: Comparable) => boolean;

const COMPARISONS: Readonly<Partial<Record<Filter['operator'], Comparison>>> = {
  EQ: (own, value) => own === value,
  LT: (own, value) => own < value,
  LTE: (own, value) => own <= value,
  GT: (own, value) => own > value,
  GTE: (own, value) => own >= value,
  BETWEEN: (own, value) => own >= value,
};

function comparison(filter: Filter, property: Property): (own: Comparable) => boolean {
  const compare = COMPARISONS[filter.operator];
  if (compare === undefined) throw new Error(`${filter.operator} does not compare`);
  const value = given(filter, property, 'value');
  if (filter.operator !== 'BETWEEN') return (own) => compare(own, value);
  const high = given(filter, property, 'highValue');
  return (own) => compare(own, value) && own <= high;
}

/** The test of one filter; a filter that names no property of the type, or lacks its value, is 400. */
export function filterTest(portal: Portal, type: ObjectType, filter: Filter): Test {
  if (filter.propertyName.startsWith('associations.')) return associationTest(portal, type, filter);
  const property = portal.properties.get(type, filter.propertyName);
  if (property === undefined) {
    const message = `There was a problem with the request: property ${filter.propertyName} does not exist`;
    throw invalid(message, [
      { message, code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: [filter.propertyName] } },
    ]);
  }
  const own = (record: StoredRecord): string | undefined => record.properties.get(property.name);
  const test = valueTest(filter, property);
  return (record) => test(own(record));
}

/** Records without a value pass the negative operators, as in HubSpot. */
function valueTest(filter: Filter, property: Property): (own: string | undefined) => boolean {
  const read = (text: string): Comparable => comparable(property, text);
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return (own) => own !== undefined;
    case 'NOT_HAS_PROPERTY':
      return (own) => own === undefined;
    case 'IN':
    case 'NOT_IN': {
      const list = givenList(filter, property);
      const negative = filter.operator === 'NOT_IN';
      return (own) => (own === undefined ? negative : list.has(read(own)) !== negative);
    }
    case 'CONTAINS_TOKEN':
    case 'NOT_CONTAINS_TOKEN': {
      const contains = tokenTest(filter, property);
      const negative = filter.operator === 'NOT_CONTAINS_TOKEN';
      return (own) => (own === undefined ? negative : contains(own) !== negative);
    }
    case 'NEQ': {
      const value = given(filter, property, 'value');
      return (own) => own === undefined || read(own) !== value;
    }
    case 'EQ':
    case 'LT':
    case 'LTE':
    case 'GT':
    case 'GTE':
    case 'BETWEEN': {
      const compare = comparison(filter, property);
      return (own) => own !== undefined && compare(read(own));
    }
  }
}

/** `associations.company`: records associated with one of the given records. */
function associationTest(portal: Portal, type: ObjectType, filter: Filter): Test {
  const to = objectType(filter.propertyName.slice('associations.'.length));
  const ids = new Set(filter.operator === 'IN' ? filter.values : filter.value == null ? [] : [filter.value]);
  if ((filter.operator !== 'EQ' && filter.operator !== 'IN') || ids.size === 0) {
    throw invalid(`${filter.propertyName} takes EQ with a value or IN with values`);
  }
  return (record) => portal.links.targets({ type, id: record.id }, to).some(({ id }) => ids.has(id));
}
