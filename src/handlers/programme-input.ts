/** How a change of a partner's programme is asked for: one object a kind. */
import * as z from 'zod';
import { parseInstant, type Instant } from '../domain/calendar.js';
import { PARTNER_STAGES, type PartnerStage } from '../domain/partner.js';
import { PLAN_CHANGES } from './plan-input.js';

/** HubSpot keeps at most 65,536 characters; what people type here is a sentence or two. */
const LONGEST_TEXT = 1_000;

export const sentenceInput = z.string().trim().max(LONGEST_TEXT);

/** A day, or an instant; both in ISO 8601. */
export const dayInput = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: `“${text.slice(0, 40)}” is no day such as 2026-09-12` });
  return z.NEVER;
});

const itemInput = z.string().min(1).max(100);

/** Kinds of a part of the programme stand together. */
export const programmeChangeInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('move'),
    to: z.enum(Object.keys(PARTNER_STAGES) as PartnerStage[]),
    reason: sentenceInput.nullable().default(null),
    at: dayInput.nullable().default(null),
  }),
  z.object({ kind: z.literal('tick'), item: itemInput }),
  z.object({ kind: z.literal('untick'), item: itemInput }),
  ...PLAN_CHANGES,
]);
