import type { StoredRecord } from './change.js';
import { OBJECT_SPECS, OBJECT_TYPES, type ObjectType } from './object-types.js';

interface Shelf {
  readonly byId: Map<string, StoredRecord>;
  /** Ascending, so that a list pages from any id. */
  readonly ids: number[];
  next: number;
}

const emptyShelf = (type: ObjectType): Shelf => ({
  byId: new Map(),
  ids: [],
  next: OBJECT_SPECS[type].firstId,
});

/** Every record of the portal, archived ones too. */
export class RecordStore {
  readonly #shelves = new Map<ObjectType, Shelf>(OBJECT_TYPES.map((type) => [type, emptyShelf(type)]));

  #shelf(type: ObjectType): Shelf {
    const shelf = this.#shelves.get(type);
    if (shelf === undefined) throw new Error(`No shelf for ${type}`);
    return shelf;
  }

  /** An id that no record of the type has or will have. */
  mintId(type: ObjectType): string {
    return String(this.#shelf(type).next++);
  }

  put(type: ObjectType, record: StoredRecord): void {
    const shelf = this.#shelf(type);
    const number = Number(record.id);
    if (!shelf.byId.has(record.id)) insertSorted(shelf.ids, number);
    shelf.byId.set(record.id, record);
    shelf.next = Math.max(shelf.next, number + 1);
  }

  get(type: ObjectType, id: string): StoredRecord | undefined {
    return this.#shelf(type).byId.get(id);
  }

  /** The record, unless it is archived. */
  getLive(type: ObjectType, id: string): StoredRecord | undefined {
    const record = this.get(type, id);
    return record?.archivedAt === null ? record : undefined;
  }

  /** Records by ascending id, from the first one beyond `after`. */
  *list(type: ObjectType, after = 0): Generator<StoredRecord> {
    const { ids, byId } = this.#shelf(type);
    for (let at = firstAbove(ids, after); at < ids.length; at += 1) {
      const record = byId.get(String(ids[at]));
      if (record !== undefined) yield record;
    }
  }

  /** How many records of the type there are, archived ones too. */
  count(type: ObjectType): number {
    return this.#shelf(type).ids.length;
  }
}

function insertSorted(ids: number[], id: number): void {
  const last = ids.at(-1);
  if (last === undefined || last < id) ids.push(id);
  else ids.splice(firstAbove(ids, id), 0, id);
}

function firstAbove(ids: readonly number[], bound: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? Infinity) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}
