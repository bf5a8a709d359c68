/** Compares our schema with what a portal has, and creates what is missing of it. Nothing that is there is changed. */
import * as z from 'zod';
import { assertNever } from '../domain/assert-never.js';
import { isAppError } from '../errors.js';
import type { SchemaItem, SchemaReview } from '../operations/crm-port.js';
import type { Room } from '../operations/preflight-port.js';
import { labelRoom } from './label-room.js';
import { createObject, createObjectProperty, reviewObjects } from './object-review.js';
import { associationsPath, propertiesPath } from './paths.js';
import {
  PROPERTIES,
  PROPERTY_GROUP,
  TAG_LABELS,
  type PropertyDefinition,
  type PropertyOption,
  type TagLabel,
} from './schema.js';
import type { Transport } from './transport.js';

const groups = z.object({ results: z.array(z.object({ name: z.string() })) });
const properties = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      options: z.array(z.looseObject({ value: z.string() })).nullish(),
    }),
  ),
});
const labels = z.object({ results: z.array(z.object({ typeId: z.number(), label: z.string().nullish() })) });

type FoundProperty = z.infer<typeof properties>['results'][number];
type OurType = keyof typeof PROPERTIES;
const OUR_TYPES = Object.keys(PROPERTIES) as readonly OurType[];

/** Reads what the portal has of our groups, properties and labels. */
export async function reviewSchema(transport: Transport): Promise<SchemaReview> {
  const reviews = await Promise.all([
    ...OUR_TYPES.map((type) => reviewType(transport, type)),
    reviewLabels(transport),
    reviewObjects(transport),
  ]);
  return {
    present: reviews.flatMap((review) => review.present),
    missing: reviews.flatMap((review) => review.missing),
    conflicts: reviews.flatMap((review) => review.conflicts),
    unavailable: reviews.flatMap((review) => review.unavailable),
  };
}

async function reviewType(transport: Transport, type: OurType): Promise<SchemaReview> {
  // A token that may not look at the properties of contacts does without them.
  const isOptional = type === 'contacts';
  const optional = isOptional ? ({ optional: true } as const) : {};
  const read = { method: 'GET', repeatable: true, accept: isOptional ? [403] : [] } as const;
  const orRefused = <Body extends z.ZodType>(body: Body) =>
    z.union([body, z.unknown().transform(() => null)]);
  const [foundGroups, found] = await Promise.all([
    transport.call({
      ...read,
      path: propertiesPath(type, '/groups'),
      schema: isOptional ? orRefused(groups) : groups,
    }),
    transport.call({
      ...read,
      path: propertiesPath(type),
      schema: isOptional ? orRefused(properties) : properties,
    }),
  ]);
  const group: SchemaItem = { kind: 'group', objectType: type, ...PROPERTY_GROUP, ...optional };
  if (foundGroups.data === null || found.data === null) return unseenType(type, group);
  const hasGroup = foundGroups.data.results.some((one) => one.name === group.name);
  const byName = new Map(found.data.results.map((one) => [one.name, one]));
  const items = PROPERTIES[type].map((definition) => ({
    definition,
    item: {
      ...({ kind: 'property', objectType: type, name: definition.name, label: definition.label } as const),
      ...optional,
    },
    found: byName.get(definition.name),
  }));
  const missing = items.flatMap(({ definition, item, found: existing }): readonly SchemaItem[] => {
    if (existing === undefined) return [item];
    return lackingOptions(definition, existing).length === 0 ? [] : [{ ...item, kind: 'options' }];
  });
  return {
    present: [
      ...(hasGroup ? [group] : []),
      ...items.filter((one) => one.found !== undefined).map((one) => one.item),
    ],
    missing: [...(hasGroup ? [] : [group]), ...missing],
    conflicts: items.flatMap(({ definition, item, found: existing }) =>
      existing === undefined || existing.type === definition.type
        ? []
        : [{ ...item, found: `the type ${existing.type}`, wanted: definition.type }],
    ),
    unavailable: [],
  };
}

/** What cannot be looked at is not made either. */
const unseenType = (type: OurType, group: SchemaItem): SchemaReview => ({
  ...{ present: [], missing: [], conflicts: [] },
  unavailable: PROPERTIES[type].map(({ name, label }) => ({
    ...group,
    ...{ kind: 'property', name, label },
    reason: `The token may not see the properties of ${type}: give it crm.schemas.${type}.read and crm.schemas.${type}.write, or leave certifications and executives of partners out.`,
  })),
});

// A later version of ours knows more options; people may have added some of their own, which stay.
function lackingOptions(definition: PropertyDefinition, found: FoundProperty): readonly PropertyOption[] {
  const has = new Set(found.options?.map((option) => option.value));
  return (definition.options ?? []).filter((option) => !has.has(option.value));
}

