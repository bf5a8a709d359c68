import * as z from 'zod';
import { invalid, notFound } from './api-error.js';
import { checkLimits } from './association-limits.js';
import { associationKey, SINGLE_KEYS, type AssociationType } from './association-types.js';
import type { Change, RecordRef } from './change.js';
import type { LinkTarget } from './generated/generated-portal.js';
import type { ObjectType } from './object-types.js';
import type { Portal } from './portal.js';

/** An association type in a request. INTEGRATOR_DEFINED and WORK are categories that this portal has none of. */
export const associationSpec = z.object({
  associationCategory: z.enum(['HUBSPOT_DEFINED', 'USER_DEFINED', 'INTEGRATOR_DEFINED', 'WORK']),
  associationTypeId: z.number().int(),
});
export type AssociationSpec = z.infer<typeof associationSpec>;

/** The association type that a request means; 400 where the pair of object types has no such type. */
export function requireType(
  portal: Portal,
  from: ObjectType,
  to: ObjectType,
  spec: AssociationSpec,
): AssociationType {
  const type = labelOf(portal, spec);
  if (type === undefined || type.from !== from || type.to !== to) {
    const named = `${spec.associationCategory} ${spec.associationTypeId}`;
    throw invalid(`Association type ${named} does not exist from ${from} to ${to}`, [
      { message: 'No such association type', code: 'INVALID_ASSOCIATION_TYPE' },
    ]);
  }
  return type;
}

/** The unlabeled association of a pair; 400 where HubSpot does not associate the two. */
export function requireUnlabeled(portal: Portal, from: ObjectType, to: ObjectType): AssociationType {
  const type = portal.labels.unlabeled(from, to);
  if (type === undefined) throw invalid(`${from} and ${to} cannot be associated`);
  return type;
}

/**
 * Adds association types from one record to another. The unlabeled association always stands beside a label, and what a
 * record has one of at most (a primary company) leaves the record that had it. 400 beyond an admin's limit.
 * @param pending what the same request associates the first record with besides.
 */
export function addLink(
  portal: Portal,
  from: RecordRef,
  to: RecordRef,
  types: readonly AssociationType[],
  pending: readonly LinkTarget[] = [],
): readonly Change[] {
  const unlabeled = requireUnlabeled(portal, from.type, to.type);
  checkLimits(portal, from, to, [unlabeled, ...types], pending);
  const added = [unlabeled, ...types].map(({ key }) => key);
  const keys = [...new Set([...portal.links.keys(from, to), ...added])];
  return [
    ...types.flatMap((type) => [
      ...releaseSingle(portal, from, to, type.key),
      ...releaseSingle(portal, to, from, type.inverseKey),
    ]),
    { kind: 'link', from, to, keys },
  ];
}

function releaseSingle(portal: Portal, from: RecordRef, to: RecordRef, key: string): readonly Change[] {
  if (!SINGLE_KEYS.has(key)) return [];
  return portal.links
    .targets(from, to.type)
    .filter((target) => target.id !== to.id && target.keys.includes(key))
    .map((target) => ({
      kind: 'link',
      from,
      to: { type: to.type, id: target.id },
      keys: target.keys.filter((one) => one !== key),
    }));
}

interface WantedLink {
  readonly to: { readonly id: string };
  readonly types: readonly AssociationSpec[];
}

/** The links that a create request asks for; 404 where one of the records is not there. */
export function linkChanges(
  portal: Portal,
  from: RecordRef,
  wanted: readonly WantedLink[],
): readonly Change[] {
  // A request may name one record several times, once a type: they are one link.
  const targets = new Map<string, { readonly to: RecordRef; readonly types: AssociationType[] }>();
  for (const { to, types } of wanted) {
    for (const type of types.map((spec) => typeFrom(portal, from.type, spec))) {
      const target: RecordRef = { type: type.to, id: to.id };
      if (!portal.records.isLive(target.type, target.id)) {
        throw notFound(`${target.type} ${target.id} does not exist`);
      }
      const key = `${target.type}/${target.id}`;
      const known = targets.get(key) ?? { to: target, types: [] };
      targets.set(key, { to: target, types: [...known.types, type] });
    }
  }
  const pending: LinkTarget[] = [];
  return [...targets.values()].flatMap(({ to, types }) => {
    const changes = addLink(portal, from, to, types, pending);
    pending.push({
      id: to.id,
      keys: [requireUnlabeled(portal, from.type, to.type), ...types].map(({ key }) => key),
    });
    return changes;
  });
}

function labelOf(portal: Portal, { associationCategory: category, associationTypeId: id }: AssociationSpec) {
  return category === 'HUBSPOT_DEFINED' || category === 'USER_DEFINED'
    ? portal.labels.get(associationKey(category, id))
    : undefined;
}

function typeFrom(portal: Portal, from: ObjectType, spec: AssociationSpec): AssociationType {
  const type = labelOf(portal, spec);
  if (type?.from === from) return type;
  throw invalid(
    `Association type ${spec.associationCategory} ${spec.associationTypeId} does not exist from ${from}`,
  );
}
