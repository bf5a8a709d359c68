import * as z from 'zod';
import { dealId } from '../domain/ids.js';
import { ruleOnTag as rule } from '../operations/rule-on-tag.js';
import type { EffectView, SavedView } from '../operations/views/effect-view.js';
import { digest } from './digest.js';
import { recordIdInput, type Handler } from './handler.js';
import { basisInput, modeInput, motionInput, partnerIdInput, reasonInput, roleInput } from './tag-input.js';

const input = z.object({
  dealId: recordIdInput,
  partnerId: partnerIdInput,
  ruling: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('confirm') }),
    z.object({
      kind: z.literal('decide'),
      role: roleInput,
      motion: motionInput.default(null),
      reason: reasonInput,
    }),
    z.object({ kind: z.literal('refuse'), reason: reasonInput }),
    z.object({ kind: z.literal('settle'), reason: reasonInput }),
  ]),
  mode: modeInput,
  basis: basisInput,
});

/** The partnership manager confirms, decides, refuses, or settles a conflict; the effect is told first. */
export const ruleOnTag: Handler<z.infer<typeof input>, EffectView | SavedView> = {
  name: 'rule-on-tag',
  input,
  run: (deps, { dealId: id, partnerId, ruling, mode, basis = null }) =>
    rule({ ...deps, digest }, { dealId: dealId(id), partnerId, ruling, mode, basis }),
};
