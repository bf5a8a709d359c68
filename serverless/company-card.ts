/** The app function behind the card on companies. */
import { companyCard } from '../src/handlers/company-card.js';
import { functionOf } from './function/run.js';

export const main = functionOf(companyCard, 'companyId');
