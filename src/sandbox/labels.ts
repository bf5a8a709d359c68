import * as z from 'zod';
import { invalid, notFound } from './api-error.js';
import { associationKey, type AssociationType } from './association-types.js';
import type { Change, LabelPair } from './change.js';
import { objectType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import type { Answer, ApiRequest } from './route.js';
import { missingScopes } from './scopes.js';

const labelBody = ({ category, typeId, label }: AssociationType) => ({ category, typeId, label });

const pairOf = (request: ApiRequest): readonly [ObjectType, ObjectType] => [
  objectType(request.param('from')),
  objectType(request.param('to')),
];

/** `GET /crm/associations/…/{from}/{to}/labels` */
export function listLabels(portal: Portal, request: ApiRequest): Answer {
  const [from, to] = pairOf(request);
  return { status: 200, body: { results: portal.labels.between(from, to).map(labelBody) } };
}

/** A new label; both directions at once. Where both read alike between records of one type, they are one. */
export function newLabelPair(
  portal: Portal,
  from: ObjectType,
  to: ObjectType,
  input: { readonly name: string; readonly label: string; readonly inverseLabel: string | null },
): LabelPair {
  const typeId = portal.labels.mintId();
  const symmetric = from === to && (input.inverseLabel === null || input.inverseLabel === input.label);
  const inverseId = symmetric ? typeId : portal.labels.mintId();
  const key = associationKey('USER_DEFINED', typeId);
  const inverseKey = associationKey('USER_DEFINED', inverseId);
  const shared = { category: 'USER_DEFINED', name: input.name } as const;
  const forward = { ...shared, key, inverseKey, typeId, from, to, label: input.label };
  const inverse = {
    ...shared,
    key: inverseKey,
    inverseKey: key,
    typeId: inverseId,
    from: to,
    to: from,
    label: input.inverseLabel ?? input.label,
  };
  return { forward, inverse: symmetric ? forward : inverse };
}

function checkNewLabel(portal: Portal, from: ObjectType, to: ObjectType, name: string, label: string): void {
  const between = portal.labels
    .userPairs()
    .filter(({ forward, inverse }) =>
      [forward, inverse].some((type) => type.from === from && type.to === to),
    );
  const { labelsPerPair } = portal.settings;
  if (between.length >= labelsPerPair) {
    throw invalid(`The limit of ${labelsPerPair} association labels between ${from} and ${to} is reached`);
  }
  const shown = portal.labels.between(from, to);
  if (shown.some((type) => type.label === label) || between.some(({ forward }) => forward.name === name)) {
    throw invalid(`An association label "${label}" (${name}) exists already between ${from} and ${to}`, [
      { message: 'Duplicate association label', code: 'DUPLICATE_ASSOCIATION_LABEL' },
    ]);
  }
}

const createInput = z.object({
  name: z.string().regex(/^[A-Za-z]\w{0,99}$/, 'name must be letters, digits and underscores'),
  label: z.string().trim().min(1).max(100),
  inverseLabel: z.string().trim().min(1).max(100).nullish(),
});

/** A portal without the subscription has HubSpot's own association types alone. */
function requireLabels(portal: Portal, from: ObjectType): void {
  if (!portal.settings.associationLabels) throw missingScopes([`crm.schemas.${from}.write`]);
}

/** `POST /crm/associations/…/{from}/{to}/labels` */
export function createLabel(portal: Portal, request: ApiRequest): Answer {
  const [from, to] = pairOf(request);
  requireLabels(portal, from);
  const { name, label, inverseLabel } = request.body(createInput);
  if (portal.labels.unlabeled(from, to) === undefined) {
    throw invalid(`${from} and ${to} cannot be associated`);
  }
  checkNewLabel(portal, from, to, name, label);
  const pair = newLabelPair(portal, from, to, { name, label, inverseLabel: inverseLabel ?? null });
  portal.commit([{ kind: 'label', pair }]);
  const made = pair.forward === pair.inverse ? [pair.forward] : [pair.forward, pair.inverse];
  return { status: 200, body: { results: made.map(labelBody) } };
}

/** The label that a request names by one of its directions; HubSpot's own cannot be changed. */
function userLabel(portal: Portal, from: ObjectType, to: ObjectType, typeId: number): LabelPair {
  const pair = portal.labels.pairOf(associationKey('USER_DEFINED', typeId));
  const direction = pair && [pair.forward, pair.inverse].find((type) => type.typeId === typeId);
  if (pair === undefined || direction?.label === null || direction?.from !== from || direction.to !== to) {
    throw notFound(`Association label ${typeId} does not exist from ${from} to ${to}`);
  }
  return pair;
}

const updateInput = z.object({
  associationTypeId: z.number().int(),
  label: z.string().trim().min(1).max(100),
  inverseLabel: z.string().trim().min(1).max(100).nullish(),
});

/** `PUT /crm/associations/…/{from}/{to}/labels` */
export function updateLabel(portal: Portal, request: ApiRequest): Answer {
  const [from, to] = pairOf(request);
  requireLabels(portal, from);
  const input = request.body(updateInput);
  const pair = userLabel(portal, from, to, input.associationTypeId);
  const renamed = (type: AssociationType): AssociationType =>
    type.typeId === input.associationTypeId
      ? { ...type, label: input.label }
      : { ...type, label: input.inverseLabel ?? type.label };
  portal.commit([
    { kind: 'label', pair: { forward: renamed(pair.forward), inverse: renamed(pair.inverse) } },
  ]);
  return { status: 204 };
}

/** `DELETE /crm/associations/…/{from}/{to}/labels/{id}`: the label leaves every association, the associations stay. */
export function deleteLabel(portal: Portal, request: ApiRequest): Answer {
  const [from, to] = pairOf(request);
  const { key } = userLabel(portal, from, to, Number(request.param('id'))).forward;
  portal.commit([...withoutLabel(portal, key), { kind: 'label-gone', key }]);
  return { status: 204 };
}

function withoutLabel(portal: Portal, key: string): readonly Change[] {
  const type = portal.labels.get(key);
  if (type === undefined) return [];
  // Generated associations drop a label by themselves once it is gone.
  return portal.links.writtenIds(type.from).flatMap((id) => {
    const from = { type: type.from, id };
    return portal.links
      .targets(from, type.to)
      .filter(({ keys }) => keys.includes(key))
      .map((target): Change => ({
        kind: 'link',
        from,
        to: { type: type.to, id: target.id },
        keys: target.keys.filter((one) => one !== key),
      }));
  });
}
