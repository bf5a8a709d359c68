import * as z from 'zod';
import { invalid } from '../api-error.js';
import { specOf, type ObjectType } from '../object-types.js';
import type { Portal } from '../portal.js';
import type { Property } from '../property.js';
import type { Stamps } from './modified-index.js';

/** One sort of a search; as text with `-` before it for the other direction. */
export const sortInput = z.union([
  z.string(),
  z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
]);

interface Found extends Stamps {
  readonly times: readonly number[];
  readonly ids: readonly number[];
}

/** Puts what was found, which comes by modification time and id, in order. */
type Order = (found: Found) => readonly number[];

const byId: Order = ({ ids }) => Array.from(Float64Array.from(ids).sort());

/** Later times first, but equal ones by ascending id still. */
const byTimeDown: Order = ({ times, ids }) => {
  const ordered: number[] = [];
  for (let end = ids.length; end > 0;) {
    let start = end - 1;
    while (start > 0 && times[start - 1] === times[end - 1]) start -= 1;
    for (let at = start; at < end; at += 1) ordered.push(ids[at] ?? 0);
    end = start;
  }
  return ordered;
};

/** Records without a value come last; equal ones by id, so that pages never overlap. */
function byProperty(portal: Portal, type: ObjectType, property: Property, down: boolean): Order {
  const isNumber = property.type === 'number';
  return ({ ids }) => {
    const keyed = ids.map((id) => {
      const text = portal.search.get(type, String(id))?.properties.get(property.name);
      return { id, key: text === undefined ? null : isNumber ? Number(text) : text };
    });
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null)
        return Number(a.key === null) - Number(b.key === null) || a.id - b.id;
      const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (down ? -order : order) || a.id - b.id;
    });
    return keyed.map(({ id }) => id);
  };
}

/** How a search's findings are ordered: by id, which is by creation, unless it says otherwise. */
export function searchOrder(
  portal: Portal,
  type: ObjectType,
  sort: z.infer<typeof sortInput> | undefined,
): Order {
  if (sort === undefined) return byId;
  const name = typeof sort === 'string' ? sort.replace(/^-/, '') : sort.propertyName;
  const down = typeof sort === 'string' ? sort.startsWith('-') : sort.direction === 'DESCENDING';
  const property = portal.properties.get(type, name);
  if (property === undefined) throw invalid(`Invalid sort property: ${name}`);
  if (name === 'hs_object_id') return down ? (found) => byId(found).toReversed() : byId;
  if (name === specOf(type).modified) return down ? byTimeDown : ({ ids }) => ids;
  return byProperty(portal, type, property, down);
}
