import type { AssociationType } from './association-types.js';
import { unknownIds } from './batch.js';
import type { RecordRef } from './change.js';
import { addLink } from './links.js';
import type { Portal } from './portal.js';

/** One association that a batch asks for, its types known to exist. */
export interface AssociationInput {
  readonly from: RecordRef;
  readonly to: RecordRef;
  readonly types: readonly AssociationType[];
}

const isLive = (portal: Portal, { type, id }: RecordRef): boolean =>
  portal.records.getLive(type, id) !== undefined;

/** Makes the associations whose two records are there; those that are not are named in the errors. */
export function associationBatch(portal: Portal, wanted: readonly AssociationInput[]) {
  const made = wanted.filter(({ from, to }) => isLive(portal, from) && isLive(portal, to));
  // One after the other, so that a later one sees what an earlier one did (a primary company moves on).
  for (const { from, to, types } of made) portal.commit(addLink(portal, from, to, types));
  const ends = wanted.flatMap(({ from, to }) => [from, to]);
  const errors = [...new Set(ends.map(({ type }) => type))].flatMap((type) => {
    const missing = ends.filter((end) => end.type === type && !isLive(portal, end));
    return unknownIds(type, [...new Set(missing.map(({ id }) => id))]);
  });
  return { made, errors };
}
