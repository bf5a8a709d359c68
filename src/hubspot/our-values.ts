/** Reads every value of ours by record, and every label of ours by deal; page by page, for any size. */
import * as z from 'zod';
import type { PropertyValues, SchemaItem } from '../operations/crm-port.js';
import type { OurPage, OurRecord, OurTag, OurValues } from '../operations/uninstall-port.js';
import { readTargets, type Target } from './associations.js';
import { listRecordPages } from './list-pages.js';
import { foundObjects } from './our-items.js';
import { readByIds } from './read-by-ids.js';
import { TAG_LABELS } from './schema.js';
import type { Transport } from './transport.js';

/** An e-mail address names a contact best of all single properties. */
const NAME_OF = { deals: 'dealname', companies: 'name', contacts: 'email' } as const;

/** A thousand at once: as many as one question for associations may name. */
const PAGES_AT_ONCE = 10;

/** As the port's `values`. */
export async function* ourValues(
  transport: Transport,
  objectType: 'deals' | 'companies' | 'contacts',
  items: readonly SchemaItem[],
): AsyncGenerator<OurPage> {
  const ours = items.filter((item) => item.kind === 'property' && item.objectType === objectType);
  const names = ours.map(({ name }) => name);
  const tagged = objectType === 'deals' && items.some(({ kind }) => kind === 'label');
  const companies = new Map<string, string | null>();
  let read: Listed[] = [];
  let pages = 0;
  const take = async (): Promise<OurPage> => {
    const records = read.flatMap((one) => valuesOf(one, NAME_OF[objectType], names));
    const tags = tagged ? await tagsOf(transport, read, companies) : [];
    return { read: read.length, records, tags };
  };
  for await (const page of listRecordPages(transport, objectType, [NAME_OF[objectType], ...names])) {
    read.push(...page);
    pages += 1;
    if (pages % PAGES_AT_ONCE > 0) continue;
    yield await take();
    read = [];
  }
  if (read.length > 0) yield await take();
}

interface Listed {
  readonly id: string;
  readonly properties: PropertyValues;
}

function valuesOf(
  { id, properties }: Listed,
  nameProperty: string,
  names: readonly string[],
): readonly OurValues[] {
  const held = names.flatMap((name) => {
    const value = properties[name];
    return value === undefined || value === null || value === '' ? [] : [[name, value] as const];
  });
  if (held.length === 0) return [];
  return [{ id, name: properties[nameProperty] ?? null, values: Object.fromEntries(held) }];
}

const TAG_BY_LABEL = new Map(TAG_LABELS.map((tag) => [tag.label, tag]));

async function tagsOf(
  transport: Transport,
  deals: readonly Listed[],
  companies: Map<string, string | null>,
): Promise<readonly OurTag[]> {
  const ids = deals.map(({ id }) => id);
  const targets = await readTargets(transport, 'deals', 'companies', ids);
  const names = new Map(deals.map(({ id, properties }) => [id, properties[NAME_OF.deals] ?? null]));
  const found = [...targets].flatMap(([dealId, all]) =>
    all.flatMap((target) =>
      labelsOn(target).map((tag) => ({ dealId, companyId: target.toObjectId, ...tag })),
    ),
  );
  await readNames(
    transport,
    found.map(({ companyId }) => companyId),
    companies,
  );
  return found.map(({ dealId, companyId, label, role, motion, state }) => ({
    dealId,
    dealName: names.get(dealId) ?? null,
    companyId,
    companyName: companies.get(companyId) ?? null,
    ...{ label, role, motion, state },
  }));
}

const labelsOn = ({ associationTypes }: Target) =>
  associationTypes.flatMap(({ category, label }) => {
    const tag = category === 'USER_DEFINED' ? TAG_BY_LABEL.get(label ?? '') : undefined;
    return tag === undefined ? [] : [tag];
  });

/** Partners are few, and each stands on many deals: their names are asked for once. */
async function readNames(
  transport: Transport,
  ids: readonly string[],
  known: Map<string, string | null>,
): Promise<void> {
  const unknown = [...new Set(ids)].filter((id) => !known.has(id));
  const found = await readByIds(transport, { type: 'companies', properties: [NAME_OF.companies] }, unknown);
  for (const { id, properties } of found) known.set(id, properties[NAME_OF.companies] ?? null);
}

const associations = z.record(
  z.string(),
  z.object({ results: z.array(z.object({ id: z.union([z.string(), z.number()]).transform(String) })) }),
);

/** As the port's `records`. */
export async function* ourRecords(
  transport: Transport,
  { name }: SchemaItem,
): AsyncGenerator<readonly OurRecord[]> {
  const found = (await foundObjects(transport)).find(({ definition }) => definition.name === name);
  if (found === undefined || found.archived) return;
  const properties = found.definition.properties.map((property) => property.name);
  for await (const page of listRecordPages(
    transport,
    found.typeId,
    properties,
    '&associations=deals,companies',
  )) {
    yield page.map((record) => ({
      id: record.id,
      values: Object.fromEntries(properties.map((one) => [one, record.properties[one] ?? null])),
      associated: associatedOf(record),
    }));
  }
}

function associatedOf(record: Listed): OurRecord['associated'] {
  const read = associations.safeParse((record as { associations?: unknown }).associations);
  return Object.fromEntries(
    Object.entries(read.data ?? {}).map(([type, { results }]) => [
      type,
      [...new Set(results.map(({ id }) => id))],
    ]),
  );
}
