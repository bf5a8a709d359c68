/** The app function behind the home page. */
import { home } from '../src/handlers/home.js';
import { functionOf } from './function/run.js';

export const main = functionOf(home);
