import * as z from 'zod';
import { PARTNER_TIERS, type PartnerTier } from '../domain/partner.js';
import { dayInput, sentenceInput } from './field-input.js';

/** Changes of a partner's tier, one object a kind. */
export const TIER_CHANGES = [
  z.object({
    kind: z.literal('override_tier'),
    tier: z.enum(Object.keys(PARTNER_TIERS) as PartnerTier[]),
    reason: sentenceInput,
    approver: sentenceInput.nullable().default(null),
    until: dayInput,
  }),
  z.object({ kind: z.literal('end_override') }),
] as const;
