/**
 * Finds what a portal has of ours, in the order in which it is removed. What only has a name of ours is not: nobody's
 * property, label or object may go because it is called like one of ours.
 */
import * as z from 'zod';
import type { SchemaItem } from '../operations/crm-port.js';
import type { KeptItem, OurItems } from '../operations/uninstall-port.js';
import { CUSTOMER_INPUTS } from './customer-properties.js';
import { associationsPath, propertiesPath, schemasPath } from './paths.js';
import { CONTACT_PROGRAMME } from './contact-properties.js';
import { PARTNER_PROGRAMME } from './programme-properties.js';
import {
  DEAL_INPUTS,
  OBJECTS,
  PARTNER_INPUTS,
  PROPERTIES,
  PROPERTY_GROUP,
  TAG_LABELS,
  type ObjectDefinition,
  type PropertyDefinition,
} from './schema.js';
import type { Transport } from './transport.js';

const properties = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      description: z.string().nullish(),
      groupName: z.string().nullish(),
      hubspotDefined: z.boolean().nullish(),
    }),
  ),
});
const groups = z.object({ results: z.array(z.object({ name: z.string(), label: z.string() })) });
const labels = z.object({
  results: z.array(
    z.object({ category: z.string(), typeId: z.number(), label: z.string().nullish().catch(null) }),
  ),
});
const schemas = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      objectTypeId: z.string(),
      archived: z.boolean().nullish(),
      properties: z.array(z.object({ name: z.string() })),
    }),
  ),
});

type FoundProperty = z.infer<typeof properties>['results'][number];
type OurType = keyof typeof PROPERTIES;
const OUR_TYPES = Object.keys(PROPERTIES) as readonly OurType[];

const INPUTS: ReadonlySet<string> = new Set(
  [
    ...Object.values(DEAL_INPUTS),
    ...Object.values(PARTNER_INPUTS),
    ...Object.values(CUSTOMER_INPUTS),
    ...Object.values(PARTNER_PROGRAMME),
    ...Object.values(CONTACT_PROGRAMME),
  ].map(({ name }) => name),
);
const isInput = ({ name }: SchemaItem): boolean => INPUTS.has(name);

/** Reads what there is; removes nothing. */
export async function findOurItems(transport: Transport): Promise<OurItems> {
  const [types, { items: tagLabels, kept: keptLabels }, objects] = await Promise.all([
    Promise.all(OUR_TYPES.map((type) => ofType(transport, type))),
    ourLabels(transport),
    ourObjects(transport),
  ]);
  const props = types.flatMap(({ items }) => items.filter(({ kind }) => kind === 'property'));
  const ourGroups = types.flatMap(({ items }) => items.filter(({ kind }) => kind === 'group'));
  return {
    items: [
      ...props.filter((item) => !isInput(item)),
      ...props.filter(isInput),
      ...ourGroups,
      ...tagLabels,
      ...objects.items,
    ],
    kept: [...types.flatMap(({ kept }) => kept), ...keptLabels, ...objects.kept],
  };
}

const get = { method: 'GET', repeatable: true } as const;

async function ofType(transport: Transport, type: OurType): Promise<OurItems> {
  // A token that may not look at the properties of contacts has made none there.
  const accept = type === 'contacts' ? [403] : [];
  const orRefused = <Body extends z.ZodType>(body: Body) =>
    z.union([body, z.unknown().transform(() => null)]);
  const schemaOf = <Body extends z.ZodType>(body: Body) => (type === 'contacts' ? orRefused(body) : body);
  const [{ data: found }, { data: foundGroups }] = await Promise.all([
    transport.call({ ...get, accept, path: propertiesPath(type), schema: schemaOf(properties) }),
    transport.call({ ...get, accept, path: propertiesPath(type, '/groups'), schema: schemaOf(groups) }),
  ]);
  if (found === null || foundGroups === null) return { items: [], kept: [] };
  const byName = new Map(found.results.map((one) => [one.name, one]));
  const named = PROPERTIES[type].flatMap((definition) => {
    const theirs = byName.get(definition.name);
    const item = {
      kind: 'property',
      objectType: type,
      name: definition.name,
      label: definition.label,
    } as const;
    return theirs === undefined ? [] : [{ item, ours: isOurs(definition, theirs) }];
  });
  const items = named.filter(({ ours }) => ours).map(({ item }) => item);
  const kept = named.filter(({ ours }) => !ours).map(({ item }): KeptItem => ({ ...item, why: NOT_OURS }));
  const group = foundGroups.results.find(({ name }) => name === PROPERTY_GROUP.name);
  if (group === undefined) return { items, kept };
  const groupItem: SchemaItem = { kind: 'group', objectType: type, ...PROPERTY_GROUP };
  const removed = new Set(items.map(({ name }) => name));
  const others = found.results.filter(
    ({ groupName, name }) => groupName === PROPERTY_GROUP.name && !removed.has(name),
  );
  const why = others.length > 0 ? `it holds ${others.map(({ label }) => `“${label}”`).join(', ')}` : null;
  if (why === null && group.label === PROPERTY_GROUP.label) return { items: [...items, groupItem], kept };
  return { items, kept: [...kept, { ...groupItem, why: why ?? `it is called “${group.label}”` }] };
}

