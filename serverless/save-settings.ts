/** The app function behind the choices on the settings page. */
import { saveSettingsHandler } from '../src/handlers/save-settings.js';
import { functionOf } from './function/run.js';

export const main = functionOf(saveSettingsHandler);
