import * as z from 'zod';
import { dealId } from '../domain/ids.js';
import { ruleOnRegistration as rule } from '../operations/rule-on-registration.js';
import type { EffectView, SavedView } from '../operations/views/effect-view.js';
import { digest } from './digest.js';
import { recordIdInput, type Handler } from './handler.js';
import { basisInput, modeInput, reasonInput } from './tag-input.js';

const perhaps = reasonInput.nullable().default(null);

const input = z.object({
  registrationId: recordIdInput,
  ruling: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('approve'), reason: perhaps }),
    z.object({ kind: z.literal('reject'), reason: reasonInput }),
    z.object({ kind: z.literal('extend'), reason: perhaps }),
    z.object({ kind: z.literal('dispute'), reason: reasonInput }),
    z.object({ kind: z.literal('convert'), dealId: recordIdInput.transform(dealId) }),
  ]),
  mode: modeInput,
  basis: basisInput,
});

/** The partnership manager approves, rejects, extends, converts; anybody who tags disputes. The effect is told first. */
export const ruleOnRegistration: Handler<z.infer<typeof input>, EffectView | SavedView> = {
  name: 'rule-on-registration',
  input,
  run: (deps, { basis = null, ...asked }) => rule({ ...deps, digest }, { ...asked, basis }),
};
