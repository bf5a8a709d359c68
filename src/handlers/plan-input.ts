/** How changes of a joint plan, and health reviews, are asked for. Rules of their words are the domain's, which say what to do. */
import * as z from 'zod';
import { KPI_IDS } from '../domain/kpi.js';
import { REVIEW_DECISIONS } from '../domain/partner-programme.js';
import { recordIdInput } from './handler.js';

/** Beyond it nobody typed it; how long a name or a note may be is told by the domain. */
const typed = z.string().max(10_000);
const ownId = z.string().min(1).max(100);
/** `YYYY-MM-DD`; in whose day it is, the portal's time zone says. */
const day = z.string().max(40);

const objective = { objectiveId: ownId } as const;
const keyResult = { kpi: z.enum(KPI_IDS), target: typed, dueOn: day } as const;

/** One object a kind. */
export const PLAN_CHANGES = [
  z.object({
    kind: z.literal('add_objective'),
    title: typed,
    keyResult: z.object(keyResult).nullable().default(null),
  }),
  z.object({ kind: z.literal('change_objective'), ...objective, title: typed }),
  z.object({ kind: z.literal('close_objective'), ...objective }),
  z.object({ kind: z.literal('reopen_objective'), ...objective }),
  z.object({ kind: z.literal('add_key_result'), ...objective, ...keyResult }),
  z.object({
    kind: z.literal('change_key_result'),
    ...objective,
    ...{ keyResultId: ownId, target: typed, dueOn: day },
  }),
  z.object({ kind: z.literal('remove_key_result'), ...objective, keyResultId: ownId }),
  z.object({
    kind: z.literal('add_initiative'),
    ...objective,
    ...{ title: typed, dueOn: day, ownerId: recordIdInput.nullable().default(null) },
  }),
  z.object({
    kind: z.literal('link_initiative'),
    ...objective,
    initiative: z.object({ kind: z.enum(['task', 'event']), recordId: recordIdInput }),
  }),
  z.object({ kind: z.literal('complete_initiative'), ...objective, recordId: recordIdInput }),
  z.object({ kind: z.literal('remove_initiative'), ...objective, recordId: recordIdInput }),
  z.object({
    kind: z.literal('hold_review'),
    decision: z.enum(REVIEW_DECISIONS),
    note: typed.nullable().default(null),
    heldOn: day.nullable().default(null),
    nextOn: day.nullable().default(null),
  }),
] as const;
