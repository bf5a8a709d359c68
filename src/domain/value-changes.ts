/** What differs between two JSON values, key by key; a list is one value. */
import { canonicalJson } from './canonical-json.js';

export interface ValueChange {
  /** "partners.property". */
  readonly key: string;
  /** JSON; undefined where it is not there. */
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * The keys that differ, in the order of the first value, then those that only the second has.
 * Example: `{a: {b: 1}}` and `{a: {b: 2}}` differ in `a.b`.
 */
export function valueChanges(from: unknown, to: unknown): readonly ValueChange[] {
  const [before, after] = [leavesOf(from), leavesOf(to)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => textOf(before.get(key)) !== textOf(after.get(key)))
    .map((key) => ({ key, from: before.get(key), to: after.get(key) }));
}

const textOf = (value: unknown): string => (value === undefined ? '' : canonicalJson(value));

function leavesOf(value: unknown, path = ''): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map([[path, value]]);
  return new Map(
    Object.entries(value).flatMap(([key, one]) => [...leavesOf(one, path === '' ? key : `${path}.${key}`)]),
  );
}
