import * as z from 'zod';
import { invalid } from './api-error.js';
import { associationKey, type AssociationType } from './association-types.js';
import { batchAnswer } from './batch-answer.js';
import type { RecordRef } from './change.js';
import { objectType } from './object-types.js';
import type { Portal } from './portal.js';
import { checkBatchSize, type Answer, type ApiRequest } from './route.js';

/** HubSpot's highest limit that an admin can set. */
const MAX_LIMIT = 10_000;

const limitBody = (portal: Portal, type: AssociationType) => {
  const max = portal.labels.limit(type.key);
  return {
    category: type.category,
    typeId: type.typeId,
    ...(type.label !== null && { label: type.label }),
    ...(max !== undefined && { userEnforcedMaxToObjectIds: max }),
  };
};

/** The types between the pair of a path, or of the whole portal where it names none. */
function typesOf(portal: Portal, request: ApiRequest): readonly AssociationType[] {
  return request.params.has('from')
    ? portal.labels.between(objectType(request.param('from')), objectType(request.param('to')))
    : portal.labels.all();
}

/** `GET /crm/associations/…/definitions/configurations/{from}/{to}` and `…/all`: the limits that an admin has set. */
export function listLimits(portal: Portal, request: ApiRequest): Answer {
  const limited = typesOf(portal, request).filter(({ key }) => portal.labels.limit(key) !== undefined);
  return { status: 200, body: { results: limited.map((type) => limitBody(portal, type)) } };
}

const typeInput = z.object({
  category: z.enum(['HUBSPOT_DEFINED', 'USER_DEFINED']),
  typeId: z.number().int(),
});
const limitInput = typeInput.extend({ maxToObjectIds: z.number().int().min(1).max(MAX_LIMIT) });

function typeOf(portal: Portal, request: ApiRequest, { category, typeId }: z.infer<typeof typeInput>) {
  const key = associationKey(category, typeId);
  const type = typesOf(portal, request).find((one) => one.key === key);
  if (type === undefined) throw invalid(`Association type ${category} ${typeId} does not exist on this pair`);
  return type;
}

/** `POST …/definitions/configurations/{from}/{to}/batch/create` and `…/batch/update`; what is there already stays. */
export function setLimits(portal: Portal, request: ApiRequest): Answer {
  const { inputs } = request.body(z.object({ inputs: z.array(limitInput) }));
  checkBatchSize(inputs, 100);
  const types = inputs.map((input) => ({ type: typeOf(portal, request, input), max: input.maxToObjectIds }));
  portal.commit(types.map(({ type, max }) => ({ kind: 'association-limit', key: type.key, max })));
  return batchAnswer(
    portal,
    types.map(({ type }) => limitBody(portal, type)),
    [],
  );
}

/** `POST …/definitions/configurations/{from}/{to}/batch/purge` */
export function purgeLimits(portal: Portal, request: ApiRequest): Answer {
  const { inputs } = request.body(z.object({ inputs: z.array(typeInput) }));
  checkBatchSize(inputs, 100);
  const keys = inputs.map((input) => typeOf(portal, request, input).key);
  portal.commit(keys.map((key) => ({ kind: 'association-limit', key, max: null })));
  return { status: 204 };
}

/**
 * Refuses an association that would give a record more than its admin allows, in either direction: 400.
 * @param types the types from the first record to the second.
 * @param pending records of the same request that the first one is getting besides.
 */
export function checkLimits(
  portal: Portal,
  from: RecordRef,
  to: RecordRef,
  types: readonly AssociationType[],
  pending: readonly { readonly id: string; readonly keys: readonly string[] }[] = [],
): void {
  for (const { key, inverseKey } of types) {
    checkLimit(portal, from, to, key, pending);
    checkLimit(portal, to, from, inverseKey, []);
  }
}

function checkLimit(
  portal: Portal,
  from: RecordRef,
  to: RecordRef,
  key: string,
  pending: readonly { readonly id: string; readonly keys: readonly string[] }[],
): void {
  const max = portal.labels.limit(key);
  if (max === undefined) return;
  const holders = new Set(
    [...portal.links.targets(from, to.type), ...pending]
      .filter(({ id, keys }) => keys.includes(key) && portal.records.isLive(to.type, id))
      .map(({ id }) => id),
  );
  if (holders.has(to.id) || holders.size < max) return;
  const message = `${from.type} ${from.id} has ${holders.size} of at most ${max} associated ${to.type}`;
  throw invalid(message, [
    {
      message,
      code: 'ASSOCIATION_LIMIT_EXCEEDED',
      context: { fromObjectId: [from.id], toObjectId: [to.id], limit: [String(max)] },
    },
  ]);
}
