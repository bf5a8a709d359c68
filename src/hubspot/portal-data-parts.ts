/**
 * A long text as several property values: HubSpot holds 65,536 characters in one. Every part says which it is, of how
 * many, and of which text, so that parts of two writings are never taken for one text.
 */

/** Leaves room for the head of a part. */
const PART_CHARACTERS = 60_000;
/** As many as one read asks for; far more than anything that is kept. */
export const MOST_PARTS = 16;

const HEAD = /^v1 ([0-9a-f]{8}) (\d{1,3})\/(\d{1,3})\n/;

/** A part's key: the first has the plain one. */
export const partKey = (key: string, part: number): string => (part === 1 ? key : `${key}/${part}`);

/** FNV-1a over UTF-16 code units: it tells one writing from another, and guards against no one. */
function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}

/** The parts of a text, the first one first. */
export function splitText(text: string): readonly string[] {
  const count = Math.max(1, Math.ceil(text.length / PART_CHARACTERS));
  const mark = markOf(text);
  return Array.from(
    { length: count },
    (_, place) =>
      `v1 ${mark} ${place + 1}/${count}\n${text.slice(place * PART_CHARACTERS, (place + 1) * PART_CHARACTERS)}`,
  );
}

/**
 * The text of its parts.
 * @param partOf the value of a part by its number; null where there is none.
 * @returns null where the parts are not those of one text.
 */
export function joinText(partOf: (part: number) => string | null): string | null {
  const [, mark, , count] = HEAD.exec(partOf(1) ?? '') ?? [];
  if (mark === undefined) return null;
  const texts: string[] = [];
  for (let part = 1; part <= Number(count); part += 1) {
    const value = partOf(part) ?? '';
    const head = HEAD.exec(value);
    if (head?.[1] !== mark || Number(head[2]) !== part || head[3] !== count) return null;
    texts.push(value.slice(head[0].length));
  }
  const text = texts.join('');
  return markOf(text) === mark ? text : null;
}
