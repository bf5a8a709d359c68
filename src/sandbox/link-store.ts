import type { RecordRef } from './change.js';
import type { ObjectType } from './object-types.js';

type Targets = Map<string, readonly string[]>;

const refKey = ({ type, id }: RecordRef): string => `${type}/${id}`;

/** Associations: for each record and object type, which records it is associated with and by which type keys. */
export class LinkStore {
  readonly #from = new Map<string, Map<ObjectType, Targets>>();

  /** Replaces what stands between two records, in one direction; no keys: nothing stands there. */
  set(from: RecordRef, to: RecordRef, keys: readonly string[]): void {
    const types = this.#from.get(refKey(from)) ?? new Map<ObjectType, Targets>();
    const targets = types.get(to.type) ?? new Map<string, readonly string[]>();
    if (keys.length === 0) targets.delete(to.id);
    else targets.set(to.id, keys);
    types.set(to.type, targets);
    this.#from.set(refKey(from), types);
  }

  /** The association type keys from one record to another. */
  keys(from: RecordRef, to: RecordRef): readonly string[] {
    return this.#from.get(refKey(from))?.get(to.type)?.get(to.id) ?? [];
  }

  /** The records of a type that a record is associated with, by ascending id. */
  targets(
    from: RecordRef,
    to: ObjectType,
  ): readonly { readonly id: string; readonly keys: readonly string[] }[] {
    const targets = this.#from.get(refKey(from))?.get(to);
    if (targets === undefined) return [];
    return [...targets].map(([id, keys]) => ({ id, keys })).sort((a, b) => Number(a.id) - Number(b.id));
  }
}
