/** How a change of a partner's programme is asked for: one object a kind. */
import * as z from 'zod';
import { PARTNER_STAGES, type PartnerStage } from '../domain/partner.js';
import { AGREEMENT_CHANGES } from './agreement-input.js';
import { ENABLEMENT_CHANGES } from './enablement-input.js';
import { dayInput, sentenceInput } from './field-input.js';
import { PLAN_CHANGES } from './plan-input.js';
import { TIER_CHANGES } from './tier-input.js';

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
  ...AGREEMENT_CHANGES,
  ...ENABLEMENT_CHANGES,
  ...PLAN_CHANGES,
  ...TIER_CHANGES,
]);
