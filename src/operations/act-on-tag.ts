/** One change of one tag on one deal: read, plan and try, and then either tell the effect or write. */
import { AppError, isAppError } from '../errors.js';
import { presentDealCard } from './present-deal-card.js';
import { readDealsAround } from './read-deals-around.js';
import { effectOf } from './tag-effect.js';
import { refuseImpossible } from './tag-refusals.js';
import { stepOf, type TagTarget } from './tag-step.js';
import { doneSentence, nextSentence } from './tag-words.js';
import { withTiers } from './tier-effect.js';
import type { TaggingDeps, TaggingMode } from './tagging-deps.js';
import { writeTags } from './write-tags.js';
import type { EffectView, SavedView } from './views/effect-view.js';

/**
 * Tells the effect, or makes the change. Without a basis a change is made at once where nobody else is touched by it;
 * where somebody is, its effect is told instead.
 * @throws AppError `tag_refused`, `not_permitted`, `effect_outdated`, `tag_record_unreadable`, `association_refused`;
 *   `record_not_found` and `request_invalid` of a deal that cannot be had; what the CRM throws.
 */
export async function actOnTag(
  deps: TaggingDeps,
  { mode, basis: shown }: TaggingMode,
  target: TagTarget,
): Promise<EffectView | SavedView> {
  const { crm, actor, digest } = deps;
  const { basis, deals } = await readDealsAround(deps, [target.dealId], [target.partnerId]);
  const around = deals.get(target.dealId);
  if (around === undefined) throw new Error(`deal ${target.dealId} was not looked for`);
  if (isAppError(around)) throw around;
  const step = stepOf(basis, around, target, actor);
  refuseImpossible(step);
  const effect: EffectView = { ...withTiers(effectOf(step), crm, [step]), basis: digest(step.basis) };
  if (mode === 'preview' || (shown === null && effect.needsConfirmation)) return effect;
  // An attempt that was cut off has changed what the effect was worked out from.
  if (shown !== null && shown !== effect.basis && !step.isRepeat && step.plan.kind === 'change') {
    throw outdated();
  }
  const [written] = await writeTags(crm, basis, [step]);
  if (written?.kind !== 'done') throw written?.error ?? new Error('a step has no outcome');
  return {
    kind: 'saved',
    message: doneSentence({ ...step, after: written.card }),
    next: nextSentence(step, written.published),
    card: presentDealCard(written.card, actor),
  };
}

/** What was shown is not what would happen now. */
export const outdated = (): AppError =>
  new AppError(
    'effect_outdated',
    'Something has changed since the effect was shown, so nothing is saved.',
    'Look at the effect again, then save.',
  );
