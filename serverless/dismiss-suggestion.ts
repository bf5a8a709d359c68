/** The app function that dismisses a suggested partner. */
import { dismissSuggestion } from '../src/handlers/dismiss-suggestion.js';
import { functionOf } from './function/run.js';

export const main = functionOf(dismissSuggestion, 'dealId');
