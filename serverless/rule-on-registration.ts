/** The app function that decides on a registration. */
import { ruleOnRegistration } from '../src/handlers/rule-on-registration.js';
import { functionOf } from './function/run.js';

export const main = functionOf(ruleOnRegistration);
