/** Looks for our custom objects in a portal's schemas, and creates them. Only some subscriptions have custom objects. */
import * as z from 'zod';
import type { SchemaItem, SchemaReview } from '../operations/crm-port.js';
import { propertiesPath, schemasPath } from './paths.js';
import { DATA_OBJECT, OBJECTS, type ObjectDefinition } from './schema.js';
import type { Transport } from './transport.js';

const schemas = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      properties: z.array(
        z.object({ name: z.string(), type: z.string().nullish(), hasUniqueValue: z.boolean().nullish() }),
      ),
    }),
  ),
});
type FoundObject = z.infer<typeof schemas>['results'][number];
const refused = z.object({ category: z.string().nullish(), message: z.string().nullish() });

const itemOf = ({ name, labels }: ObjectDefinition): SchemaItem => ({
  kind: 'object',
  objectType: name,
  name,
  label: labels.singular,
  optional: true,
});

/** As people read it; the portal's subscription and the app's scopes answer alike. */
const NOT_ALLOWED =
  'The portal allows no custom objects (Enterprise subscriptions have them), or the app lacks their scopes:';
export const NO_CUSTOM_OBJECTS = `${NOT_ALLOWED} there is no place for portal-wide numbers, settings and the policy.`;
const NO_REGISTRATIONS = `${NOT_ALLOWED} there is no place for deal registrations.`;

const NOTHING: SchemaReview = { present: [], missing: [], conflicts: [], unavailable: [] };

/** Reads which of our objects the portal has; in a portal that allows none they are all `unavailable`. */
export async function reviewObjects(transport: Transport): Promise<SchemaReview> {
  const { status, data } = await transport.call({
    method: 'GET',
    repeatable: true,
    accept: [403],
    path: schemasPath(),
    schema: z.union([schemas, refused]),
  });
  if (status === 403 || !('results' in data)) {
    const reasonOf = ({ name }: ObjectDefinition): string =>
      name === DATA_OBJECT.name ? NO_CUSTOM_OBJECTS : NO_REGISTRATIONS;
    return { ...NOTHING, unavailable: OBJECTS.map((one) => ({ ...itemOf(one), reason: reasonOf(one) })) };
  }
  const reviews = OBJECTS.map((one) =>
    reviewed(
      one,
      data.results.find(({ name }) => name === one.name),
    ),
  );
  return {
    ...NOTHING,
    present: reviews.flatMap(({ present }) => present),
    missing: reviews.flatMap(({ missing }) => missing),
    conflicts: reviews.flatMap(({ conflicts }) => conflicts),
  };
}

/**
 * What a later version of ours keeps in an object that exists is missing like any other property; an object of our name
 * with nothing of ours in it is somebody else's.
 */
function reviewed(ours: ObjectDefinition, found: FoundObject | undefined): SchemaReview {
  const item = itemOf(ours);
  if (found === undefined) return { ...NOTHING, missing: [item] };
  const theirs = new Map(found.properties.map((one) => [one.name, one]));
  const has = ours.properties.filter(({ name }) => theirs.has(name));
  if (!theirs.has(ours.primaryDisplayProperty)) {
    const wanted = ours.primaryDisplayProperty;
    return { ...NOTHING, conflicts: [{ ...item, found: 'other properties', wanted }] };
  }
  const conflicts = has.flatMap(({ name, type, hasUniqueValue }) => {
    const held = theirs.get(name);
    const isUnique = hasUniqueValue !== true || held?.hasUniqueValue === true;
    if (isUnique && (held?.type ?? type) === type) return [];
    const found = isUnique ? `${name} of the type ${held?.type ?? ''}` : 'other properties';
    return [
      { ...item, found, wanted: isUnique ? `${name} of the type ${type}` : `${name} with unique values` },
    ];
  });
  if (conflicts.length > 0) return { ...NOTHING, conflicts: conflicts.slice(0, 1) };
  const lacking = ours.properties.filter(({ name }) => !theirs.has(name));
  return { ...NOTHING, present: [item], missing: lacking.map((property) => propertyItem(ours, property)) };
}

const propertyItem = (
  { name: objectType }: ObjectDefinition,
  { name, label }: ObjectDefinition['properties'][number],
): SchemaItem => ({ kind: 'property', objectType, name, label, optional: true });

const grouped = z.object({ groupName: z.string() });

/**
 * Adds a property to one of our objects that exists, in the group that its others are in.
 * @returns false where the item is a property of no object of ours.
 */
export async function createObjectProperty(
  transport: Transport,
  { objectType, name }: SchemaItem,
): Promise<boolean> {
  const object = OBJECTS.find((one) => one.name === objectType);
  const property = object?.properties.find((one) => one.name === name);
  if (object === undefined || property === undefined) return false;
  const type = `p_${objectType}`;
  const path = propertiesPath(type, `/${object.primaryDisplayProperty}`);
  const { data } = await transport.call({ method: 'GET', repeatable: true, path, schema: grouped });
  await transport.call({
    ...{ method: 'POST', repeatable: false, accept: [409], path: propertiesPath(type) },
    ...{ body: { ...property, groupName: data.groupName }, schema: z.unknown() },
  });
  return true;
}

/**
 * Creates one of our objects; that it exists already is no refusal.
 * @throws AppError `scope_missing` where none are allowed.
 */
export async function createObject(transport: Transport, name: string): Promise<void> {
  const definition = OBJECTS.find((one) => one.name === name);
  if (definition === undefined) throw new Error(`no custom object of ours is called ${name}`);
  await transport.call({
    method: 'POST',
    repeatable: false,
    accept: [409],
    path: schemasPath(),
    body: definition,
    schema: z.unknown(),
  });
}
