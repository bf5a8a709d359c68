import type { DealId } from '../domain/ids.js';
import type { DealCardDeps } from './show-deal-card.js';
import type { BulkDealsView } from './views/bulk-view.js';

/** Shows the deals that are selected in a list. */
export const showBulkDeals: (
  deps: DealCardDeps,
  dealIds: readonly DealId[],
) => Promise<BulkDealsView> = () => {
  throw new Error('not built yet');
};
