/** How changes of what a partner's people hold are asked for. */
import * as z from 'zod';
import { dayInput } from './field-input.js';
import { recordIdInput } from './handler.js';

const certification = { contactId: recordIdInput, name: z.string().max(500), since: dayInput };

/** One object a kind. */
export const ENABLEMENT_CHANGES = [
  z.object({
    kind: z.literal('add_certification'),
    ...certification,
    until: dayInput.nullable().default(null),
  }),
  z.object({ kind: z.literal('remove_certification'), ...certification }),
  z.object({ kind: z.literal('set_executive'), contactId: recordIdInput, isExecutive: z.boolean() }),
] as const;
