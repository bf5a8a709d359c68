import type { DealId, PartnerId } from '../domain/ids.js';
import type { TagRuling } from '../domain/tag-change.js';
import { actOnTag } from './act-on-tag.js';
import { requireMayRule } from './permissions.js';
import { settleConflict } from './settle-conflict.js';
import type { TaggingDeps, TaggingMode } from './tagging-deps.js';
import type { EffectView, SavedView } from './views/effect-view.js';

export interface RulingRequest extends TaggingMode {
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  /** `settle`: of all who claim the deal, this partner sourced it. */
  readonly ruling: TagRuling | { readonly kind: 'settle'; readonly reason: string };
}

/** The partnership manager confirms, decides, refuses, or settles a conflict; errors as `actOnTag`, `settleConflict`. */
export async function ruleOnTag(
  deps: TaggingDeps,
  { dealId, partnerId, ruling, ...mode }: RulingRequest,
): Promise<EffectView | SavedView> {
  requireMayRule(deps.actor);
  if (ruling.kind === 'settle') {
    return settleConflict(deps, mode, { dealId, partnerId, reason: ruling.reason });
  }
  return actOnTag(deps, mode, { dealId, partnerId, ask: ruling });
}
