import * as z from 'zod';
import { showPartnerProgramme } from '../operations/show-partner-programme.js';
import type { PartnerProgrammeView } from '../operations/views/partner-programme-view.js';
import { recordIdInput, type Handler } from './handler.js';

const input = z.object({ companyId: recordIdInput });

/** The programme part of a partner's card, which is read when somebody opens it. */
export const partnerProgramme: Handler<z.infer<typeof input>, PartnerProgrammeView> = {
  name: 'partner-programme',
  input,
  run: (deps, { companyId }) => showPartnerProgramme(deps, companyId),
};
