/** The app function behind the policy editor on the settings page. */
import { policy } from '../src/handlers/policy.js';
import { functionOf } from './function/run.js';

export const main = functionOf(policy);
