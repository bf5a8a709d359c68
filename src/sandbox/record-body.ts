import type { StoredRecord } from './change.js';
import { recordWriter, shownNames } from './generated/record-text.js';
import { objectType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';

/** How a record's associations read in a list: each type of each association by its v3 name. */
function associationsBody(portal: Portal, type: ObjectType, id: string, names: readonly string[]) {
  const entries = names.map((name) => {
    const to = portal.schemas.find(name)?.type ?? objectType(name);
    const results = portal.links
      .targets({ type, id }, to)
      .filter((target) => portal.records.isLive(to, target.id))
      .flatMap((target) =>
        target.keys.map((key) => ({ id: target.id, type: portal.labels.get(key)?.name ?? key })),
      );
    return [to, { results }] as const;
  });
  return Object.fromEntries(entries.filter(([, { results }]) => results.length > 0));
}

function shownProperties(portal: Portal, type: ObjectType, record: StoredRecord, asked: readonly string[]) {
  const names = shownNames(type, asked, (name) => portal.properties.get(type, name) !== undefined);
  // What has no value is null.
  return Object.fromEntries(names.map((name) => [name, record.properties.get(name) ?? null]));
}

/** A record on the wire, with the properties and associations asked for. */
export function recordBody(
  portal: Portal,
  type: ObjectType,
  record: StoredRecord,
  properties: readonly string[],
  associations: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const related = associationsBody(portal, type, record.id, associations);
  const created =
    type === 'deals' ? record.properties.get('createdate') : record.properties.get('hs_createdate');
  return {
    id: record.id,
    properties: shownProperties(portal, type, record, properties),
    createdAt: created ?? new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    archived: record.archivedAt !== null,
    ...(record.archivedAt !== null && { archivedAt: new Date(record.archivedAt).toISOString() }),
    ...(Object.keys(related).length > 0 && { associations: related }),
  };
}

/** A record of a page: as it is stored, or by its number where it is generated and need not be looked at whole. */
export type Listed = StoredRecord | number;

/** Records on the wire as JSON, generated ones written straight out. */
export function recordTexts(
  portal: Portal,
  type: ObjectType,
  records: readonly Listed[],
  properties: readonly string[],
  associations: readonly string[] = [],
): string {
  const shelf = portal.records.generated(type);
  const names = shownNames(type, properties, (name) => portal.properties.get(type, name) !== undefined);
  const write = shelf === null ? null : recordWriter(type, shelf, names);
  const texts = records.map((one) => {
    if (typeof one !== 'number')
      return JSON.stringify(recordBody(portal, type, one, properties, associations));
    if (shelf === null || write === null) throw new Error(`No ${type} are generated`);
    return associations.length === 0
      ? write(one)
      : JSON.stringify(recordBody(portal, type, shelf.record(one), properties, associations));
  });
  return texts.join(',');
}
