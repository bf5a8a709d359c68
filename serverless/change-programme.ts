/** The app function behind changes of a partner's programme; some are made on pages, which stand on no company. */
import { changeProgramme } from '../src/handlers/change-programme.js';
import { functionOf } from './function/run.js';

export const main = functionOf(changeProgramme, 'companyId');
