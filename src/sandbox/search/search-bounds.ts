import type { Property } from '../property.js';
import { filterNumbers, type Filter } from '../search-filter.js';
import { NO_BOUNDS, type Bounds } from './modified-index.js';

const within = (a: Bounds, b: Bounds): Bounds => ({
  fromTime: Math.max(a.fromTime, b.fromTime),
  toTime: Math.min(a.toTime, b.toTime),
  fromId: Math.max(a.fromId, b.fromId),
  toId: Math.min(a.toId, b.toId),
});

const around = (a: Bounds, b: Bounds): Bounds => ({
  fromTime: Math.min(a.fromTime, b.fromTime),
  toTime: Math.max(a.toTime, b.toTime),
  fromId: Math.min(a.fromId, b.fromId),
  toId: Math.max(a.toId, b.toId),
});

type Range = readonly [from: number, to: number];

/** The whole numbers that a comparison lets through, ends included. */
const RANGES: Readonly<Partial<Record<Filter['operator'], (value: number, high: number) => Range>>> = {
  EQ: (value) => [value, value],
  LT: (value) => [-Infinity, Math.ceil(value) - 1],
  LTE: (value) => [-Infinity, Math.floor(value)],
  GT: (value) => [Math.floor(value) + 1, Infinity],
  GTE: (value) => [Math.ceil(value), Infinity],
  BETWEEN: (value, high) => [Math.ceil(value), Math.floor(high)],
};

/** What one filter says of modification time or id; null where it speaks of something else. */
function filterBounds(filter: Filter, property: Property | undefined, modified: string): Bounds | null {
  if (property === undefined || ![modified, 'hs_object_id'].includes(property.name)) return null;
  const range = RANGES[filter.operator];
  if (range === undefined) return null;
  const [from, to] = range(...filterNumbers(filter, property));
  return property.name === modified
    ? { ...NO_BOUNDS, fromTime: from, toTime: to }
    : { ...NO_BOUNDS, fromId: from, toId: to };
}

/** The bounds within which a group finds all it finds, and the filters that they do not stand for. */
export function groupBounds(
  filters: readonly Filter[],
  property: (name: string) => Property | undefined,
  modified: string,
): { readonly bounds: Bounds; readonly rest: readonly Filter[] } {
  const pairs = filters.map((one) => [one, filterBounds(one, property(one.propertyName), modified)] as const);
  return {
    bounds: pairs.reduce((all, [, one]) => (one === null ? all : within(all, one)), NO_BOUNDS),
    rest: pairs.flatMap(([one, bounds]) => (bounds === null ? [one] : [])),
  };
}

/** Bounds that hold those of every group. */
export const unionBounds = (groups: readonly Bounds[]): Bounds =>
  groups.length === 0 ? NO_BOUNDS : groups.reduce(around);
