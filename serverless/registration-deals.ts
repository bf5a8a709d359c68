/** The app function that lists the deals which a registration may be linked to. */
import { registrationDeals } from '../src/handlers/registration-deals.js';
import { functionOf } from './function/run.js';

export const main = functionOf(registrationDeals);
