import { ApiError } from './api-error.js';
import type { AssociationType } from './association-types.js';
import { unknownIds, type BatchError } from './batch-answer.js';
import type { RecordRef } from './change.js';
import { addLink } from './links.js';
import type { Portal } from './portal.js';

/** One association that a batch asks for, its types known to exist. */
export interface AssociationInput {
  readonly from: RecordRef;
  readonly to: RecordRef;
  readonly types: readonly AssociationType[];
}

const isLive = (portal: Portal, { type, id }: RecordRef): boolean => portal.records.isLive(type, id);

/** Makes one association; the error where an admin's limit forbids it. */
function tryLink(portal: Portal, { from, to, types }: AssociationInput): BatchError | null {
  try {
    const changes = addLink(portal, from, to, types);
    // Answered as made, and not made: clients see it in the wild, and must read back what matters to them.
    if (!portal.losesAssociation()) portal.commit(changes);
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { category, message, errors } = error;
    const context = { fromObjectId: [from.id], toObjectId: [to.id] };
    return { status: 'error', category, message, context, errors };
  }
}

/** Makes the associations whose two records are there; those that cannot be made are named in the errors. */
export function associationBatch<I extends AssociationInput>(portal: Portal, wanted: readonly I[]) {
  const possible = wanted.filter(({ from, to }) => isLive(portal, from) && isLive(portal, to));
  // One after the other, so that a later one sees what an earlier one did (a primary company moves on).
  const tried = possible.map((input) => ({ input, error: tryLink(portal, input) }));
  const ends = wanted.flatMap(({ from, to }) => [from, to]);
  const missing = [...new Set(ends.map(({ type }) => type))].flatMap((type) => {
    const gone = ends.filter((end) => end.type === type && !isLive(portal, end));
    return unknownIds(type, [...new Set(gone.map(({ id }) => id))]);
  });
  return {
    made: tried.filter(({ error }) => error === null).map(({ input }) => input),
    errors: [...tried.flatMap(({ error }) => error ?? []), ...missing],
  };
}
