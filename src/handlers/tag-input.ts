/** How a change of a tag is asked for, by whatever card or page. */
import * as z from 'zod';
import { partnerId, type PartnerId } from '../domain/ids.js';
import { MOTIONS, ROLES } from '../domain/touch.js';
import { recordIdInput } from './handler.js';

/** HubSpot keeps at most 65,536 characters; a reason is a sentence or two. */
const LONGEST_REASON = 1_000;

export const partnerIdInput = recordIdInput.transform((text): PartnerId => partnerId(text));
export const roleInput = z.enum(ROLES);
export const motionInput = z.enum(MOTIONS).nullable();
export const reasonInput = z.string().trim().min(1, 'is empty: say why').max(LONGEST_REASON);

/** `preview` tells the effect, `save` makes the change; `basis` comes from the preview. */
export const modeInput = z.enum(['preview', 'save']);
export const basisInput = z.string().min(1).max(200).optional();

export const setInput = z.object({
  kind: z.literal('set'),
  partnerId: partnerIdInput,
  role: roleInput,
  motion: motionInput.default(null),
});
export const removeInput = z.object({ kind: z.literal('remove'), partnerId: partnerIdInput });
export const confirmInput = z.object({ kind: z.literal('confirm'), partnerId: partnerIdInput });
