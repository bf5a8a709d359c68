/** The deal property `partnership_rulings`: what the partnership manager decided, by whom, why and when. */
import * as z from 'zod';
import { partnerId, type DealId } from '../domain/ids.js';
import { MOTIONS, ROLES, type Tag } from '../domain/touch.js';
import { parseJson } from './parse-json.js';

const rulings = z.array(
  z.object({
    partnerId: z.string().min(1),
    role: z.enum(ROLES),
    motion: z.enum(MOTIONS).nullable().default(null),
    reason: z.string(),
    author: z.string(),
    at: z.iso.datetime({ offset: true }),
  }),
);

/** The decided tags of a deal; null where the property is not what we write there. */
export function decodeRulings(text: string, deal: DealId): readonly Tag[] | null {
  const parsed = rulings.safeParse(parseJson(text));
  if (!parsed.success) return null;
  return parsed.data.map((ruling) => ({
    dealId: deal,
    partnerId: partnerId(ruling.partnerId),
    role: ruling.role,
    state: 'decided',
    motion: ruling.motion,
  }));
}
