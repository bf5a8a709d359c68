/**
 * A deal's touches as one property of it: versioned, at most 64 kB, the newest that fit and the number of the rest.
 */
import * as z from 'zod';
import { formatInstant, parseInstant, type Instant } from '../domain/calendar.js';
import { partnerId, touchId, type DealId } from '../domain/ids.js';
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
    }),
  ),
});

/** The property's text; `asOf` stands before the touches, so that texts can be compared without it. */
export function encodeTouches(touches: readonly Touch[], asOf: Instant): string {
  const newestFirst = touches.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  const encoded: string[] = [];
  let characters = 0;
  for (const touch of newestFirst) {
    const text = JSON.stringify({
      id: touch.id,
      partner: touch.partnerId,
      at: formatInstant(touch.at),
      kind: touch.kind,
      ...(touch.title === null ? {} : { title: touch.title.slice(0, 120) }),
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

/** Reads the property; null where it is not one of ours. */
export function decodeTouches(text: string, deal: DealId): PublishedTouches | null {
  const parsed = published.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const asOf = parseInstant(parsed.data.asOf);
  if (asOf === null) return null;
  const touches = parsed.data.touches.flatMap((one): readonly Touch[] => {
    const at = parseInstant(one.at);
    if (at === null) return [];
    const { kind, title } = one;
    return [
      { id: touchId(one.id), dealId: deal, partnerId: partnerId(one.partner), at, kind, status: null, title },
    ];
  });
  return touches.length === parsed.data.touches.length ? { asOf, touches, older: parsed.data.older } : null;
}
