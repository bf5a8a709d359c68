import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { changeProgramme as change } from '../operations/change-programme.js';
import type { EffectView, SavedView } from '../operations/views/effect-view.js';
import { digest } from './digest.js';
import { recordIdInput, type Handler } from './handler.js';
import { programmeChangeInput } from './programme-input.js';
import { basisInput, modeInput } from './tag-input.js';

const input = z.object({
  companyId: recordIdInput,
  change: programmeChangeInput,
  mode: modeInput,
  basis: basisInput,
});

/** The partnership manager moves, ticks off, agrees, plans; the effect is told first. */
export const changeProgramme: Handler<z.infer<typeof input>, EffectView | SavedView> = {
  name: 'change-programme',
  input,
  run: (deps, { basis = null, ...asked }) =>
    change({ ...deps, digest, newId: randomUUID }, { ...asked, basis }),
};
