import * as z from 'zod';
import { FIRST_DEALS } from '../operations/company-deals.js';
import { showCompanyDeals } from '../operations/show-company-deals.js';
import type { CompanyDealsView } from '../operations/views/company-deals-view.js';
import { recordIdInput, type Handler } from './handler.js';

const input = z.object({
  companyId: recordIdInput,
  page: z.number().int().min(1).max(1_000).default(FIRST_DEALS.page),
  sort: z.enum(['amount', 'closed']).default(FIRST_DEALS.sort),
  direction: z.enum(['ascending', 'descending']).default(FIRST_DEALS.direction),
});

/** Another page of the deals on a company's card, or another order. */
export const companyDeals: Handler<z.infer<typeof input>, CompanyDealsView> = {
  name: 'company-deals',
  input,
  run: (deps, { companyId, ...asked }) => showCompanyDeals(deps, companyId, asked),
};
