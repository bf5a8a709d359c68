import * as z from 'zod';
import { showCompanyRegistrations } from '../operations/show-company-registrations.js';
import type { CompanyRegistrationsView } from '../operations/views/registration-view.js';
import { recordIdInput, type Handler } from './handler.js';

const input = z.object({ companyId: recordIdInput });

/** What a partner has registered, or what of a company is registered; read when somebody opens it. */
export const companyRegistrations: Handler<z.infer<typeof input>, CompanyRegistrationsView> = {
  name: 'company-registrations',
  input,
  run: (deps, { companyId }) => showCompanyRegistrations(deps, companyId),
};
