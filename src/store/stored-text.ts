/**
 * Text as it is stored. Postgres holds neither U+0000 nor half a surrogate pair, and HubSpot's values may hold either;
 * an audit record must give back what was there, so they are escaped: U+001A and four hex digits. U+001A itself, which
 * hardly occurs, is escaped too, so that reading is exact.
 */
const ESCAPE = '\u001a';
// With the u flag a surrogate range matches unpaired ones only.
const UNSTORABLE = /[\0\u001a\ud800-\udfff]/gu;
const ESCAPED = /\u001a([0-9a-f]{4})/g;

/** Example: "a\0b" → "a\u001a0000b". */
export const storeText = (text: string): string =>
  text.replace(UNSTORABLE, (unit) => ESCAPE + unit.charCodeAt(0).toString(16).padStart(4, '0'));

/** The inverse of `storeText`. */
export const readText = (stored: string): string =>
  stored.replace(ESCAPED, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** What JSON.stringify makes of text that must be escaped; a backslash before a u may look the same. */
const PERHAPS_UNSTORABLE = /\\u(?:0000|001a|d[89a-f])/;

/** JSON whose every string and key passed through `storeText`. */
export function storeJson(value: unknown): string {
  const json = JSON.stringify(value);
  // Hardly any has something to escape, and walking through all of it costs more than writing it.
  return PERHAPS_UNSTORABLE.test(json) ? JSON.stringify(mapText(value, storeText)) : json;
}

/** The inverse of `storeJson`, on JSON that the driver has parsed already. */
export const readJson = (stored: unknown): unknown => mapText(stored, readText);

/** The same on JSON that was read as text, which is quicker: most has nothing to put back. */
export function readJsonText(text: string): unknown {
  const json: unknown = JSON.parse(text);
  return text.includes('\\u001a') ? readJson(json) : json;
}

function mapText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapText(item, change));
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapText(item, change)]));
}
