/** The app function behind asking for a dry run. */
import { askDryRun } from '../src/handlers/ask-dry-run.js';
import { functionOf } from './function/run.js';

export const main = functionOf(askDryRun);
