import * as z from 'zod';
import { conflict, invalid, notFound } from './api-error.js';
import { batchAnswer } from './batch-answer.js';
import type { Change } from './change.js';
import { objectType, type ObjectType } from './object-types.js';
import { customProperties } from './limits-tracking.js';
import { clearedValues } from './property-clearing.js';
import type { Portal } from './portal.js';
import { CUSTOM_PROPERTY, propertyBody, PROPERTY_TYPES, type Property } from './property.js';
import { checkBatchSize, type Answer, type ApiRequest } from './route.js';

const FIELD_TYPES = [
  'text',
  'textarea',
  'number',
  'date',
  'select',
  'radio',
  'checkbox',
  'booleancheckbox',
  'phonenumber',
  'file',
  'html',
  'calculation_equation',
] as const;

const optionInput = z.object({
  label: z.string(),
  value: z.string(),
  description: z.string().nullish(),
  displayOrder: z.number().int().nullish(),
  hidden: z.boolean().nullish(),
});

const changeable = {
  label: z.string().min(1),
  groupName: z.string(),
  type: z.enum(PROPERTY_TYPES),
  fieldType: z.enum(FIELD_TYPES),
  description: z.string().nullish(),
  options: z.array(optionInput).nullish(),
  displayOrder: z.number().int().nullish(),
  hidden: z.boolean().nullish(),
  formField: z.boolean().nullish(),
};

/** What defines a new property. */
export const propertyInput = z.object({
  ...changeable,
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,99}$/, 'A property name is lower-case letters, digits and underscores'),
  hasUniqueValue: z.boolean().nullish(),
  externalOptions: z.boolean().nullish(),
  referencedObjectType: z.string().nullish(),
});
type PropertyInput = z.infer<typeof propertyInput>;

const updateInput = z.object(changeable).partial();

function toOptions(given: z.infer<typeof optionInput>[]): Property['options'] {
  const values = new Set(given.map(({ value }) => value));
  if (values.size < given.length) throw invalid('Property option values must be unique');
  return given.map((option, index) => ({
    label: option.label,
    value: option.value,
    description: option.description ?? '',
    displayOrder: option.displayOrder ?? index,
    hidden: option.hidden ?? false,
  }));
}

const present = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], null | undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as {
    [K in keyof T]?: Exclude<T[K], null | undefined>;
  };

/** A property from its definition, made at `now`; an enumeration needs options. */
export function newProperty(input: PropertyInput, now: number): Property {
  if (input.type === 'enumeration' && input.options == null && input.externalOptions !== true) {
    throw invalid(`Enumeration property ${input.name} needs options`);
  }
  const { options, name, label, groupName, type: kind, fieldType, ...rest } = input;
  return {
    ...CUSTOM_PROPERTY,
    ...present(rest),
    name,
    label,
    groupName,
    type: kind,
    fieldType,
    options: toOptions(options ?? []),
    createdAt: now,
    updatedAt: now,
  };
}

function checkRoom(portal: Portal, type: ObjectType, more: number): void {
  const { customPropertiesPerObject: limit } = portal.settings;
  if (customProperties(portal, type) + more <= limit) return;
  throw invalid(`The limit of ${limit} custom properties of ${type} is reached`);
}

function draftProperty(portal: Portal, type: ObjectType, input: PropertyInput): Property {
  if (portal.properties.get(type, input.name) !== undefined) {
    throw conflict(`A property named '${input.name}' already exists.`);
  }
  if (portal.properties.getGroup(type, input.groupName) === undefined) {
    throw invalid(`Property group ${input.groupName} does not exist on ${type}`);
  }
  return newProperty(input, portal.now());
}

function required(portal: Portal, type: ObjectType, name: string): Property {
  const property = portal.properties.get(type, name);
  if (property === undefined) throw notFound(`Property "${name}" does not exist on ${type}`);
  return property;
}

