/** The app function behind the settings page. */
import { settings } from '../src/handlers/settings.js';
import { functionOf } from './function/run.js';

export const main = functionOf(settings);
