/** The app function behind the partnership manager's rulings; they are made on pages too, which stand on no deal. */
import { ruleOnTag } from '../src/handlers/rule-on-tag.js';
import { functionOf } from './function/run.js';

export const main = functionOf(ruleOnTag);
