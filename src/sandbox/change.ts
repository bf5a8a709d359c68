import type { AssociationType } from './association-types.js';
import type { ObjectType } from './object-types.js';
import type { ObjectSchema } from './object-schema.js';
import type { Property, PropertyGroup } from './property.js';

/** A record as the portal holds it; never changed in place. Instants in milliseconds. */
export interface StoredRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Null while the record is not archived. */
  readonly archivedAt: number | null;
  /** Only properties with a value; all values are strings, as on the wire. */
  readonly properties: ReadonlyMap<string, string>;
}

export interface RecordRef {
  readonly type: ObjectType;
  readonly id: string;
}

/** A label is a pair of association types, one a direction (the same twice where both read alike). */
export interface LabelPair {
  readonly forward: AssociationType;
  readonly inverse: AssociationType;
}

/** One change of the portal's state: what memory applies and what the journal keeps. */
export type Change =
  | { readonly kind: 'record'; readonly type: ObjectType; readonly record: StoredRecord }
  /** Records are now one other record, which is written beside this. */
  | {
      readonly kind: 'merged';
      readonly type: ObjectType;
      readonly ids: readonly string[];
      readonly into: string;
    }
  /** A record is gone for good, with no other in its place. */
  | { readonly kind: 'record-gone'; readonly type: ObjectType; readonly id: string }
  /** All association types from one record to another; none: the association is gone. */
  | {
      readonly kind: 'link';
      readonly from: RecordRef;
      readonly to: RecordRef;
      readonly keys: readonly string[];
    }
  | { readonly kind: 'label'; readonly pair: LabelPair }
  | { readonly kind: 'label-gone'; readonly key: string }
  /** The most records that one record may have by an association type; null: no limit of the portal's own. */
  | { readonly kind: 'association-limit'; readonly key: string; readonly max: number | null }
  | { readonly kind: 'schema'; readonly schema: ObjectSchema }
  | { readonly kind: 'schema-gone'; readonly type: ObjectType }
  | { readonly kind: 'property'; readonly type: ObjectType; readonly property: Property }
  | { readonly kind: 'group'; readonly type: ObjectType; readonly group: PropertyGroup }
  | { readonly kind: 'group-gone'; readonly type: ObjectType; readonly name: string }
  | { readonly kind: 'clock'; readonly now: number };

/** A change as one piece of JSON. */
export const changeToJson = (change: Change): unknown =>
  change.kind === 'record'
    ? { ...change, record: { ...change.record, properties: Object.fromEntries(change.record.properties) } }
    : change;

/** Reads back what `changeToJson` wrote; the journal is the portal's own file, so its lines are taken at their word. */
export function changeFromJson(json: unknown): Change {
  const change = json as Change;
  if (change.kind !== 'record') return change;
  const properties = change.record.properties as unknown as Readonly<Record<string, string>>;
  return { ...change, record: { ...change.record, properties: new Map(Object.entries(properties)) } };
}
