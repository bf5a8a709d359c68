/** The app function that finds partners while somebody types. */
import { findPartners } from '../src/handlers/find-partners.js';
import { functionOf } from './function/run.js';

export const main = functionOf(findPartners);
