import * as z from 'zod';
import { readPolicy } from '../files/policy-file.js';
import { showSettings } from '../operations/show-settings.js';
import type { SettingsView } from '../operations/views/settings-view.js';
import type { Handler } from './handler.js';

const input = z.object({});

/** The settings page. */
export const settings: Handler<z.infer<typeof input>, SettingsView> = {
  name: 'settings',
  input,
  run: (deps) => showSettings({ ...deps, readPolicy }),
};
