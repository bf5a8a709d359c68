import { ApiError } from './api-error.js';
import type { Change, StoredRecord } from './change.js';
import { computeProperties, fillDefaults, stampRecord } from './computed-properties.js';
import { specOf, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import { checkValues, type InputProperties } from './property-values.js';
import { requireProperties } from './required-properties.js';
import type { ApiRequest } from './route.js';
import { UniqueClaims } from './unique-claims.js';
import { checkRules, enforcesRules } from './validation-rules.js';

const NOTHING: ReadonlyMap<string, string> = new Map();

const sameEntries = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);

/** One request's writes to records of one type; its records must not take unique values from each other either. */
export class RecordWrite {
  readonly #claims: UniqueClaims;
  readonly #rules: Portal['settings']['validationRules'];

  constructor(
    readonly portal: Portal,
    readonly type: ObjectType,
    request: ApiRequest,
  ) {
    this.#claims = new UniqueClaims(portal, type);
    this.#rules = enforcesRules(request.version) ? portal.settings.validationRules : [];
  }

  /** A new record from a request's properties; nothing is changed yet. */
  draft(input: InputProperties): StoredRecord {
    const { portal, type } = this;
    const now = portal.now();
    const given = checkValues(portal, type, input, NOTHING);
    const properties = new Map([...given].filter(([, value]) => value !== ''));
    requireProperties(portal, type, properties);
    checkRules(this.#rules, type, properties, null);
    fillDefaults(type, properties, now, portal.terms);
    computeProperties(type, properties, NOTHING, now, portal.terms);
    this.#claims.claim(properties, NOTHING, null);
    const id = portal.records.mintId(type);
    stampRecord(type, properties, id, now, now);
    return { id, createdAt: now, updatedAt: now, archivedAt: null, properties };
  }

  /** The record with a request's properties in it; the same record where nothing changes. */
  redraft(record: StoredRecord, input: InputProperties): StoredRecord {
    const { portal, type } = this;
    const now = portal.now();
    const properties = new Map(record.properties);
    const given = checkValues(portal, type, input, record.properties);
    for (const [name, value] of given) {
      if (value === '') properties.delete(name);
      else properties.set(name, value);
    }
    checkRules(this.#rules, type, properties, new Set(given.keys()));
    computeProperties(type, properties, record.properties, now, portal.terms);
    this.#claims.claim(properties, record.properties, record.id);
    if (sameEntries(properties, record.properties)) return record;
    properties.set(specOf(type).modified, new Date(now).toISOString());
    return { ...record, updatedAt: now, properties };
  }
}

/**
 * The live record with an id, or with a unique property's value where `idProperty` names one; the id of a record that
 * was merged leads to the record it is part of now.
 */
export function findRecord(
  portal: Portal,
  type: ObjectType,
  id: string,
  idProperty: string | null | undefined,
): StoredRecord | undefined {
  if (idProperty == null || idProperty === 'hs_object_id') {
    return portal.records.getLive(type, portal.records.currentId(type, id));
  }
  const property = portal.properties.get(type, idProperty);
  if (property?.hasUniqueValue !== true) {
    throw new ApiError(400, 'VALIDATION_ERROR', `Property ${idProperty} is not a unique identifier property`);
  }
  return portal.records.findUnique(type, idProperty, idProperty === 'email' ? id.toLowerCase() : id);
}

/** The change that stores a record. */
export const recordChange = (type: ObjectType, record: StoredRecord): Change => ({
  kind: 'record',
  type,
  record,
});

/** The change that archives a record; when it was last modified stays as it was. */
export const archiveChange = (portal: Portal, type: ObjectType, record: StoredRecord): Change =>
  recordChange(type, { ...record, archivedAt: portal.now() });
