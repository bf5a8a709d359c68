import type { StoredRecord } from './change.js';

/** Records of one type that somebody has written down, in the order of their ids. */
export class Shelf {
  readonly #byId = new Map<string, StoredRecord>();
  /** Ascending, so that a list pages from any id. */
  readonly #ids: number[] = [];

  get count(): number {
    return this.#ids.length;
  }

  get(id: string): StoredRecord | undefined {
    return this.#byId.get(id);
  }

  put(record: StoredRecord): void {
    if (!this.#byId.has(record.id)) insertSorted(this.#ids, Number(record.id));
    this.#byId.set(record.id, record);
  }

  remove(id: string): void {
    if (!this.#byId.delete(id)) return;
    this.#ids.splice(firstAbove(this.#ids, Number(id) - 1), 1);
  }

  /** Records with ids above `after` and below `before`, ascending. */
  *between(after: number, before: number): Generator<StoredRecord> {
    for (let at = firstAbove(this.#ids, after); at < this.#ids.length; at += 1) {
      const id = this.#ids[at] ?? Infinity;
      if (id >= before) return;
      const record = this.#byId.get(String(id));
      if (record !== undefined) yield record;
    }
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
