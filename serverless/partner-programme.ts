/** The app function behind the programme part of a partner's card. */
import { partnerProgramme } from '../src/handlers/partner-programme.js';
import { functionOf } from './function/run.js';

export const main = functionOf(partnerProgramme, 'companyId');
