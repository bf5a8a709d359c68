import type { RecordRef } from './change.js';
import type { GeneratedPortal, LinkTarget } from './generated/generated-portal.js';
import type { ObjectType } from './object-types.js';

type Targets = Map<string, readonly string[]>;

const refKey = ({ type, id }: RecordRef): string => `${type}/${id}`;

/** Associations: for each record and object type, which records it is associated with and by which type keys. */
export class LinkStore {
  readonly #from = new Map<string, Map<ObjectType, Targets>>();

  constructor(readonly portal: GeneratedPortal | null = null) {}

  #generated(from: RecordRef, to: ObjectType): readonly LinkTarget[] {
    return this.portal?.targets(from, to) ?? [];
  }

  /** Replaces what stands between two records, in one direction; no keys: nothing stands there. */
  set(from: RecordRef, to: RecordRef, keys: readonly string[]): void {
    const types = this.#from.get(refKey(from)) ?? new Map<ObjectType, Targets>();
    const targets: Targets =
      types.get(to.type) ?? new Map(this.#generated(from, to.type).map((one) => [one.id, one.keys]));
    if (keys.length === 0) targets.delete(to.id);
    else targets.set(to.id, keys);
    types.set(to.type, targets);
    this.#from.set(refKey(from), types);
  }

  /** The association type keys from one record to another. */
  keys(from: RecordRef, to: RecordRef): readonly string[] {
    const written = this.#from.get(refKey(from))?.get(to.type);
    if (written !== undefined) return written.get(to.id) ?? [];
    return this.#generated(from, to.type).find(({ id }) => id === to.id)?.keys ?? [];
  }

  /** The records of a type that a record is associated with, by ascending id. */
  targets(from: RecordRef, to: ObjectType): readonly LinkTarget[] {
    const written = this.#from.get(refKey(from))?.get(to);
    if (written === undefined) return this.#generated(from, to);
    return [...written].map(([id, keys]) => ({ id, keys })).sort((a, b) => Number(a.id) - Number(b.id));
  }

  /** The ids of a type's records that somebody has associated, ascending. */
  writtenIds(type: ObjectType): readonly string[] {
    const prefix = `${type}/`;
    return [...this.#from.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .sort((a, b) => Number(a) - Number(b));
  }

  /** What somebody has written of a record's associations: no keys where a generated one was taken away. */
  written(from: RecordRef, to: ObjectType): readonly LinkTarget[] {
    const written = this.#from.get(refKey(from))?.get(to);
    if (written === undefined) return [];
    const takenAway = this.#generated(from, to).filter(({ id }) => !written.has(id));
    return [...this.targets(from, to), ...takenAway.map(({ id }) => ({ id, keys: [] }))];
  }
}
