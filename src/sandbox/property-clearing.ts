import type { Change } from './change.js';
import type { ObjectType } from './object-types.js';
import type { Portal } from './portal.js';

/**
 * Takes a property's values out of every record that has one; when a record was last modified stays as it was. A
 * property that is archived takes its values with it, and its name is free again.
 */
export function clearedValues(portal: Portal, type: ObjectType, name: string): readonly Change[] {
  const isGenerated = portal.records.generated(type)?.source.readers.has(name) ?? false;
  const records = isGenerated ? portal.records.list(type) : portal.records.held(type);
  const changes: Change[] = [];
  for (const record of records) {
    if (!record.properties.has(name)) continue;
    const properties = new Map(record.properties);
    properties.delete(name);
    changes.push({ kind: 'record', type, record: { ...record, properties } });
  }
  return changes;
}
