/** How changes of an agreement are asked for; a day alone is a day, whatever the portal's time zone. */
import * as z from 'zod';
import { dayInput, sentenceInput } from './field-input.js';

const day = dayInput.nullable().optional();
const terms = {
  signedAt: day,
  startsAt: day,
  noticeDays: z.number().nullable().optional(),
  renewsItself: z.boolean().optional(),
  value: z
    .object({ amount: z.string().max(40), currency: z.string().trim().max(3) })
    .nullable()
    .optional(),
  document: z.string().trim().max(2_000).nullable().optional(),
  compliance: z.object({ data_protection: day, insurance: day, security_review: day }).optional(),
};

/** One object a kind. */
export const AGREEMENT_CHANGES = [
  z.object({ kind: z.literal('set_agreement'), ...terms, endsAt: day }),
  z.object({
    kind: z.literal('renew_agreement'),
    outcome: z.enum(['renewed', 'changed']),
    ...terms,
    endsAt: dayInput,
  }),
  z.object({ kind: z.literal('end_agreement'), on: dayInput, reason: sentenceInput }),
] as const;
