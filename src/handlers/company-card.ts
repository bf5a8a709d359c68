import * as z from 'zod';
import { showCompanyCard } from '../operations/show-company-card.js';
import type { CompanyCardView } from '../operations/views/company-card-view.js';
import { recordIdInput, type Handler } from './handler.js';

const input = z.object({ companyId: recordIdInput });

/** The card in a company's tab: of a partner, or of any other company. */
export const companyCard: Handler<z.infer<typeof input>, CompanyCardView> = {
  name: 'company-card',
  input,
  run: (deps, { companyId }) => showCompanyCard(deps, companyId),
};
