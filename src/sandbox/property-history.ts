import type { Change, StoredRecord } from './change.js';
import type { ObjectType } from './object-types.js';
import type { RecordStore } from './record-store.js';

/** A value that a property had, as HubSpot's `propertiesWithHistory` shows it. */
export interface PropertyVersion {
  readonly value: string;
  readonly timestamp: string;
}

/** HubSpot keeps 20 of every record, and more of contacts. */
const MOST_VERSIONS = 20;

/** Types of which no versions are kept: a portal may have a million of them, and nothing asks for theirs. */
const WITHOUT: ReadonlySet<ObjectType> = new Set<ObjectType>(['deals', 'meetings', 'calls', 'emails']);

const versionOf = (value: string | undefined, at: number): PropertyVersion => ({
  value: value ?? '',
  timestamp: new Date(at).toISOString(),
});

/** What properties of records were before, since the portal runs; the newest first. */
export class PropertyHistory {
  readonly #versions = new Map<string, readonly PropertyVersion[]>();

  /** Notes what changes write, before they are made. */
  note(changes: readonly Change[], records: RecordStore): void {
    for (const change of changes) {
      if (change.kind !== 'record' || WITHOUT.has(change.type)) continue;
      const before = records.get(change.type, change.record.id);
      if (before !== undefined) this.#noteRecord(change.type, before, change.record);
    }
  }

  #noteRecord(type: ObjectType, before: StoredRecord, after: StoredRecord): void {
    for (const name of new Set([...before.properties.keys(), ...after.properties.keys()])) {
      const [old, value] = [before.properties.get(name), after.properties.get(name)];
      if (old === value) continue;
      const versions = [versionOf(value, after.updatedAt), ...this.of(type, before, name)];
      this.#versions.set(`${type} ${after.id} ${name}`, versions.slice(0, MOST_VERSIONS));
    }
  }

  /** Of one property; one that never changed has its value alone, and one that never had any none. */
  of(type: ObjectType, record: StoredRecord, name: string): readonly PropertyVersion[] {
    const value = record.properties.get(name);
    const only = value === undefined ? [] : [versionOf(value, record.createdAt)];
    return this.#versions.get(`${type} ${record.id} ${name}`) ?? only;
  }
}
