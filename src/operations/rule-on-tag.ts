import type { DealId, PartnerId } from '../domain/ids.js';
import type { TagRuling } from '../domain/tag-change.js';
import type { TaggingDeps, TaggingMode } from './tagging-deps.js';
import type { EffectView, SavedView } from './views/effect-view.js';

export interface RulingRequest extends TaggingMode {
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  readonly ruling: TagRuling;
}

/** The partnership manager confirms, decides or refuses. */
export const ruleOnTag: (
  deps: TaggingDeps,
  request: RulingRequest,
) => Promise<EffectView | SavedView> = () => {
  throw new Error('not built yet');
};
