/** The app function that registers a prospect for a partner. */
import { registerDeal } from '../src/handlers/register-deal.js';
import { functionOf } from './function/run.js';

export const main = functionOf(registerDeal);
