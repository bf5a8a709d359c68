import * as z from 'zod';
import { dealId, partnerId } from '../domain/ids.js';
import { dismissSuggestion as dismiss } from '../operations/dismiss-suggestion.js';
import type { SavedView } from '../operations/views/effect-view.js';
import { recordIdInput, type Handler } from './handler.js';

const MOST_CHARACTERS = 500;

const input = z.object({
  dealId: recordIdInput,
  partnerId: recordIdInput,
  reason: z.string().trim().max(MOST_CHARACTERS).optional(),
});

/** Says that a suggested partner does not belong to a deal. Accepting it is `tag-deal`. */
export const dismissSuggestion: Handler<z.infer<typeof input>, SavedView> = {
  name: 'dismiss-suggestion',
  input,
  run: (deps, { dealId: id, partnerId: partner, reason = '' }) =>
    dismiss(deps, {
      dealId: dealId(id),
      partnerId: partnerId(partner),
      reason: reason === '' ? null : reason,
    }),
};
