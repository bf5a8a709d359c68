import * as z from 'zod';
import { showRegistrationDeals } from '../operations/show-registration-deals.js';
import type { RegistrationDealsView } from '../operations/views/registration-view.js';
import { recordIdInput, type Handler } from './handler.js';

const input = z.object({ registrationId: recordIdInput });

/** The deals of its prospect that a registration may be linked to. */
export const registrationDeals: Handler<z.infer<typeof input>, RegistrationDealsView> = {
  name: 'registration-deals',
  input,
  run: (deps, { registrationId }) => showRegistrationDeals(deps, registrationId),
};
