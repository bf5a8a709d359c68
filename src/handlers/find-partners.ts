import * as z from 'zod';
import { dealId } from '../domain/ids.js';
import { findPartners as find } from '../operations/find-partners.js';
import type { PartnersFoundView } from '../operations/views/partners-found-view.js';
import { recordIdInput, type Handler } from './handler.js';

const input = z.object({ query: z.string().max(200), dealId: recordIdInput.optional() });

/** Partners by name or domain, while somebody types. */
export const findPartners: Handler<z.infer<typeof input>, PartnersFoundView> = {
  name: 'find-partners',
  input,
  run: (deps, { query, dealId: id }) => find(deps, { query, dealId: id === undefined ? null : dealId(id) }),
};
