import * as z from 'zod';
import { invalid } from './api-error.js';
import { associationBatch } from './association-batch.js';
import type { AssociationType } from './association-types.js';
import { batchAnswer } from './batch-answer.js';
import type { Change } from './change.js';
import { objectType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import { checkBatchSize, type Answer, type ApiRequest } from './route.js';

/** The associations of the v3 paths: a type is a name there, and a target is told once for each of its types. */

const idInput = z.object({ id: z.coerce.string() });
const namedInput = z.object({
  inputs: z.array(z.object({ from: idInput, to: idInput, type: z.string() })),
});

function namedType(portal: Portal, from: ObjectType, to: ObjectType, name: string): AssociationType {
  const types = portal.labels.between(from, to);
  const found = types.find((type) => type.name === name || String(type.typeId) === name);
  if (found === undefined) throw invalid(`Association type ${name} does not exist from ${from} to ${to}`);
  return found;
}

/** `POST /crm/v3/associations/{from}/{to}/batch/read` */
export function readNamedAssociations(portal: Portal, request: ApiRequest): Answer {
  const from = objectType(request.param('from'));
  const to = objectType(request.param('to'));
  const { inputs } = request.body(z.object({ inputs: z.array(idInput) }));
  checkBatchSize(inputs, 1_000);
  const results = inputs.flatMap(({ id }) => {
    const targets = portal.links
      .targets({ type: from, id }, to)
      .filter((target) => portal.records.isLive(to, target.id))
      .flatMap((target) => target.keys.map((key) => ({ id: target.id, type: portal.labels.get(key)?.name })));
    return targets.length === 0 ? [] : [{ from: { id }, to: targets }];
  });
  return batchAnswer(portal, results, []);
}

/** `POST /crm/v3/associations/{from}/{to}/batch/create` */
export function createNamedAssociations(portal: Portal, request: ApiRequest): Answer {
  const from = objectType(request.param('from'));
  const to = objectType(request.param('to'));
  const { inputs } = request.body(namedInput);
  checkBatchSize(inputs, 2_000);
  const wanted = inputs.map((input) => ({
    from: { type: from, id: input.from.id },
    to: { type: to, id: input.to.id },
    types: [namedType(portal, from, to, input.type)],
    name: input.type,
  }));
  const { made, errors } = associationBatch(portal, wanted);
  const done = new Set<unknown>(made);
  const results = wanted
    .filter((one) => done.has(one))
    .map((one) => ({ from: { id: one.from.id }, to: { id: one.to.id }, type: one.name }));
  return batchAnswer(portal, results, errors, 201);
}

/** `POST /crm/v3/associations/{from}/{to}/batch/archive` */
export function archiveNamedAssociations(portal: Portal, request: ApiRequest): Answer {
  const from = objectType(request.param('from'));
  const to = objectType(request.param('to'));
  const { inputs } = request.body(namedInput);
  checkBatchSize(inputs, 100);
  const changes = inputs.flatMap((input): readonly Change[] => {
    const ends = { from: { type: from, id: input.from.id }, to: { type: to, id: input.to.id } };
    return portal.links.keys(ends.from, ends.to).length === 0 ? [] : [{ kind: 'link', ...ends, keys: [] }];
  });
  portal.commit(changes);
  return { status: 204 };
}
