/** The app function behind the deal card. */
import { dealCard } from '../src/handlers/deal-card.js';
import { functionOf } from './function/run.js';

export const main = functionOf(dealCard, 'dealId');
