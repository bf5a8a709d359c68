/** The app function behind “Create what is missing” on the settings page. */
import { createMissingHandler } from '../src/handlers/create-missing.js';
import { functionOf } from './function/run.js';

export const main = functionOf(createMissingHandler);
