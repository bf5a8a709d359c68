/** The app function behind the home page's registrations. */
import { homeRegistrations } from '../src/handlers/home-registrations.js';
import { functionOf } from './function/run.js';

export const main = functionOf(homeRegistrations);
