import type { Change, StoredRecord } from '../change.js';
import type { ObjectType } from '../object-types.js';
import type { RecordStore } from '../record-store.js';
import { ModifiedIndex } from './modified-index.js';

/** A change that search does not see yet. */
interface Pending {
  readonly at: number;
  readonly type: ObjectType;
  readonly id: string;
  /** The record as search had it; undefined where it was not there. */
  readonly before: StoredRecord | undefined;
}

/** Found ids are kept for the pages of a search that follow, for so many searches. */
const KEPT_RESULTS = 4;
/** Beyond so many changes between two searches an index is built anew. */
const MAX_TOUCHED = 100_000;

/** So many pending changes are looked through for due ones without anybody asking. */
const SETTLE_BEYOND = 10_000;

const keyOf = (type: ObjectType, id: string): string => `${type}/${id}`;

interface Affected {
  readonly type: ObjectType;
  readonly ids: readonly string[];
}

/** The records that a change writes, merges or takes away. */
function affected(change: Change): Affected | null {
  if (change.kind === 'record') return { type: change.type, ids: [change.record.id] };
  if (change.kind === 'record-gone') return { type: change.type, ids: [change.id] };
  return change.kind === 'merged' ? change : null;
}

/**
 * The records as search sees them: live ones, each as it was before its changes of the last `searchLagMs`. A change that
 * was made without a lag is seen at once and for good; so is one whose lag has passed.
 */
export class SearchView {
  #pending: Pending[] = [];
  #earliest = Infinity;
  #settleBeyond = SETTLE_BEYOND;
  /** The pending changes of each record, in order. */
  readonly #hidden = new Map<string, Pending[]>();
  readonly #indexes = new Map<ObjectType, ModifiedIndex>();
  /** Records whose place in an index is to be looked up. */
  readonly #touched = new Map<ObjectType, Set<string>>();
  readonly #results = new Map<string, readonly number[]>();

  constructor(
    readonly records: RecordStore,
    readonly lag: { readonly searchLagMs: number },
  ) {}

  /** Takes note of changes that are about to be made at `now`. */
  note(changes: readonly Change[], now: number): void {
    this.#results.clear();
    // Where nobody searches, what is due would pile up.
    if (this.#pending.length >= this.#settleBeyond) {
      this.settle(now);
      this.#settleBeyond = Math.max(SETTLE_BEYOND, 2 * this.#pending.length);
    }
    for (const change of changes) {
      const found = affected(change);
      for (const id of found?.ids ?? []) if (found !== null) this.#noteRecord(found.type, id, now);
    }
  }

  #noteRecord(type: ObjectType, id: string, at: number): void {
    if (this.lag.searchLagMs === 0) {
      this.#touch(type, id);
      return;
    }
    const pending = { at, type, id, before: this.records.getLive(type, id) };
    const key = keyOf(type, id);
    this.#pending.push(pending);
    this.#earliest = Math.min(this.#earliest, at);
    this.#hidden.set(key, [...(this.#hidden.get(key) ?? []), pending]);
  }

  #touch(type: ObjectType, id: string): void {
    if (!this.#indexes.has(type)) return;
    const touched = this.#touched.get(type) ?? new Set();
    this.#touched.set(type, touched.add(id));
    if (touched.size <= MAX_TOUCHED) return;
    this.#indexes.delete(type);
    this.#touched.delete(type);
  }

  /** Lets search see every change whose lag has passed at `now`. */
  settle(now: number): void {
    const due = ({ at }: Pending): boolean => at + this.lag.searchLagMs <= now;
    if (this.#earliest + this.lag.searchLagMs > now) return;
    const seen = this.#pending.filter(due);
    this.#pending = this.#pending.filter((pending) => !due(pending));
    this.#earliest = this.#pending.reduce((earliest, { at }) => Math.min(earliest, at), Infinity);
    for (const { type, id } of seen) {
      const key = keyOf(type, id);
      const left = (this.#hidden.get(key) ?? []).filter((pending) => !due(pending));
      if (left.length === 0) this.#hidden.delete(key);
      else this.#hidden.set(key, left);
      this.#touch(type, id);
    }
    this.#results.clear();
  }

  /** The record as search sees it; undefined where it sees none. */
  get(type: ObjectType, id: string): StoredRecord | undefined {
    const pending = this.#firstPending(type, id);
    return pending === undefined ? this.records.getLive(type, id) : pending.before;
  }

  /** The same for an answer: a generated record that search sees as it is by its number. */
  lookUp(type: ObjectType, id: string): StoredRecord | number | undefined {
    const pending = this.#firstPending(type, id);
    return pending === undefined ? this.records.lookUp(type, id) : pending.before;
  }

  #firstPending(type: ObjectType, id: string): Pending | undefined {
    return this.#hidden.size === 0 ? undefined : this.#hidden.get(keyOf(type, id))?.[0];
  }

  /** Everything that search sees of a type, by when it was modified. */
  index(type: ObjectType): ModifiedIndex {
    const index = this.#indexes.get(type) ?? this.#build(type);
    this.#indexes.set(type, index);
    for (const id of this.#touched.get(type) ?? []) index.set(Number(id), this.#modified(type, id));
    this.#touched.delete(type);
    return index;
  }

  #modified(type: ObjectType, id: string): number | null {
    return this.get(type, id)?.updatedAt ?? null;
  }

  #build(type: ObjectType): ModifiedIndex {
    const times: number[] = [];
    const ids: number[] = [];
    for (const [id, updatedAt] of this.records.stamps(type)) {
      ids.push(id);
      times.push(updatedAt);
    }
    const index = new ModifiedIndex({ times, ids });
    for (const { type: its, id } of this.#pending) {
      if (its === type) index.set(Number(id), this.#modified(type, id));
    }
    return index;
  }

  /** What a search finds; worked out once for all its pages while nothing changes. */
  results(key: string, find: () => readonly number[]): readonly number[] {
    const known = this.#results.get(key);
    const found = known ?? find();
    this.#results.delete(key);
    this.#results.set(key, found);
    const [oldest] = this.#results.keys();
    if (this.#results.size > KEPT_RESULTS && oldest !== undefined) this.#results.delete(oldest);
    return found;
  }
}
