/** The app function behind the league table of the home page. */
import { homePartners } from '../src/handlers/home-partners.js';
import { functionOf } from './function/run.js';

export const main = functionOf(homePartners);
