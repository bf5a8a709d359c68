/** The deal property `partnership_tag_history`: what was done to its tags, the newest first, versioned and bounded. */
import * as z from 'zod';
import { formatInstant } from '../domain/calendar.js';
import { partnerId } from '../domain/ids.js';
import { TAG_DEEDS, type TagEvent } from '../domain/tag-record.js';
import { MOTIONS, ROLES, TAG_STATES } from '../domain/touch.js';
import { instantText } from './instant-text.js';
import { parseJson } from './parse-json.js';

/** HubSpot holds 65,536 characters in a text property. */
const MOST_CHARACTERS = 60_000;

const statement = { role: z.enum(ROLES), motion: z.enum(MOTIONS).nullable() };

const history = z.object({
  v: z.literal(1),
  events: z.array(
    z.object({
      at: instantText,
      by: z.string().nullable(),
      byKnown: z.boolean(),
      what: z.enum(TAG_DEEDS),
      partnerId: z.string().min(1).transform(partnerId),
      ...statement,
      before: z.object({ ...statement, state: z.enum(TAG_STATES) }).nullable(),
      reason: z.string().nullable(),
    }),
  ),
});

/** What was done; null where the property is not what we write there. */
export function decodeTagHistory(text: string): readonly TagEvent[] | null {
  const parsed = history.safeParse(parseJson(text));
  return parsed.success ? parsed.data.events : null;
}

/** The property's text: as many of the newest events as fit. */
export function encodeTagHistory(events: readonly TagEvent[]): string {
  const encoded: string[] = [];
  let characters = 0;
  for (const event of events) {
    const text = JSON.stringify({ ...event, at: formatInstant(event.at) });
    characters += text.length + 1;
    if (characters > MOST_CHARACTERS) break;
    encoded.push(text);
  }
  return encoded.length === 0 ? '' : `{"v":1,"events":[${encoded.join(',')}]}`;
}
