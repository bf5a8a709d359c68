/** Fields that people fill in, whatever part of the programme they belong to. */
import * as z from 'zod';
import { parseInstant, type Instant } from '../domain/calendar.js';

/** HubSpot keeps at most 65,536 characters; what people type here is a sentence or two. */
const LONGEST_TEXT = 1_000;

export const sentenceInput = z.string().trim().max(LONGEST_TEXT);

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as HubSpot keeps it, at 00:00Z; whose day it is does not matter to it. */
export const dayInput = z.string().transform((text, context): Instant => {
  const at = DAY.test(text) ? parseInstant(text) : null;
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: `“${text.slice(0, 40)}” is no day such as 2026-09-12` });
  return z.NEVER;
});
