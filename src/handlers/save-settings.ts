import * as z from 'zod';
import { readPolicy } from '../files/policy-file.js';
import { saveSettings } from '../operations/save-settings.js';
import type { SettingsSavedView } from '../operations/views/settings-view.js';
import type { Handler } from './handler.js';

const input = z.object({ tagging: z.enum(['propose', 'confirm']) });

/** What people set on the settings page, besides the policy. */
export const saveSettingsHandler: Handler<z.infer<typeof input>, SettingsSavedView> = {
  name: 'save-settings',
  input,
  run: (deps, { tagging }) => saveSettings({ ...deps, readPolicy }, { tagging }),
};
