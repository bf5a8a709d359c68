/**
 * A deal's touches as one property of it: versioned, at most 64 kB, the newest that fit and the number of the rest.
 */
import * as z from 'zod';
import { formatInstant, parseInstant, type Instant } from '../domain/calendar.js';
import { partnerId, touchId, type DealId } from '../domain/ids.js';
import { compareTouches } from '../domain/columns/build-columns.js';
import { TOUCH_KINDS, type Touch } from '../domain/touch.js';
import type { PublishedTouches } from '../operations/crm-port.js';
import { parseJson } from './parse-json.js';

/** HubSpot holds 65,536 characters in a text property. */
const MOST_CHARACTERS = 65_000;

const published = z.object({
  v: z.literal(1),
  asOf: z.string(),
  older: z.number().default(0),
  touches: z.array(
    z.object({
      id: z.string(),
      partner: z.string(),
      at: z.string(),
      kind: z.enum(TOUCH_KINDS),
      title: z.string().nullable().default(null),
      outcomeMissing: z.literal(true).optional(),
      status: z.string().nullable().default(null),
    }),
  ),
});

/** The property's text; `asOf` stands before the touches, so that texts can be compared without it. */
export function encodeTouches(touches: readonly Touch[], asOf: Instant): string {
  // Partners that share an activity share its id: without their own order, the same touches would be two texts.
  // A whole order, so that the order in which HubSpot lists associations changes nothing.
  const newestFirst = touches.toSorted((a, b) => compareTouches(b, a));
  const encoded: string[] = [];
  let characters = 0;
  for (const touch of newestFirst) {
    const text = JSON.stringify({
      id: touch.id,
      partner: touch.partnerId,
      at: formatInstant(touch.at),
      kind: touch.kind,
      // Who may read a deal may not be who may read its mail: subjects stay where they are.
      ...(touch.title === null || touch.kind === 'email' ? {} : { title: touch.title.slice(0, 120) }),
      ...(touch.outcomeMissing === true ? { outcomeMissing: true } : {}),
      // Whether a registration counts is told by it; nothing else has one.
      ...(touch.status === null ? {} : { status: touch.status }),
    });
    characters += text.length + 1;
    if (characters > MOST_CHARACTERS) break;
    encoded.push(text);
  }
  const older = touches.length - encoded.length;
  const rest = older === 0 ? '' : `,"older":${older}`;
  return `{"v":1,"asOf":"${formatInstant(asOf)}"${rest},"touches":[${encoded.join(',')}]}`;
}

/** The text of the property without its as-of instant: what is compared to see whether anything changed. */
export const withoutAsOf = (text: string): string => text.replace(/"asOf":"[^"]*"/, '');

/** Reads the property; what is not of our writing is `unreadable`, never “no touches”. */
export function decodeTouches(text: string | null, deal: DealId): PublishedTouches {
  if (text === null) return { kind: 'none' };
  const parsed = published.safeParse(parseJson(text));
  const asOf = parsed.success ? parseInstant(parsed.data.asOf) : null;
  if (!parsed.success || asOf === null) return { kind: 'unreadable' };
  const touches = parsed.data.touches.map(({ outcomeMissing, ...one }): Touch | null => {
    const at = parseInstant(one.at);
    if (at === null) return null;
    const { kind, title, status } = one;
    const touch = { id: touchId(one.id), dealId: deal, partnerId: partnerId(one.partner), at, kind, title };
    return { ...touch, status, ...(outcomeMissing === true ? { outcomeMissing } : {}) };
  });
  const read = touches.filter((touch) => touch !== null);
  if (read.length < touches.length) return { kind: 'unreadable' };
  return { kind: 'read', asOf, touches: read, older: parsed.data.older };
}
