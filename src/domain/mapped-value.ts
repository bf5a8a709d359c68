/** Looks a portal's value up among those that a mapping names: as it is written, else without case and outer blanks. */
import { sameWords } from './mapping-violations.js';

type Values<T> = Readonly<Record<string, T>>;

const spellings = new WeakMap<object, ReadonlyMap<string, unknown>>();

/** What a value means; undefined where the mapping does not name it. */
export function meaningIn<T extends string | null>(values: Values<T>, text: string): T | undefined {
  if (Object.hasOwn(values, text)) return values[text];
  let known = spellings.get(values) as ReadonlyMap<string, T> | undefined;
  if (known === undefined) {
    known = new Map(Object.entries(values).map(([value, meant]) => [sameWords(value), meant]));
    spellings.set(values, known);
  }
  return known.get(sameWords(text));
}