const NOT_OURS = 'it was not made by Partnership Manager, or somebody has since made it their own';

/** People may rename a property of ours or move it, but hardly do both and write another description. */
const isOurs = (definition: PropertyDefinition, found: FoundProperty): boolean =>
  found.hubspotDefined !== true &&
  found.groupName === PROPERTY_GROUP.name &&
  (found.label === definition.label || found.description === definition.description);

/** The label's two directions; one with our words in only one of them is somebody else's. */
async function ourLabels(transport: Transport): Promise<OurItems> {
  const [forward, inverse] = await Promise.all([
    readLabels(transport, 'deals', 'companies'),
    readLabels(transport, 'companies', 'deals'),
  ]);
  const named = TAG_LABELS.filter(({ label }) => forward.has(label)).map((tag) => ({
    item: { kind: 'label', objectType: 'deals–companies', name: tag.name, label: tag.label } as const,
    ours: inverse.has(tag.inverseLabel),
  }));
  return {
    items: named.filter(({ ours }) => ours).map(({ item }) => item),
    kept: named.filter(({ ours }) => !ours).map(({ item }) => ({ ...item, why: NOT_OURS })),
  };
}

/** The ids of a pair's labels that people and apps made, by how they read. */
export async function readLabels(
  transport: Transport,
  from: string,
  to: string,
): Promise<ReadonlyMap<string, number>> {
  const path = associationsPath(from, to, '/labels');
  const { data } = await transport.call({ ...get, path, schema: labels });
  return new Map(
    data.results.flatMap(({ category, label, typeId }) =>
      category === 'USER_DEFINED' && label != null ? [[label, typeId] as const] : [],
    ),
  );
}

export interface FoundObject {
  readonly definition: ObjectDefinition;
  readonly typeId: string;
  /** Deleted, but its name is still taken: a removal was stopped in between. */
  readonly archived: boolean;
}

/** Our objects, those that are deleted and not yet purged among them; none where the portal has no custom objects. */
export async function foundObjects(transport: Transport): Promise<readonly FoundObject[]> {
  const read = async (query: string) => {
    const schema = z.union([schemas, z.unknown().transform(() => null)]);
    const call = { ...get, accept: [403], path: schemasPath(query), schema } as const;
    return (await transport.call(call)).data?.results ?? [];
  };
  const [live, archived] = await Promise.all([read(''), read('?archived=true')]);
  return OBJECTS.flatMap((definition) => {
    const found = [...live, ...archived].find(({ name }) => name === definition.name);
    if (found === undefined) return [];
    const has = new Set(found.properties.map(({ name }) => name));
    const isArchived = !live.includes(found);
    // A deleted one may be listed without its properties, and an older one lacks what came later.
    const ours = isArchived || has.has(definition.primaryDisplayProperty);
    return ours ? [{ definition, typeId: found.objectTypeId, archived: isArchived }] : [];
  });
}

async function ourObjects(transport: Transport): Promise<OurItems> {
  const found = await foundObjects(transport);
  const items = found.map(({ definition: { name, labels: words } }): SchemaItem => ({
    kind: 'object',
    objectType: name,
    name,
    label: words.singular,
  }));
  return { items, kept: [] };
}
