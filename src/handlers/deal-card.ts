import * as z from 'zod';
import { dealId } from '../domain/ids.js';
import { showDealCard } from '../operations/show-deal-card.js';
import type { DealCardView } from '../operations/views/deal-card-view.js';
import { recordIdInput, type Handler } from './handler.js';

const input = z.object({ dealId: recordIdInput });

/** The deal card in the record's tab. */
export const dealCard: Handler<z.infer<typeof input>, DealCardView> = {
  name: 'deal-card',
  input,
  run: (deps, asked) => showDealCard(deps, dealId(asked.dealId)),
};
