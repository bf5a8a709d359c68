import { ApiError, conflict } from './api-error.js';
import type { Change, StoredRecord } from './change.js';
import { computeProperties, fillDefaults, stampRecord } from './computed-properties.js';
import { OBJECT_SPECS, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import { checkValues, type InputProperties } from './property-values.js';

const NOTHING: ReadonlyMap<string, string> = new Map();

const sameEntries = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);

/** A new record from a request's properties; nothing is changed yet. */
export function draftRecord(portal: Portal, type: ObjectType, input: InputProperties): StoredRecord {
  const now = portal.now();
  const given = checkValues(portal.properties, type, input, NOTHING);
  const properties = new Map([...given].filter(([, value]) => value !== ''));
  checkEmail(portal, type, properties, null);
  fillDefaults(type, properties, now);
  computeProperties(type, properties, NOTHING, now);
  const id = portal.records.mintId(type);
  stampRecord(type, properties, id, now, now);
  return { id, createdAt: now, updatedAt: now, archivedAt: null, properties };
}

/** The record with a request's properties in it; the same record where nothing changes. */
export function redraftRecord(
  portal: Portal,
  type: ObjectType,
  record: StoredRecord,
  input: InputProperties,
): StoredRecord {
  const now = portal.now();
  const properties = new Map(record.properties);
  for (const [name, value] of checkValues(portal.properties, type, input, record.properties)) {
    if (value === '') properties.delete(name);
    else properties.set(name, value);
  }
  checkEmail(portal, type, properties, record.id);
  computeProperties(type, properties, record.properties, now);
  if (sameEntries(properties, record.properties)) return record;
  properties.set(OBJECT_SPECS[type].modified, new Date(now).toISOString());
  return { ...record, updatedAt: now, properties };
}

/** Two contacts never share an e-mail address. */
function checkEmail(
  portal: Portal,
  type: ObjectType,
  properties: Map<string, string>,
  self: string | null,
): void {
  const email = properties.get('email')?.toLowerCase();
  if (type !== 'contacts' || email === undefined) return;
  properties.set('email', email);
  const taken = findByProperty(portal, type, 'email', email);
  if (taken !== undefined && taken.id !== self) {
    throw conflict(`Contact already exists. Existing ID: ${taken.id}`, 'CONFLICT');
  }
}

/** The live record with that value in a property. */
export function findByProperty(
  portal: Portal,
  type: ObjectType,
  property: string,
  value: string,
): StoredRecord | undefined {
  for (const record of portal.records.list(type)) {
    if (record.archivedAt === null && record.properties.get(property) === value) return record;
  }
  return undefined;
}

/** The live record with an id, or with a unique property's value where `idProperty` names one. */
export function findRecord(
  portal: Portal,
  type: ObjectType,
  id: string,
  idProperty: string | null | undefined,
): StoredRecord | undefined {
  if (idProperty == null || idProperty === 'hs_object_id') return portal.records.getLive(type, id);
  const property = portal.properties.get(type, idProperty);
  if (property?.hasUniqueValue !== true) {
    throw new ApiError(400, 'VALIDATION_ERROR', `Property ${idProperty} is not a unique identifier property`);
  }
  return findByProperty(portal, type, idProperty, idProperty === 'email' ? id.toLowerCase() : id);
}

/** The change that stores a record. */
export const recordChange = (type: ObjectType, record: StoredRecord): Change => ({
  kind: 'record',
  type,
  record,
});

/** The change that archives a record. */
export const archiveChange = (portal: Portal, type: ObjectType, record: StoredRecord): Change =>
  recordChange(type, { ...record, archivedAt: portal.now() });
