/** The app function that tags a deal. */
import { tagDeal } from '../src/handlers/tag-deal.js';
import { functionOf } from './function/run.js';

export const main = functionOf(tagDeal, 'dealId');
