import * as z from 'zod';
import { dealId } from '../domain/ids.js';
import { tagDeals as tag } from '../operations/tag-deals.js';
import type { BulkSavedView } from '../operations/views/bulk-view.js';
import type { EffectView } from '../operations/views/effect-view.js';
import { digest } from './digest.js';
import { recordIdInput, type Handler } from './handler.js';
import { basisInput, confirmInput, modeInput, removeInput, setInput } from './tag-input.js';

/** What one function can do within its time; pages ask in parts. */
const MOST_DEALS = 100;

const input = z.object({
  dealIds: z.array(recordIdInput).min(1).max(MOST_DEALS),
  change: z.discriminatedUnion('kind', [setInput, removeInput, confirmInput]),
  mode: modeInput,
  basis: basisInput,
});

/** The same change of a partner's tag on many deals; the effect on all of them is told first. */
export const tagDeals: Handler<z.infer<typeof input>, EffectView | BulkSavedView> = {
  name: 'tag-deals',
  input,
  run: (deps, { dealIds, change, mode, basis = null }) =>
    tag({ ...deps, digest }, { changes: dealIds.map((id) => ({ dealId: dealId(id), change })), mode, basis }),
};
