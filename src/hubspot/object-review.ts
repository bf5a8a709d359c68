/** Looks for our custom object in a portal's schemas, and creates it. Only some subscriptions have custom objects. */
import * as z from 'zod';
import type { SchemaItem, SchemaReview } from '../operations/crm-port.js';
import { schemasPath } from './paths.js';
import { DATA_OBJECT } from './schema.js';
import type { Transport } from './transport.js';

const schemas = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      properties: z.array(z.object({ name: z.string(), hasUniqueValue: z.boolean().nullish() })),
    }),
  ),
});
const refused = z.object({ category: z.string().nullish(), message: z.string().nullish() });

const ITEM: SchemaItem = {
  kind: 'object',
  objectType: DATA_OBJECT.name,
  name: DATA_OBJECT.name,
  label: DATA_OBJECT.labels.singular,
};

/** As people read it; the portal's subscription and the app's scopes answer alike. */
export const NO_CUSTOM_OBJECTS =
  'The portal allows no custom objects (Enterprise subscriptions have them), or the app lacks their scopes: there is no place for portal-wide numbers, settings and the policy.';

/** Reads whether the portal has our object; a portal that allows none has it `unavailable`. */
export async function reviewObject(transport: Transport): Promise<SchemaReview> {
  const nothing: SchemaReview = { present: [], missing: [], conflicts: [], unavailable: [] };
  const { status, data } = await transport.call({
    method: 'GET',
    repeatable: true,
    accept: [403],
    path: schemasPath(),
    schema: z.union([schemas, refused]),
  });
  if (status === 403 || !('results' in data)) {
    return { ...nothing, unavailable: [{ ...ITEM, reason: NO_CUSTOM_OBJECTS }] };
  }
  const found = data.results.find(({ name }) => name === DATA_OBJECT.name);
  if (found === undefined) return { ...nothing, missing: [ITEM] };
  const lacks = DATA_OBJECT.properties.find((ours) => {
    const theirs = found.properties.find(({ name }) => name === ours.name);
    return theirs === undefined || (ours.hasUniqueValue === true && theirs.hasUniqueValue !== true);
  });
  if (lacks === undefined) return { ...nothing, present: [ITEM] };
  const wanted = lacks.hasUniqueValue === true ? `${lacks.name} with unique values` : lacks.name;
  return { ...nothing, conflicts: [{ ...ITEM, found: 'other properties', wanted }] };
}

/** Creates the object; that it exists already is no refusal. @throws AppError `scope_missing` where none are allowed. */
export async function createObject(transport: Transport): Promise<void> {
  await transport.call({
    method: 'POST',
    repeatable: false,
    accept: [409],
    path: schemasPath(),
    body: DATA_OBJECT,
    schema: z.unknown(),
  });
}
