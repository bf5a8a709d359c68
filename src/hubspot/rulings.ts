/** The deal property `partnership_rulings`: what the partnership manager decided, by whom, why and when. */
import * as z from 'zod';
import { formatInstant } from '../domain/calendar.js';
import { partnerId } from '../domain/ids.js';
import { MOTIONS, ROLES } from '../domain/touch.js';
import type { Ruling } from '../domain/tag-record.js';
import { instantText } from './instant-text.js';
import { parseJson } from './parse-json.js';

const rulings = z.array(
  z.object({
    partnerId: z.string().min(1).transform(partnerId),
    role: z.enum(ROLES),
    motion: z.enum(MOTIONS).nullable().default(null),
    reason: z.string(),
    author: z.string(),
    at: instantText,
  }),
);

/** The rulings of a deal; null where the property is not what we write there. */
export function decodeRulings(text: string): readonly Ruling[] | null {
  const parsed = rulings.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

/** The property's text; empty where there is no ruling. */
export const encodeRulings = (all: readonly Ruling[]): string =>
  all.length === 0 ? '' : JSON.stringify(all.map((one) => ({ ...one, at: formatInstant(one.at) })));
