/** Looks for our custom objects in a portal's schemas, and creates them. Only some subscriptions have custom objects. */
import * as z from 'zod';
import type { SchemaItem, SchemaReview } from '../operations/crm-port.js';
import { schemasPath } from './paths.js';
import { DATA_OBJECT, OBJECTS, type ObjectDefinition } from './schema.js';
import type { Transport } from './transport.js';

const schemas = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      properties: z.array(z.object({ name: z.string(), hasUniqueValue: z.boolean().nullish() })),
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

function reviewed(ours: ObjectDefinition, found: FoundObject | undefined): SchemaReview {
  const item = itemOf(ours);
  if (found === undefined) return { ...NOTHING, missing: [item] };
  const lacks = ours.properties.find((property) => {
    const theirs = found.properties.find(({ name }) => name === property.name);
    return theirs === undefined || (property.hasUniqueValue === true && theirs.hasUniqueValue !== true);
  });
  if (lacks === undefined) return { ...NOTHING, present: [item] };
  const wanted = lacks.hasUniqueValue === true ? `${lacks.name} with unique values` : lacks.name;
  return { ...NOTHING, conflicts: [{ ...item, found: 'other properties', wanted }] };
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
