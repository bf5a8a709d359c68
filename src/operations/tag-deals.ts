import type { DealId, PartnerId } from '../domain/ids.js';
import type { TagChange } from '../domain/tag-change.js';
import type { TaggingDeps, TaggingMode } from './tagging-deps.js';
import type { BulkSavedView } from './views/bulk-view.js';
import type { EffectView } from './views/effect-view.js';

/** What can be done to many deals at once. */
export type BulkChange = TagChange | { readonly kind: 'confirm'; readonly partnerId: PartnerId };

export interface BulkRequest extends TaggingMode {
  readonly changes: readonly { readonly dealId: DealId; readonly change: BulkChange }[];
}

/** Changes tags on many deals; one that fails does not stop the rest. */
export const tagDeals: (
  deps: TaggingDeps,
  request: BulkRequest,
) => Promise<EffectView | BulkSavedView> = () => {
  throw new Error('not built yet');
};
