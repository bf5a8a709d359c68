import type { StoredRecord } from './change.js';
import type { GeneratedPortal } from './generated/generated-portal.js';
import { GeneratedShelf } from './generated/generated-shelf.js';
import { specOf, type ObjectType } from './object-types.js';
import { Shelf } from './shelf.js';
import { UniqueValues } from './unique-values.js';

/** Where the records of one type are: written ones, generated ones between them by id, and what ids were merged into. */
interface Room {
  readonly shelf: Shelf;
  readonly generated: GeneratedShelf | null;
  readonly unique: UniqueValues;
  readonly mergedInto: Map<string, string>;
  next: number;
}

function openRoom(type: ObjectType, portal: GeneratedPortal | null): Room {
  const source = portal?.records(type);
  return {
    shelf: new Shelf(),
    generated: source === undefined ? null : new GeneratedShelf(source),
    unique: new UniqueValues(),
    mergedInto: new Map(),
    next: specOf(type).firstId,
  };
}

const stampOf = ({ id, updatedAt }: StoredRecord) => [Number(id), updatedAt] as const;

/** Every record of the portal, archived ones too. */
export class RecordStore {
  readonly #rooms = new Map<ObjectType, Room>();

  constructor(readonly portal: GeneratedPortal | null = null) {}

  #room(type: ObjectType): Room {
    const known = this.#rooms.get(type);
    if (known !== undefined) return known;
    const room = openRoom(type, this.portal);
    this.#rooms.set(type, room);
    return room;
  }

  /** The generated records of a type; null in a portal that is all written down. */
  generated(type: ObjectType): GeneratedShelf | null {
    return this.#room(type).generated;
  }

  /** An id that no record of the type has or will have. */
  mintId(type: ObjectType): string {
    return String(this.#room(type).next++);
  }

  put(type: ObjectType, record: StoredRecord): void {
    const room = this.#room(type);
    if (!room.unique.isIdle) room.unique.replaced(this.get(type, record.id), record);
    const n = room.generated?.numberOf(record.id) ?? -1;
    if (room.generated !== null && n >= 0) room.generated.put(n, record);
    else {
      room.shelf.put(record);
      room.next = Math.max(room.next, Number(record.id) + 1);
    }
  }

  /** From now on new records have ids beyond all generated ones, as HubSpot's do. */
  mintBeyondGenerated(types: readonly ObjectType[]): void {
    for (const room of types.map((type) => this.#room(type))) {
      if (room.generated === null) continue;
      const { firstId, count } = room.generated.source;
      room.next = Math.max(room.next, firstId + count);
    }
  }

  /** Takes a record away for good, as nothing but a merge or a request under data protection law does. */
  remove(type: ObjectType, id: string): void {
    const room = this.#room(type);
    if (!room.unique.isIdle) room.unique.replaced(this.get(type, id), null);
    const n = room.generated?.numberOf(id) ?? -1;
    if (room.generated !== null && n >= 0) room.generated.remove(n);
    else room.shelf.remove(id);
  }

  /** Records are now one other record, which their ids lead to, and those that led to them before. */
  merge(type: ObjectType, ids: readonly string[], into: string): void {
    const { mergedInto } = this.#room(type);
    for (const id of ids) {
      this.remove(type, id);
      mergedInto.set(id, into);
    }
    for (const [old, target] of mergedInto) if (ids.includes(target)) mergedInto.set(old, into);
  }

  /** The id that a record has today: another one where it was merged. */
  currentId(type: ObjectType, id: string): string {
    return this.#room(type).mergedInto.get(id) ?? id;
  }

  /** Old ids by the id that they lead to. */
  merged(type: ObjectType): ReadonlyMap<string, string> {
    return this.#room(type).mergedInto;
  }

  get(type: ObjectType, id: string): StoredRecord | undefined {
    const { shelf, generated } = this.#room(type);
    const n = generated?.numberOf(id) ?? -1;
    if (generated === null || n < 0) return shelf.get(id);
    return generated.isGone(n) ? undefined : generated.record(n);
  }

  /** The record, unless it is archived. */
  getLive(type: ObjectType, id: string): StoredRecord | undefined {
    const record = this.get(type, id);
    return record?.archivedAt === null ? record : undefined;
  }

  /** Whether there is such a record that is not archived, without reading it. */
  isLive(type: ObjectType, id: string): boolean {
    const { shelf, generated } = this.#room(type);
    const n = generated?.numberOf(id) ?? -1;
    return generated !== null && n >= 0 ? generated.isLive(n) : shelf.get(id)?.archivedAt === null;
  }

  /** The live record with a value in a unique property. */
  findUnique(type: ObjectType, property: string, value: string): StoredRecord | undefined {
    const room = this.#room(type);
    const inGenerated = room.generated?.source.readers.has(property) ?? false;
    const id = room.unique.find(property, value, () => (inGenerated ? this.list(type) : this.held(type)));
    return id === undefined ? undefined : this.getLive(type, id);
  }

  /** Records by ascending id, from the first one beyond `after`. */
  *list(type: ObjectType, after = 0): Generator<StoredRecord> {
    const { shelf, generated } = this.#room(type);
    if (generated === null) {
      yield* shelf.between(after, Infinity);
      return;
    }
    const { firstId, count } = generated.source;
    yield* shelf.between(after, firstId);
    for (let n = Math.max(0, after + 1 - firstId); n < count; n += 1) {
      if (!generated.isGone(n)) yield generated.record(n);
    }
    yield* shelf.between(Math.max(after, firstId + count - 1), Infinity);
  }

  /** Id and last modification of every live record, by ascending id, without reading those that are generated. */
  *stamps(type: ObjectType): Generator<readonly [id: number, updatedAt: number]> {
    const { shelf, generated } = this.#room(type);
    const { firstId, count } = generated?.source ?? { firstId: Infinity, count: 0 };
    for (const record of shelf.between(0, firstId)) if (record.archivedAt === null) yield stampOf(record);
    for (let n = 0; n < count; n += 1) {
      if (generated?.isLive(n) === true) yield [firstId + n, generated.updatedAt(n)];
    }
    for (const record of shelf.between(firstId + count - 1, Infinity)) {
      if (record.archivedAt === null) yield stampOf(record);
    }
  }

  /** A page of records by ascending id, generated ones that are live by their numbers. */
  page(type: ObjectType, after: number, size: number, archived: boolean): readonly (StoredRecord | number)[] {
    const { shelf, generated } = this.#room(type);
    const page: (StoredRecord | number)[] = [];
    const fill = (records: Iterable<StoredRecord>): void => {
      for (const record of records) {
        if (page.length >= size) return;
        if ((record.archivedAt !== null) === archived) page.push(record);
      }
    };
    if (generated === null) {
      fill(shelf.between(after, Infinity));
      return page;
    }
    const { firstId, count } = generated.source;
    fill(shelf.between(after, firstId));
    for (let n = Math.max(0, after + 1 - firstId); n < count && page.length < size; n += 1) {
      if (generated.isGone(n) || generated.isLive(n) === archived) continue;
      page.push(archived ? generated.record(n) : n);
    }
    fill(shelf.between(Math.max(after, firstId + count - 1), Infinity));
    return page;
  }

  /** The live record with an id, or the one it was merged into; a generated one by its number. */
  lookUp(type: ObjectType, id: string): StoredRecord | number | undefined {
    const { generated } = this.#room(type);
    const current = this.currentId(type, id);
    const n = generated?.numberOf(current) ?? -1;
    if (generated === null || n < 0) return this.getLive(type, current);
    return generated.isLive(n) ? n : undefined;
  }

  /** Records that are not as they were generated, and those that never were: what keeping the portal must keep. */
  *held(type: ObjectType): Generator<StoredRecord> {
    const { shelf, generated } = this.#room(type);
    yield* shelf.between(0, Infinity);
    for (const n of generated?.changed() ?? []) {
      if (generated !== null && !generated.isGone(n)) yield generated.record(n);
    }
  }

  /** Generated records that are gone and were not merged. */
  *gone(type: ObjectType): Generator<string> {
    const { generated, mergedInto } = this.#room(type);
    for (const n of generated?.changed() ?? []) {
      const id = generated?.idOf(n) ?? '';
      if (generated?.isGone(n) === true && !mergedInto.has(id)) yield id;
    }
  }

  /** How many records of the type there are, archived ones too. */
  count(type: ObjectType): number {
    const { shelf, generated } = this.#room(type);
    return shelf.count + (generated?.count ?? 0);
  }
}
