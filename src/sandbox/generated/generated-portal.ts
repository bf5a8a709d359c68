import type { RecordRef } from '../change.js';
import type { ObjectType } from '../object-types.js';

/** A record that a record is associated with, and by which association type keys. */
export interface LinkTarget {
  readonly id: string;
  readonly keys: readonly string[];
}

/** Reads one property of the n-th generated record; undefined where it has no value. */
export type Reader = (n: number) => string | undefined;

/** The generated records of one object type: record n is a pure function of the portal's seed, the type and n. */
export interface GeneratedRecords {
  /** The id of record 0; the others follow. */
  readonly firstId: number;
  readonly count: number;
  /** Every property that a record may have. Values are free of quotes, backslashes and control characters. */
  readonly readers: ReadonlyMap<string, Reader>;
  /** Milliseconds since the epoch. */
  createdAt(n: number): number;
  updatedAt(n: number): number;
}

/** A portal of any size that nobody has written down: computed when it is asked for. */
export interface GeneratedPortal {
  records(type: ObjectType): GeneratedRecords | undefined;
  /** What a generated record is associated with, by ascending id; nothing for all other records. */
  targets(from: RecordRef, to: ObjectType): readonly LinkTarget[];
}
