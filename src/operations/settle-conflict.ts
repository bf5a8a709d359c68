/** Decides who sourced a deal that several partners claim: one decision, and a ruling on each who claims it. */
import type { DealId, PartnerId } from '../domain/ids.js';
import { contestants } from '../domain/contestants.js';
import { AppError, isAppError } from '../errors.js';
import { outdated } from './act-on-tag.js';
import { cardOf, type CardBasis, type DealAround } from './deal-around.js';
import { nameOf } from './deal-card-facts.js';
import { presentDealCard } from './present-deal-card.js';
import { readDealsAround } from './read-deals-around.js';
import { settledSentence, settlingEffect } from './settle-words.js';
import { dealName, refuseImpossible } from './tag-refusals.js';
import { aroundAfter, stepOf, type TagStep } from './tag-step.js';
import { nextSentence } from './tag-words.js';
import type { TaggingDeps, TaggingMode } from './tagging-deps.js';
import { writeTags, type WrittenTag } from './write-tags.js';
import type { EffectView, SavedView } from './views/effect-view.js';

export interface Settling {
  readonly dealId: DealId;
  /** Who sourced it. */
  readonly partnerId: PartnerId;
  /** Recorded with every ruling. */
  readonly reason: string;
}

/**
 * Tells the effect, or rules: the source first, then every other claimant as influencing. Who claims the deal is what the
 * deal itself says. Cut off in between, each ruling that was made stands, and the rest is still a conflict to settle.
 * @throws AppError as `actOnTag`; `tag_refused` where nobody contests the deal, or the partner does not claim it.
 */
export async function settleConflict(
  deps: TaggingDeps,
  { mode, basis: shown }: TaggingMode,
  settling: Settling,
): Promise<EffectView | SavedView> {
  const { basis, around } = await read(deps, settling.dealId);
  const steps = chained(deps, basis, around, settling, claimantsOf(basis, around, settling));
  const effect: EffectView = {
    ...settlingEffect(steps),
    basis: deps.digest(steps.map((step) => step.basis).join('\n')),
  };
  // Others are always touched by it.
  if (mode === 'preview' || shown === null) return effect;
  if (shown !== effect.basis) throw outdated();
  const written = await writeEach(deps, steps);
  return {
    kind: 'saved',
    message: settledSentence(steps, written.card),
    next: nextSentence(written.step, written.published),
    card: presentDealCard(written.card, deps.actor),
  };
}

async function read(deps: TaggingDeps, dealId: DealId) {
  const { basis, deals } = await readDealsAround(deps, [dealId]);
  const around = deals.get(dealId);
  if (around === undefined) throw new Error(`deal ${dealId} was not looked for`);
  if (isAppError(around)) throw around;
  return { basis, around };
}

/** The source first. */
function claimantsOf(
  basis: CardBasis,
  around: DealAround,
  { partnerId }: Settling,
): readonly [PartnerId, ...PartnerId[]] {
  const card = cardOf(basis, around);
  const ids = contestants(card.attributed.classification).map((claim) => claim.partnerId);
  if (ids.length === 0) {
    throw new AppError(
      'tag_refused',
      `No several partners claim ${dealName(card)} now.`,
      'Reload the page; somebody may have decided it already.',
    );
  }
  if (!ids.includes(partnerId)) {
    throw new AppError(
      'tag_refused',
      `${nameOf(card, partnerId)} does not claim ${dealName(card)}: nothing says that it sourced it.`,
      `Choose one of those who do (${ids.map((id) => nameOf(card, id)).join(', ')}), or tag the partner on the deal first.`,
    );
  }
  return [partnerId, ...ids.filter((id) => id !== partnerId)];
}

/** Each ruling on what the one before leaves. */
function chained(
  { actor }: TaggingDeps,
  basis: CardBasis,
  around: DealAround,
  settling: Settling,
  claimants: readonly PartnerId[],
): readonly TagStep[] {
  const steps: TagStep[] = [];
  let now = around;
  for (const partnerId of claimants) {
    const step = stepOf(basis, now, targetOf(settling, partnerId), actor);
    refuseImpossible(step);
    steps.push(step);
    if (step.plan.kind === 'change') now = aroundAfter(now, partnerId, step.plan.tags, step.record);
  }
  return steps;
}

const targetOf = ({ dealId, partnerId: source, reason }: Settling, partnerId: PartnerId) =>
  ({
    dealId,
    partnerId,
    ask: { kind: 'decide', role: partnerId === source ? 'sourced' : 'influenced', motion: null, reason },
  }) as const;

/** One after the other, each on the deal as it is read then: what the CRM has made of one is known to the next. */
async function writeEach(
  deps: TaggingDeps,
  steps: readonly TagStep[],
): Promise<Extract<WrittenTag, { readonly kind: 'done' }>> {
  let last: Extract<WrittenTag, { readonly kind: 'done' }> | null = null;
  for (const { target } of steps) {
    const { basis, around } = await read(deps, target.dealId);
    const [written] = await writeTags(deps.crm, basis, [stepOf(basis, around, target, deps.actor)]);
    if (written?.kind !== 'done') throw written?.error ?? new Error('a step has no outcome');
    last = written;
  }
  if (last === null) throw new Error('there was nobody to rule on');
  return last;
}
