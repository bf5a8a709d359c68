import * as z from 'zod';
import { readPolicy } from '../files/policy-file.js';
import { checkPolicy, savePolicy } from '../operations/change-policy.js';
import { previewPolicy } from '../operations/preview-policy.js';
import type {
  PolicyCheckedView,
  PolicyEffectView,
  SettingsSavedView,
} from '../operations/views/settings-view.js';
import type { Handler } from './handler.js';

/** A whole policy with every kind of touch named is some 2,000 characters. */
const text = z.string().max(50_000);

const input = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('check'), text }),
  z.object({ mode: z.literal('preview'), text }),
  z.object({ mode: z.literal('save'), text, basis: z.string() }),
]);

/** The policy editor: checks a policy, shows what it would do, saves it. */
export const policy: Handler<
  z.infer<typeof input>,
  PolicyCheckedView | PolicyEffectView | SettingsSavedView
> = {
  name: 'policy',
  input,
  run: (deps, asked) => {
    const own = { ...deps, readPolicy };
    if (asked.mode === 'check') return checkPolicy(own, asked.text);
    return asked.mode === 'preview' ? previewPolicy(own, asked.text) : savePolicy(own, asked);
  },
};
