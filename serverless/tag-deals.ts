/** The app function that tags many deals. */
import { tagDeals } from '../src/handlers/tag-deals.js';
import { functionOf } from './function/run.js';

export const main = functionOf(tagDeals);
