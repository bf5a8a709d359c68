import type { Words } from './byte-values.js';

/** What a cell is read as. A row with a cell that cannot be is left to the readers of strings. */
export const ROLE = {
  /** Not looked at. */
  none: 0,
  /** Two slots. Digits of ASCII, as most ids are: their number. Else −1 − where the cell starts, and where it ends. */
  id: 1,
  /** Milliseconds. */
  instant: 2,
  /** Milliseconds, NaN for anything that is not an instant in the usual way to write it. */
  instantIfAny: 3,
  /** The place of one of few words. */
  word: 4,
  /** The same, −1 for anything else. */
  wordIfAny: 5,
  /** Two slots: where the cell starts and where it ends. */
  span: 6,
} as const;

/** A column that is read, into the slot `slot` and, if its role has two, the one behind. */
export interface ReadColumn {
  readonly role: (typeof ROLE)[keyof typeof ROLE];
  readonly slot: number;
  readonly words?: Words;
}

/** How the cells of a file are read, by their place in the header. */
export interface CellRoles {
  readonly width: number;
  readonly role: Uint8Array;
  readonly slot: Uint8Array;
  readonly words: readonly (Words | null)[];
}

/**
 * Fits what is read to a header.
 * @param columns by name; those that the header does not have are passed over.
 */
export function cellRoles(
  header: readonly string[],
  columns: Readonly<Record<string, ReadColumn>>,
): CellRoles {
  const each = header.map((name) => (Object.hasOwn(columns, name) ? columns[name] : undefined));
  return {
    width: header.length,
    role: Uint8Array.from(each, (one) => one?.role ?? ROLE.none),
    slot: Uint8Array.from(each, (one) => one?.slot ?? 0),
    words: each.map((one) => one?.words ?? null),
  };
}