/** Labels that do not fit are unavailable: the plain ones go first, and whatever has a motion of its own waits. */
async function reviewLabels(transport: Transport): Promise<SchemaReview> {
  const path = associationsPath('deals', 'companies', '/labels');
  const { data } = await transport.call({ method: 'GET', repeatable: true, path, schema: labels });
  const found = new Set(data.results.map((one) => one.label));
  const isMissing = ({ label }: TagLabel): boolean => !found.has(label);
  const room = TAG_LABELS.some(isMissing) ? await labelRoom(transport) : null;
  const itemOf = (tag: TagLabel): SchemaItem => ({
    kind: 'label',
    objectType: 'deals–companies',
    name: tag.name,
    label: tag.label,
    // Where the limit is not told, nobody knows whether a label was left out or deleted.
    ...(tag.motion !== null && isMissing(tag) && room === null ? { optional: true } : {}),
  });
  const missing = LABELS_PLAIN_FIRST.filter(isMissing);
  const fit = room === null ? missing.length : Math.max(0, room.limit - room.used);
  return {
    present: TAG_LABELS.filter((tag) => !isMissing(tag)).map(itemOf),
    missing: missing.slice(0, fit).map(itemOf),
    conflicts: [],
    unavailable:
      room === null ? [] : missing.slice(fit).map((tag) => ({ ...itemOf(tag), reason: noRoom(room, tag) })),
  };
}

const LABELS_PLAIN_FIRST = [
  ...TAG_LABELS.filter(({ motion }) => motion === null),
  ...TAG_LABELS.filter(({ motion }) => motion !== null),
];

function noRoom({ limit, used }: Room, { motion }: TagLabel): string {
  if (limit === 0) return 'The portal’s subscription has no association labels.';
  const full = `The portal allows ${limit} labels between deals and companies, and ${used} are used`;
  return motion === null
    ? `${full}: tags of that kind cannot be kept on a deal.`
    : `${full}: a tag takes the plain label of its role instead.`;
}

/**
 * Creates one missing item. A create is not sent twice on its own: setup may be run again, and finds what was made.
 * That it exists already (409, or 400 for a label) is no refusal: setup looks afterwards whether it is to be seen.
 */
export async function createSchemaItem(transport: Transport, item: SchemaItem): Promise<void> {
  const create = { method: 'POST', repeatable: false, accept: [409], schema: z.unknown() } as const;
  switch (item.kind) {
    case 'group':
      await transport.call({
        ...create,
        path: propertiesPath(item.objectType, '/groups'),
        body: PROPERTY_GROUP,
      });
      return;
    case 'property': {
      if (await createObjectProperty(transport, item)) return;
      const body = { ...definitionOf(item), groupName: PROPERTY_GROUP.name };
      await transport.call({ ...create, path: propertiesPath(item.objectType), body });
      return;
    }
    case 'options':
      await addOptions(transport, item);
      return;
    case 'label':
      await createLabel(transport, item);
      return;
    case 'object':
      await createObject(transport, item.name);
      return;
    default:
      assertNever(item.kind);
  }
}

function definitionOf(item: SchemaItem): PropertyDefinition {
  const definition = PROPERTIES[item.objectType as OurType].find((one) => one.name === item.name);
  if (definition === undefined) throw new Error(`no property of ours is called ${item.name}`);
  return definition;
}

async function addOptions(transport: Transport, item: SchemaItem): Promise<void> {
  const path = propertiesPath(item.objectType, `/${item.name}`);
  const schema = properties.shape.results.element;
  const { data: found } = await transport.call({ method: 'GET', repeatable: true, path, schema });
  const existing = found.options ?? [];
  const added = lackingOptions(definitionOf(item), found).map((option, place) => ({
    ...option,
    displayOrder: existing.length + place,
    hidden: false,
  }));
  // Setting the same options twice is as good as once.
  const body = { options: [...existing, ...added] };
  await transport.call({ method: 'PATCH', repeatable: true, path, body, schema: z.unknown() });
}

async function createLabel(transport: Transport, item: SchemaItem): Promise<void> {
  const tag = TAG_LABELS.find((one) => one.name === item.name);
  const body = { name: tag?.name, label: tag?.label, inverseLabel: tag?.inverseLabel };
  const path = associationsPath('deals', 'companies', '/labels');
  try {
    await transport.call({
      method: 'POST',
      repeatable: false,
      accept: [409],
      path,
      body,
      schema: z.unknown(),
    });
  } catch (error) {
    const exists = isAppError(error) && error.code === 'crm_refused' && /exist/i.test(error.message);
    if (!exists) throw error;
  }
}
