import type { Mapping } from './mapping.js';

/** Something that is wrong with a mapping, and where. */
export interface MappingProblem {
  /** Keys and places in lists, from the whole mapping down. */
  readonly path: readonly (string | number)[];
  /** What is wrong, as the rest of a sentence that begins with the path. */
  readonly problem: string;
}

/** A mapping's JSON as it was read: sound, or everything that is wrong with it; `problems` is never empty. */
export type MappingReading =
  | { readonly kind: 'sound'; readonly mapping: Mapping }
  | { readonly kind: 'unsound'; readonly problems: readonly MappingProblem[] };
