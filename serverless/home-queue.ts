/** The app function behind the queues of the home page. */
import { homeQueue } from '../src/handlers/home-queue.js';
import { functionOf } from './function/run.js';

export const main = functionOf(homeQueue);
