/** The app function behind the programme part of the home page. */
import { homeProgramme } from '../src/handlers/home-programme.js';
import { functionOf } from './function/run.js';

export const main = functionOf(homeProgramme);
