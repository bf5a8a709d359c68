import type { DealId, PartnerId } from '../domain/ids.js';
import type { TagRuling } from '../domain/tag-change.js';
import { actOnTag } from './act-on-tag.js';
import { requireMayRule } from './permissions.js';
import type { TaggingDeps, TaggingMode } from './tagging-deps.js';
import type { EffectView, SavedView } from './views/effect-view.js';

export interface RulingRequest extends TaggingMode {
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  readonly ruling: TagRuling;
}

/** The partnership manager confirms, decides or refuses; errors as `actOnTag`. */
export async function ruleOnTag(
  deps: TaggingDeps,
  { dealId, partnerId, ruling, ...mode }: RulingRequest,
): Promise<EffectView | SavedView> {
  requireMayRule(deps.actor);
  return actOnTag(deps, mode, { dealId, partnerId, ask: ruling });
}
