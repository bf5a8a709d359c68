import type { DealId } from '../domain/ids.js';
import type { TagChange } from '../domain/tag-change.js';
import { actOnTag } from './act-on-tag.js';
import { requireMayTag } from './permissions.js';
import type { TaggingDeps, TaggingMode } from './tagging-deps.js';
import type { EffectView, SavedView } from './views/effect-view.js';

export interface TagRequest extends TaggingMode {
  readonly dealId: DealId;
  readonly change: TagChange;
}

/**
 * Tags a partner on a deal, changes its tag or takes it off, in the state that whoever asks may set; errors as
 * `actOnTag`.
 */
export async function changeTag(
  deps: TaggingDeps,
  { dealId, change, ...mode }: TagRequest,
): Promise<EffectView | SavedView> {
  requireMayTag(deps.actor);
  return actOnTag(deps, mode, { dealId, partnerId: change.partnerId, ask: change });
}
