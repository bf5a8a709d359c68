import { specOf, type ObjectType } from '../object-types.js';
import type { Reader } from './generated-portal.js';
import type { GeneratedShelf, Rewritten } from './generated-shelf.js';

/** The properties that an answer shows: HubSpot leaves out what it does not know. */
export function shownNames(
  type: ObjectType,
  asked: readonly string[],
  isKnown: (name: string) => boolean,
): readonly string[] {
  const spec = specOf(type);
  return asked.length === 0 ? spec.defaults : [...new Set([...spec.always, ...asked.filter(isKnown)])];
}

const NOTHING: Reader = () => undefined;

/** What a rewritten record has of a property: its own where it differs, what was generated otherwise. */
function valueOf(over: Rewritten, name: string, read: Reader, n: number): string | undefined {
  const own = over.properties[name];
  return own === undefined ? read(n) : (own ?? undefined);
}

/**
 * Writes live generated records as JSON, just as `recordBody` would have them: text from numbers, with no object in
 * between. Generated values need no escaping; written ones do.
 */
export function recordWriter(
  type: ObjectType,
  shelf: GeneratedShelf,
  names: readonly string[],
): (n: number) => string {
  const { readers } = shelf.source;
  const fields = names.map((name, index) => ({
    name,
    read: readers.get(name) ?? NOTHING,
    key: `${index === 0 ? '' : ','}${JSON.stringify(name)}:`,
  }));
  const created = readers.get(type === 'deals' ? 'createdate' : 'hs_createdate') ?? NOTHING;
  const modified = readers.get(specOf(type).modified) ?? NOTHING;
  return (n) => {
    const over = shelf.rewritten(n);
    let text = `{"id":"${shelf.idOf(n)}","properties":{`;
    for (const { name, read, key } of fields) {
      const value = over === null ? read(n) : valueOf(over, name, read, n);
      text += key + (value === undefined ? 'null' : over === null ? `"${value}"` : JSON.stringify(value));
    }
    const createdAt =
      over === null
        ? created(n)
        : valueOf(over, type === 'deals' ? 'createdate' : 'hs_createdate', created, n);
    const updatedAt = over === null ? modified(n) : new Date(over.updatedAt).toISOString();
    return `${text}},"createdAt":"${createdAt}","updatedAt":"${updatedAt}","archived":false}`;
  };
}
