/** The app function behind the programme's queue on the home page. */
import { homeProgrammeQueue } from '../src/handlers/home-programme-queue.js';
import { functionOf } from './function/run.js';

export const main = functionOf(homeProgrammeQueue);
