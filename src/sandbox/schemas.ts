import * as z from 'zod';
import { conflict, invalid, notFound } from './api-error.js';
import type { Change } from './change.js';
import { newLabelPair } from './labels.js';
import type { ObjectSchema } from './object-schema.js';
import { objectType, specOf, type CustomType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import { newProperty, propertyInput } from './properties.js';
import { hubspotGroup } from './property.js';
import type { Answer, ApiRequest } from './route.js';
import { missingScopes } from './scopes.js';
import { schemaBody } from './schema-body.js';

/** HubSpot associates every custom object with activities by itself. */
export const ACTIVITIES = ['meetings', 'calls', 'emails'] as const;
const ASSOCIATED = [...ACTIVITIES, 'tasks', 'notes'] as const;

const names = z.array(z.string());

const changeable = {
  labels: z.object({ singular: z.string().min(1), plural: z.string().min(1) }),
  description: z.string().nullish(),
  primaryDisplayProperty: z.string(),
  secondaryDisplayProperties: names.nullish(),
  requiredProperties: names,
  searchableProperties: names.nullish(),
};

const createInput = z.object({
  ...changeable,
  name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,99}$/, 'An object name is letters, digits and underscores'),
  properties: z.array(propertyInput.extend({ groupName: z.string().nullish() })).min(1),
  primaryDisplayProperty: z.string().nullish(),
  associatedObjects: names.nullish(),
});
type CreateInput = z.infer<typeof createInput>;

/** A portal without the subscription cannot grant the scope that schemas need. */
function requireCustomObjects(portal: Portal): void {
  if (portal.settings.customObjects) return;
  throw missingScopes(['crm.schemas.custom.write']);
}

function requireKnown(properties: readonly { readonly name: string }[], asked: readonly string[]): void {
  const known = new Set(properties.map(({ name }) => name));
  const unknown = asked.filter((name) => !known.has(name));
  if (unknown.length > 0) throw invalid(`Properties ${unknown.join(', ')} are not defined on the object`);
}

function associatedType(portal: Portal, text: string): ObjectType {
  return portal.schemas.find(text)?.type ?? objectType(text.toLowerCase());
}

/** The unlabeled association between a custom object and another type; its two directions are one pair. */
export function unlabeledPair(portal: Portal, type: CustomType, to: ObjectType, name: string): Change {
  const pairName = `${name}_to_${specOf(to).singular}`;
  const pair = newLabelPair(portal, type, to, { name: pairName, label: pairName, inverseLabel: null });
  const forward = { ...pair.forward, label: null };
  const inverse = pair.inverse === pair.forward ? forward : { ...pair.inverse, label: null };
  return { kind: 'label', pair: { forward, inverse } };
}

function draftSchema(portal: Portal, input: CreateInput): ObjectSchema {
  const now = portal.now();
  const first = input.properties[0]?.name ?? '';
  return {
    type: portal.schemas.mintType(),
    name: input.name,
    labels: input.labels,
    description: input.description ?? null,
    primaryDisplayProperty: input.primaryDisplayProperty ?? first,
    secondaryDisplayProperties: input.secondaryDisplayProperties ?? [],
    requiredProperties: input.requiredProperties,
    searchableProperties: input.searchableProperties ?? [],
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
}

const displayed = (schema: ObjectSchema): readonly string[] => [
  schema.primaryDisplayProperty,
  ...schema.secondaryDisplayProperties,
  ...schema.requiredProperties,
  ...schema.searchableProperties,
];

/** `GET /crm-object-schemas/…/schemas` */
export function listSchemas(portal: Portal, request: ApiRequest): Answer {
  const archived = request.query.get('archived') === 'true';
  const schemas = portal.schemas.list().filter(({ archivedAt }) => (archivedAt !== null) === archived);
  return { status: 200, body: { results: schemas.map((schema) => schemaBody(portal, schema)) } };
}

/** `POST /crm-object-schemas/…/schemas`: a name stays taken until its schema is purged. */
export function createSchema(portal: Portal, request: ApiRequest): Answer {
  requireCustomObjects(portal);
  const input = request.body(createInput);
  if (portal.schemas.list().some(({ name }) => name === input.name)) {
    throw conflict(`Object type ${input.name} already exists`);
  }
  const schema = draftSchema(portal, input);
  requireKnown(input.properties, displayed(schema));
  const { type } = schema;
  const group = hubspotGroup(type).name;
  const to = new Set([
    ...ASSOCIATED,
    ...(input.associatedObjects ?? []).map((text) => associatedType(portal, text)),
  ]);
  portal.commit([
    { kind: 'schema', schema },
    ...input.properties.map((property): Change => ({
      kind: 'property',
      type,
      property: newProperty({ ...property, groupName: group }, schema.createdAt),
    })),
  ]);
  for (const other of to) portal.commit([unlabeledPair(portal, type, other, schema.name)]);
  return { status: 201, body: schemaBody(portal, schema) };
}

/** The schema that a path names, by type id or fully qualified name. */
function required(portal: Portal, request: ApiRequest): ObjectSchema {
  const text = request.param('schema');
  const schema = portal.schemas.find(text);
  if (schema === undefined) throw notFound(`Object type ${text} does not exist`);
  return schema;
}

/** `GET /crm-object-schemas/…/schemas/{type}` */
export function getSchema(portal: Portal, request: ApiRequest): Answer {
  return { status: 200, body: schemaBody(portal, required(portal, request)) };
}

/** `PATCH /crm-object-schemas/…/schemas/{type}`; properties have paths of their own. */
export function updateSchema(portal: Portal, request: ApiRequest): Answer {
  requireCustomObjects(portal);
  const before = required(portal, request);
  const input = request.body(z.object(changeable).partial());
  const schema: ObjectSchema = {
    ...before,
    labels: input.labels ?? before.labels,
    description: input.description === undefined ? before.description : input.description,
    primaryDisplayProperty: input.primaryDisplayProperty ?? before.primaryDisplayProperty,
    secondaryDisplayProperties: input.secondaryDisplayProperties ?? before.secondaryDisplayProperties,
    requiredProperties: input.requiredProperties ?? before.requiredProperties,
    searchableProperties: input.searchableProperties ?? before.searchableProperties,
    updatedAt: portal.now(),
  };
  requireKnown(portal.properties.list(schema.type), displayed(schema));
  portal.commit([{ kind: 'schema', schema }]);
  return { status: 200, body: schemaBody(portal, schema) };
}

/** `DELETE /crm-object-schemas/…/schemas/{type}`: only without records; `archived=true` purges one that is deleted. */
export function deleteSchema(portal: Portal, request: ApiRequest): Answer {
  requireCustomObjects(portal);
  const schema = required(portal, request);
  const { type } = schema;
  for (const { archivedAt } of portal.records.held(type)) {
    if (archivedAt === null) throw invalid(`Object type ${schema.name} still has records`);
  }
  if (request.query.get('archived') !== 'true') {
    portal.commit([{ kind: 'schema', schema: { ...schema, archivedAt: portal.now() } }]);
    return { status: 204 };
  }
  const pairs = portal.labels.madePairs().filter(({ forward }) => [forward.from, forward.to].includes(type));
  portal.commit([
    ...pairs.map(({ forward }): Change => ({ kind: 'label-gone', key: forward.key })),
    { kind: 'schema-gone', type },
  ]);
  return { status: 204 };
}
