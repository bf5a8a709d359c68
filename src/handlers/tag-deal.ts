import * as z from 'zod';
import { dealId } from '../domain/ids.js';
import { changeTag } from '../operations/change-tag.js';
import type { EffectView, SavedView } from '../operations/views/effect-view.js';
import { digest } from './digest.js';
import { recordIdInput, type Handler } from './handler.js';
import { basisInput, modeInput, removeInput, setInput } from './tag-input.js';

const input = z.object({
  dealId: recordIdInput,
  change: z.discriminatedUnion('kind', [setInput, removeInput]),
  mode: modeInput,
  basis: basisInput,
});

/** Tags a partner on a deal, changes its tag or takes it off; the effect is told first. */
export const tagDeal: Handler<z.infer<typeof input>, EffectView | SavedView> = {
  name: 'tag-deal',
  input,
  run: (deps, { dealId: id, change, mode, basis = null }) =>
    changeTag({ ...deps, digest }, { dealId: dealId(id), change, mode, basis }),
};
