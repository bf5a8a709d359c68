import type { StoredRecord } from './change.js';

/** Where the values of unique properties are, for one object type: made when first asked for, kept up from then on. */
export class UniqueValues {
  readonly #byProperty = new Map<string, Map<string, string>>();

  /** The id of the record with a value; `all` is asked for every record once a property. */
  find(property: string, value: string, all: () => Iterable<StoredRecord>): string | undefined {
    const known = this.#byProperty.get(property);
    if (known !== undefined) return known.get(value);
    const made = new Map<string, string>();
    for (const record of all()) {
      const own = record.archivedAt === null ? record.properties.get(property) : undefined;
      if (own !== undefined && !made.has(own)) made.set(own, record.id);
    }
    this.#byProperty.set(property, made);
    return made.get(value);
  }

  /** Nobody has asked for a value yet: there is nothing to keep up. */
  get isIdle(): boolean {
    return this.#byProperty.size === 0;
  }

  /** A record has taken the place of another one; null where there was none, or is none any more. */
  replaced(before: StoredRecord | undefined, after: StoredRecord | null): void {
    for (const [property, ids] of this.#byProperty) {
      const old = before?.properties.get(property);
      if (old !== undefined && ids.get(old) === before?.id) ids.delete(old);
      const fresh = after?.archivedAt === null ? after.properties.get(property) : undefined;
      if (after !== null && fresh !== undefined) ids.set(fresh, after.id);
    }
  }
}
