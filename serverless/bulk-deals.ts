/** The app function that shows the deals that are selected in a list. */
import { bulkDeals } from '../src/handlers/bulk-deals.js';
import { functionOf } from './function/run.js';

export const main = functionOf(bulkDeals);
