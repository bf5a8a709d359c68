/** Compares our schema with what a portal has, and creates what is missing of it. Nothing that is there is changed. */
import * as z from 'zod';
import type { SchemaItem, SchemaReview } from '../operations/crm-port.js';
import { associationsPath, propertiesPath } from './paths.js';
import { PROPERTIES, PROPERTY_GROUP, TAG_LABELS, type PropertyDefinition } from './schema.js';
import type { Transport } from './transport.js';

const groups = z.object({ results: z.array(z.object({ name: z.string() })) });
const properties = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      options: z.array(z.object({ value: z.string() })).nullish(),
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
  ]);
  return {
    present: reviews.flatMap((review) => review.present),
    missing: reviews.flatMap((review) => review.missing),
    conflicts: reviews.flatMap((review) => review.conflicts),
  };
}

async function reviewType(transport: Transport, type: OurType): Promise<SchemaReview> {
  const read = { method: 'GET', repeatable: true } as const;
  const [foundGroups, found] = await Promise.all([
    transport.call({ ...read, path: propertiesPath(type, '/groups'), schema: groups }),
    transport.call({ ...read, path: propertiesPath(type), schema: properties }),
  ]);
  const group: SchemaItem = { kind: 'group', objectType: type, ...PROPERTY_GROUP };
  const hasGroup = foundGroups.data.results.some((one) => one.name === group.name);
  const byName = new Map(found.data.results.map((one) => [one.name, one]));
  const items = PROPERTIES[type].map((definition) => ({
    definition,
    item: { kind: 'property', objectType: type, name: definition.name, label: definition.label } as const,
    found: byName.get(definition.name),
  }));
  return {
    present: [
      ...(hasGroup ? [group] : []),
      ...items.filter((one) => one.found !== undefined).map((one) => one.item),
    ],
    missing: [
      ...(hasGroup ? [] : [group]),
      ...items.filter((one) => one.found === undefined).map((one) => one.item),
    ],
    conflicts: items.flatMap(({ definition, item, found: existing }) => {
      const clash = existing === undefined ? null : clashOf(definition, existing);
      return clash === null ? [] : [{ ...item, ...clash }];
    }),
  };
}

function clashOf(
  definition: PropertyDefinition,
  found: FoundProperty,
): { found: string; wanted: string } | null {
  if (found.type !== definition.type)
    return { found: `type ${found.type}`, wanted: `type ${definition.type}` };
  const has = new Set(found.options?.map((option) => option.value));
  const lacking = (definition.options ?? []).filter((option) => !has.has(option.value));
  if (lacking.length === 0) return null;
  return {
    found: `options without ${lacking.map((option) => option.value).join(', ')}`,
    wanted: 'those options too',
  };
}

async function reviewLabels(transport: Transport): Promise<SchemaReview> {
  const path = associationsPath('deals', 'companies', '/labels');
  const { data } = await transport.call({ method: 'GET', repeatable: true, path, schema: labels });
  const found = new Set(data.results.map((one) => one.label));
  const items = TAG_LABELS.map((tag): SchemaItem => ({
    kind: 'label',
    objectType: 'deals–companies',
    name: tag.name,
    label: tag.label,
  }));
  return {
    present: items.filter((item) => found.has(item.label)),
    missing: items.filter((item) => !found.has(item.label)),
    conflicts: [],
  };
}

/**
 * Creates one missing item. A create is not sent twice on its own: setup may be run again, and finds what was made.
 * One that somebody else made in between (409) is as good as ours.
 */
export async function createSchemaItem(transport: Transport, item: SchemaItem): Promise<void> {
  const create = { method: 'POST', repeatable: false, accept: [409], schema: z.unknown() } as const;
  if (item.kind === 'group') {
    await transport.call({
      ...create,
      path: propertiesPath(item.objectType, '/groups'),
      body: PROPERTY_GROUP,
    });
    return;
  }
  if (item.kind === 'property') {
    const definition = PROPERTIES[item.objectType as OurType].find((one) => one.name === item.name);
    const body = { ...definition, groupName: PROPERTY_GROUP.name };
    await transport.call({ ...create, path: propertiesPath(item.objectType), body });
    return;
  }
  const tag = TAG_LABELS.find((one) => one.name === item.name);
  const body = { name: tag?.name, label: tag?.label, inverseLabel: tag?.inverseLabel };
  await transport.call({ ...create, path: associationsPath('deals', 'companies', '/labels'), body });
}
