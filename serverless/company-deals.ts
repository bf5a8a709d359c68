/** The app function behind the deals on the card on companies. */
import { companyDeals } from '../src/handlers/company-deals.js';
import { functionOf } from './function/run.js';

export const main = functionOf(companyDeals, 'companyId');
