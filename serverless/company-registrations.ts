/** The app function behind a company's registrations. */
import { companyRegistrations } from '../src/handlers/company-registrations.js';
import { functionOf } from './function/run.js';

export const main = functionOf(companyRegistrations, 'companyId');
