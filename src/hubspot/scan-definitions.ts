/** Definitions of properties, association labels, custom objects and pipelines, as a scan has them. */
import * as z from 'zod';
import type {
  Origin,
  PortalStructure,
  ScannedLabel,
  ScannedObject,
  ScannedPipeline,
  ScannedProperty,
  StructurePartName,
  UnreadPart,
} from '../domain/portal-scan.js';
import { associationsPath, pipelinesPath, propertiesPath, schemasPath } from './paths.js';
import { DATA_OBJECT, PROPERTIES, TAG_LABELS } from './schema.js';
import type { Transport } from './transport.js';

const property = z.object({
  name: z.string(),
  label: z.string().nullish(),
  type: z.string(),
  fieldType: z.string().nullish(),
  options: z
    .array(z.object({ value: z.string(), label: z.string().nullish(), hidden: z.boolean().nullish() }))
    .nullish(),
  hubspotDefined: z.boolean().nullish(),
  calculated: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  referencedObjectType: z.string().nullish(),
  modificationMetadata: z.object({ readOnlyValue: z.boolean().nullish() }).nullish(),
});
const properties = z.object({ results: z.array(property) });
const labels = z.object({
  results: z.array(z.object({ category: z.string(), label: z.string().nullish() })),
});
const pipelines = z.object({ results: z.array(z.object({ id: z.string(), label: z.string() })) });
const schemas = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      objectTypeId: z.string(),
      labels: z.object({ singular: z.string().nullish(), plural: z.string().nullish() }).nullish(),
      properties: z.array(property),
    }),
  ),
});
/** An answer that the portal's subscription or the token's scopes do not allow. */
const refused = z.object({ message: z.string().nullish() });

type Definition = z.infer<typeof property>;

/** One part of a structure; those that a portal does not allow have only `unread`. */
export type StructurePart = Partial<PortalStructure>;

const OUR_PROPERTIES: ReadonlySet<string> = new Set(
  Object.entries(PROPERTIES).flatMap(([type, all]) => all.map(({ name }) => `${type}.${name}`)),
);
const OUR_LABELS: ReadonlySet<string> = new Set(TAG_LABELS.map(({ label }) => label));
// What later versions of ours make, or did, has this beginning too.
const OURS = 'partnership_';

/** Reads a part, and says why where it may not be read: the subscription or the token's scopes. */
async function readPart<T>(
  transport: Transport,
  path: string,
  schema: z.ZodType<T>,
  what: StructurePartName,
): Promise<T | UnreadPart> {
  const { status, data } = await transport.call<unknown>({
    method: 'GET',
    repeatable: true,
    accept: [403],
    path,
    schema: z.union([schema, refused]),
  });
  if (status !== 403) return schema.parse(data);
  return { what, reason: (data as z.infer<typeof refused>).message ?? 'HubSpot refused it (403)' };
}

const isUnread = (part: object): part is UnreadPart => 'reason' in part;

function scanned(object: string, one: Definition): ScannedProperty {
  const ours = OUR_PROPERTIES.has(`${object}.${one.name}`) || one.name.startsWith(OURS);
  const origin: Origin = ours ? 'ours' : one.hubspotDefined === true ? 'hubspot' : 'theirs';
  return {
    object,
    name: one.name,
    label: one.label ?? one.name,
    type: one.type,
    fieldType: one.fieldType ?? '',
    options: (one.options ?? []).map(({ value, label, hidden }) => ({
      value,
      label: label ?? value,
      hidden: hidden === true,
    })),
    origin,
    calculated: one.calculated === true,
    readOnly: one.modificationMetadata?.readOnlyValue === true,
    hidden: one.hidden === true,
    ofOwners: one.referencedObjectType === 'OWNER',
  };
}

/** Properties of a type of HubSpot's. */
export async function readProperties(transport: Transport, object: string): Promise<StructurePart> {
  const what = `properties of ${object}` as const;
  const part = await readPart(transport, propertiesPath(object), properties, what);
  if (isUnread(part)) return { looked: [what], unread: [part] };
  return { looked: [what], properties: part.results.map((one) => scanned(object, one)) };
}

/** Labels of deals' associations, as the deal shows them; each once, however often it is spelt alike. */
export async function readLabels(transport: Transport, to: ScannedLabel['to']): Promise<StructurePart> {
  const what = `labels of ${to}` as const;
  const part = await readPart(transport, associationsPath('deals', to, '/labels'), labels, what);
  if (isUnread(part)) return { looked: [what], unread: [part] };
  const named = part.results.flatMap(({ category, label }): readonly ScannedLabel[] => {
    if (label == null || label === '') return [];
    const origin = category !== 'USER_DEFINED' ? 'hubspot' : OUR_LABELS.has(label) ? 'ours' : 'theirs';
    return [{ from: 'deals', to, label, origin }];
  });
  return { looked: [what], labels: [...new Map(named.map((one) => [one.label, one])).values()] };
}

export async function readPipelines(transport: Transport): Promise<StructurePart> {
  const part = await readPart(transport, pipelinesPath('deals'), pipelines, 'pipelines');
  const looked = ['pipelines'] as const;
  if (isUnread(part)) return { looked, unread: [part] };
  return { looked, pipelines: part.results.map(({ id, label }): ScannedPipeline => ({ id, label })) };
}

/** Custom objects with their properties, and the ids of their types, which only paths need. */
export async function readObjects(
  transport: Transport,
): Promise<StructurePart & { readonly typeIds: ReadonlyMap<string, string> }> {
  const part = await readPart(transport, schemasPath(), schemas, 'custom objects');
  const looked = ['custom objects'] as const;
  if (isUnread(part)) return { looked, unread: [part], typeIds: new Map() };
  const { results } = part;
  return {
    looked,
    objects: results.map(({ name, labels: shown }): ScannedObject => ({
      name,
      label: shown?.singular ?? name,
      origin: name === DATA_OBJECT.name || name.startsWith(OURS) ? 'ours' : 'theirs',
    })),
    properties: results.flatMap(({ name, properties: all }) => all.map((one) => scanned(name, one))),
    typeIds: new Map(results.map(({ name, objectTypeId }) => [name, objectTypeId])),
  };
}

/** Puts parts together. */
export const structureOf = (parts: readonly StructurePart[]): PortalStructure => ({
  properties: parts.flatMap((part) => part.properties ?? []),
  labels: parts.flatMap((part) => part.labels ?? []),
  objects: parts.flatMap((part) => part.objects ?? []),
  pipelines: parts.flatMap((part) => part.pipelines ?? []),
  looked: parts.flatMap((part) => part.looked ?? []),
  unread: parts.flatMap((part) => part.unread ?? []),
});
