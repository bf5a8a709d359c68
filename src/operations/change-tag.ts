import type { DealId } from '../domain/ids.js';
import type { TagChange } from '../domain/tag-change.js';
import type { TaggingDeps, TaggingMode } from './tagging-deps.js';
import type { EffectView, SavedView } from './views/effect-view.js';

export interface TagRequest extends TaggingMode {
  readonly dealId: DealId;
  readonly change: TagChange;
}

/** Tags a partner on a deal, changes its tag or takes it off. */
export const changeTag: (deps: TaggingDeps, request: TagRequest) => Promise<EffectView | SavedView> = () => {
  throw new Error('not built yet');
};