/** `GET /crm/properties/…/{type}` */
export function listProperties(portal: Portal, request: ApiRequest): Answer {
  const archived = request.query.get('archived') === 'true';
  const properties = portal.properties
    .list(objectType(request.param('type')))
    .filter((property) => (property.archivedAt !== null) === archived);
  return { status: 200, body: { results: properties.map(propertyBody) } };
}

/** `GET /crm/properties/…/{type}/{name}` */
export function getProperty(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  return { status: 200, body: propertyBody(required(portal, type, request.param('name'))) };
}

/** A property of a name that was archived begins without values. */
const made = (portal: Portal, type: ObjectType, property: Property): readonly Change[] => [
  ...(portal.properties.getAny(type, property.name) === undefined
    ? []
    : clearedValues(portal, type, property.name)),
  { kind: 'property', type, property },
];

/** Takes a property and its values away; a large portal's values when its name is given again. */
const archived = (portal: Portal, type: ObjectType, property: Property): readonly Change[] => [
  ...(portal.records.generated(type) === null ? clearedValues(portal, type, property.name) : []),
  { kind: 'property', type, property: { ...property, archivedAt: portal.now() } },
];

/** `POST /crm/properties/…/{type}` */
export function createProperty(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const property = draftProperty(portal, type, request.body(propertyInput));
  checkRoom(portal, type, 1);
  portal.commit(made(portal, type, property));
  return { status: 201, body: propertyBody(property) };
}

/** `PATCH /crm/properties/…/{type}/{name}` */
export function updateProperty(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const before = required(portal, type, request.param('name'));
  const { options, ...input } = request.body(updateInput);
  if (input.groupName !== undefined && portal.properties.getGroup(type, input.groupName) === undefined) {
    throw invalid(`Property group ${input.groupName} does not exist on ${type}`);
  }
  const property: Property = {
    ...before,
    ...present(input),
    ...(options != null && { options: toOptions(options) }),
    updatedAt: portal.now(),
  };
  portal.commit([{ kind: 'property', type, property }]);
  return { status: 200, body: propertyBody(property) };
}

/** `DELETE /crm/properties/…/{type}/{name}`: HubSpot's own stay. */
export function archiveProperty(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const property = required(portal, type, request.param('name'));
  if (property.hubspotDefined) throw invalid(`Property "${property.name}" is HubSpot-defined and stays`);
  portal.commit(archived(portal, type, property));
  return { status: 204 };
}

/** `POST /crm/properties/…/{type}/batch/create`: all of them or none. */
export function createProperties(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { inputs } = request.body(z.object({ inputs: z.array(propertyInput) }));
  checkBatchSize(inputs, 100);
  if (new Set(inputs.map(({ name }) => name)).size < inputs.length) {
    throw invalid('Duplicate property names in batch input');
  }
  const properties = inputs.map((input) => draftProperty(portal, type, input));
  checkRoom(portal, type, properties.length);
  portal.commit(properties.flatMap((property) => made(portal, type, property)));
  return batchAnswer(portal, properties.map(propertyBody), [], 201);
}

const namesInput = z.object({ inputs: z.array(z.object({ name: z.string() })) });

/** `POST /crm/properties/…/{type}/batch/read` */
export function readProperties(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { inputs } = request.body(namesInput);
  checkBatchSize(inputs, 100);
  const found = inputs.flatMap(({ name }) => portal.properties.get(type, name) ?? []);
  const known = new Set(found.map(({ name }) => name));
  const errors = inputs
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => ({
      status: 'error' as const,
      category: 'OBJECT_NOT_FOUND',
      message: `Property "${name}" does not exist on ${type}`,
      context: { name: [name] },
    }));
  return batchAnswer(portal, found.map(propertyBody), errors);
}

/** `POST /crm/properties/…/{type}/batch/archive` */
export function archiveProperties(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const { inputs } = request.body(namesInput);
  checkBatchSize(inputs, 100);
  const found = inputs
    .flatMap(({ name }) => portal.properties.get(type, name) ?? [])
    .filter(({ hubspotDefined }) => !hubspotDefined);
  for (const property of found) portal.commit(archived(portal, type, property));
  return { status: 204 };
}
