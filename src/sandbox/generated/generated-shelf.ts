import type { StoredRecord } from '../change.js';
import { CompressedLog } from './compressed-log.js';
import type { GeneratedRecords } from './generated-portal.js';
import { LazyProperties } from './lazy-properties.js';

/** What was written over a generated record: only what differs, null where it took a value away. */
export interface Rewritten {
  readonly updatedAt: number;
  readonly archivedAt: number | null;
  readonly properties: Readonly<Record<string, string | null>>;
}

const AS_GENERATED = 0;
const REWRITTEN = 1;
const ARCHIVED = 2;
const GONE = 3;

/** The generated records of one type with what was written over them, held in a few bytes a record. */
export class GeneratedShelf {
  readonly #log = new CompressedLog();
  #state: Uint8Array | null = null;
  #position: Float64Array | null = null;
  #updatedAt: Float64Array | null = null;
  #gone = 0;

  constructor(readonly source: GeneratedRecords) {}

  get count(): number {
    return this.source.count - this.#gone;
  }

  /** The number of a record by its id; -1 where the id is none of these. */
  numberOf(id: string): number {
    const n = Number(id) - this.source.firstId;
    return Number.isInteger(n) && n >= 0 && n < this.source.count && String(n + this.source.firstId) === id
      ? n
      : -1;
  }

  idOf(n: number): string {
    return String(this.source.firstId + n);
  }

  isGone(n: number): boolean {
    return this.#state?.[n] === GONE;
  }

  isLive(n: number): boolean {
    const state = this.#state?.[n] ?? AS_GENERATED;
    return state === AS_GENERATED || state === REWRITTEN;
  }

  /** When a record was last changed, without reading it. */
  updatedAt(n: number): number {
    const state = this.#state?.[n] ?? AS_GENERATED;
    return state === AS_GENERATED ? this.source.updatedAt(n) : (this.#updatedAt?.[n] ?? 0);
  }

  /** What was written over a record; null where nothing was. */
  rewritten(n: number): Rewritten | null {
    const state = this.#state?.[n] ?? AS_GENERATED;
    if (state === AS_GENERATED || state === GONE) return null;
    return JSON.parse(this.#log.read(this.#position?.[n] ?? 0)) as Rewritten;
  }

  record(n: number): StoredRecord {
    const over = this.rewritten(n);
    const asGenerated = new LazyProperties(this.source, n);
    const shared = { id: this.idOf(n), createdAt: this.source.createdAt(n) };
    if (over === null) {
      return { ...shared, updatedAt: this.source.updatedAt(n), archivedAt: null, properties: asGenerated };
    }
    const properties = new Map(asGenerated);
    for (const [name, value] of Object.entries(over.properties)) {
      if (value === null) properties.delete(name);
      else properties.set(name, value);
    }
    return { ...shared, updatedAt: over.updatedAt, archivedAt: over.archivedAt, properties };
  }

  put(n: number, record: StoredRecord): void {
    const properties: Record<string, string | null> = {};
    for (const [name, value] of record.properties) {
      if (this.source.readers.get(name)?.(n) !== value) properties[name] = value;
    }
    for (const [name, read] of this.source.readers) {
      if (!record.properties.has(name) && read(n) !== undefined) properties[name] = null;
    }
    const { updatedAt, archivedAt } = record;
    this.#position ??= new Float64Array(this.source.count);
    this.#updatedAt ??= new Float64Array(this.source.count);
    this.#position[n] = this.#log.append(
      JSON.stringify({ updatedAt, archivedAt, properties } satisfies Rewritten),
    );
    this.#updatedAt[n] = updatedAt;
    this.#setState(n, archivedAt === null ? REWRITTEN : ARCHIVED);
  }

  remove(n: number): void {
    if (this.isGone(n)) return;
    this.#setState(n, GONE);
    this.#gone += 1;
  }

  #setState(n: number, state: number): void {
    this.#state ??= new Uint8Array(this.source.count);
    this.#state[n] = state;
  }

  /** The numbers of the records that are not as they were generated, those that are gone among them. */
  *changed(): Generator<number> {
    if (this.#state === null) return;
    for (let n = 0; n < this.#state.length; n += 1) if (this.#state[n] !== AS_GENERATED) yield n;
  }
}
