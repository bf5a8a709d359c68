import type { StoredRecord } from './change.js';
import { objectType, specOf, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';

/** How a record's associations read in a list: each type of each association by its v3 name. */
function associationsBody(portal: Portal, type: ObjectType, id: string, names: readonly string[]) {
  const entries = names.map((name) => {
    const to = objectType(name);
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
  const spec = specOf(type);
  // HubSpot leaves out what it does not know, and answers null for what has no value.
  const names =
    asked.length === 0
      ? spec.defaults
      : [...spec.always, ...asked.filter((name) => portal.properties.get(type, name) !== undefined)];
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
