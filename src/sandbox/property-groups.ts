import * as z from 'zod';
import { conflict, invalid, notFound } from './api-error.js';
import { objectType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import { hubspotGroup, type PropertyGroup } from './property.js';
import type { Answer, ApiRequest } from './route.js';

const groupBody = (group: PropertyGroup) => ({ archived: false, ...group });

function required(portal: Portal, type: ObjectType, name: string): PropertyGroup {
  const group = portal.properties.getGroup(type, name);
  if (group === undefined) throw notFound(`Property group ${name} does not exist on ${type}`);
  return group;
}

/** `GET /crm/properties/…/{type}/groups` */
export function listGroups(portal: Portal, request: ApiRequest): Answer {
  const groups = portal.properties.listGroups(objectType(request.param('type')));
  return { status: 200, body: { results: groups.map(groupBody) } };
}

/** `GET /crm/properties/…/{type}/groups/{name}` */
export function getGroup(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  return { status: 200, body: groupBody(required(portal, type, request.param('name'))) };
}

const createInput = z.object({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,99}$/, 'A group name is lower-case letters, digits and underscores'),
  label: z.string().min(1),
  displayOrder: z.number().int().nullish(),
});

/** `POST /crm/properties/…/{type}/groups` */
export function createGroup(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { name, label, displayOrder } = request.body(createInput);
  if (portal.properties.getGroup(type, name) !== undefined) {
    throw conflict(`A property group named '${name}' already exists.`);
  }
  const group = { name, label, displayOrder: displayOrder ?? -1 };
  portal.commit([{ kind: 'group', type, group }]);
  return { status: 201, body: groupBody(group) };
}

/** `PATCH /crm/properties/…/{type}/groups/{name}` */
export function updateGroup(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const before = required(portal, type, request.param('name'));
  const input = request.body(createInput.omit({ name: true }).partial());
  const group = {
    name: before.name,
    label: input.label ?? before.label,
    displayOrder: input.displayOrder ?? before.displayOrder,
  };
  portal.commit([{ kind: 'group', type, group }]);
  return { status: 200, body: groupBody(group) };
}

/** `DELETE /crm/properties/…/{type}/groups/{name}`: only an empty group of the portal's own goes. */
export function deleteGroup(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { name } = required(portal, type, request.param('name'));
  const used = portal.properties
    .list(type)
    .some((property) => property.groupName === name && property.archivedAt === null);
  if (used || hubspotGroup(type).name === name) {
    throw invalid(`Property group ${name} cannot be deleted while it is in use`);
  }
  portal.commit([{ kind: 'group-gone', type, name }]);
  return { status: 204 };
}
