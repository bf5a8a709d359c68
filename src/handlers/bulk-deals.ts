import * as z from 'zod';
import { dealId } from '../domain/ids.js';
import { showBulkDeals } from '../operations/show-bulk-deals.js';
import type { BulkDealsView } from '../operations/views/bulk-view.js';
import { recordIdInput, type Handler } from './handler.js';

const MOST_DEALS = 100;

const input = z.object({ dealIds: z.array(recordIdInput).min(1).max(MOST_DEALS) });

/** The deals that are selected in the list, with their class and partners as of now. */
export const bulkDeals: Handler<z.infer<typeof input>, BulkDealsView> = {
  name: 'bulk-deals',
  input,
  run: (deps, { dealIds }) => showBulkDeals(deps, dealIds.map(dealId)),
};
