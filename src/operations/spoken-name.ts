/** Names as they stand inside a sentence, whatever people have put into them. */

/** Longer names are cut in sentences; tables have them in full. */
const LONGEST = 60;

// Letters of scripts that are written from right to left: Hebrew to Arabic Extended, their presentation forms, and the
// supplementary ones (Unicode 16, “Bidirectional Class” R and AL).
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

// What turns the direction of all that follows; a name may hold one that it never closes.
const DIRECTION_CONTROLS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

// A control character may move a terminal's cursor, colour what follows, or end a text.
const BLANKS = /[\s\p{Cc}]+/gu;

const plainName = (name: string): string => name.replace(DIRECTION_CONTROLS, '').replace(BLANKS, ' ').trim();

// First strong isolate … pop directional isolate: the name has its own direction, the sentence keeps its.
const isolated = (name: string): string => `\u2068${name}\u2069`;

/**
 * A name to be put into a sentence: on one line, at most 60 characters, and isolated where it is written from right to
 * left, so that the words around it keep their order (UAX #9, “Explicit Directional Isolates”).
 */
export function spokenName(name: string): string {
  const plain = plainName(name);
  const characters = Array.from(plain);
  const short =
    characters.length > LONGEST
      ? `${characters
          .slice(0, LONGEST - 1)
          .join('')
          .trimEnd()}…`
      : plain;
  return RIGHT_TO_LEFT.test(short) ? isolated(short) : short;
}

/** Whether a sentence has less than the whole name. */
export const isCut = (name: string): boolean => Array.from(plainName(name)).length > LONGEST;

/** Whose. Examples: "Contoso" → "Contoso’s", "Northwind Systems" → "Northwind Systems’". */
export const possessive = (spoken: string): string =>
  /s\u2069?$/iu.test(spoken) ? `${spoken}’` : `${spoken}’s`;
