/** The same change, or one each, on many deals: one effect of all of them, and an outcome record by record. */
import type { DealId } from '../domain/ids.js';
import type { TagAsk } from '../domain/tag-plan.js';
import { isAppError, type AppError } from '../errors.js';
import { outdated } from './act-on-tag.js';
import type { DealChange, PlannedChange } from './bulk-change.js';
import { bulkEffectOf, sourceText } from './bulk-effect.js';
import type { DealAround } from './deal-around.js';
import { requireMayRule, requireMayTag } from './permissions.js';
import { readDealsAround, type DealsAround } from './read-deals-around.js';
import { refuseImpossible } from './tag-refusals.js';
import { aroundAfter, stepOf, type TagStep } from './tag-step.js';
import { doneSentence } from './tag-words.js';
import type { TaggingDeps, TaggingMode } from './tagging-deps.js';
import { withTiers } from './tier-effect.js';
import { writeTags, type WrittenTag } from './write-tags.js';
import type { BulkRecord, BulkSavedView } from './views/bulk-view.js';
import type { EffectView } from './views/effect-view.js';

export interface BulkRequest extends TaggingMode {
  /** A deal may stand here several times; what is done to it is done in this order. */
  readonly changes: readonly DealChange[];
}

/**
 * Tells the effect of all changes, or makes them; one that fails does not stop the rest.
 * @throws AppError `not_permitted`, `effect_outdated`; what the CRM throws.
 */
export async function tagDeals(
  deps: TaggingDeps,
  { changes, mode, basis: shown }: BulkRequest,
): Promise<EffectView | BulkSavedView> {
  for (const { change } of changes) {
    if (change.kind === 'confirm') requireMayRule(deps.actor);
    else requireMayTag(deps.actor);
  }
  const planned = planAll(deps, await readAround(deps, changes), changes);
  const steps = planned.flatMap(({ end }) => (isAppError(end) ? [] : [end]));
  const effect: EffectView = {
    ...withTiers(bulkEffectOf(planned), deps.crm, steps),
    basis: deps.digest(basisOf(planned)),
  };
  if (mode === 'preview' || shown === null) return effect;
  if (shown !== effect.basis) throw outdated();
  return savedView(await makeAll(deps, changes));
}

const readAround = (deps: TaggingDeps, changes: readonly DealChange[]): Promise<DealsAround> =>
  readDealsAround(
    deps,
    [...new Set(changes.map(({ dealId }) => dealId))],
    [...new Set(changes.map(({ change }) => change.partnerId))],
  );

const basisOf = (planned: readonly PlannedChange[]): string =>
  planned.map(({ end }) => (isAppError(end) ? end.message : end.basis)).join('\n');

function planAll(
  { actor }: TaggingDeps,
  { basis, deals }: DealsAround,
  changes: readonly DealChange[],
): readonly PlannedChange[] {
  const now = new Map(deals);
  return changes.map((one) => {
    const around = now.get(one.dealId);
    if (around === undefined) throw new Error(`deal ${one.dealId} was not looked for`);
    const end = isAppError(around) ? around : possibleStep(() => stepOf(basis, around, targetOf(one), actor));
    if (!isAppError(end)) now.set(one.dealId, afterOf(end));
    return { ...one, end };
  });
}

const targetOf = ({ dealId, change }: DealChange) => {
  const ask: TagAsk = change.kind === 'confirm' ? { kind: 'confirm' } : change;
  return { dealId, partnerId: change.partnerId, ask };
};

const afterOf = ({ around, target, plan, record }: TagStep): DealAround =>
  plan.kind === 'change' ? aroundAfter(around, target.partnerId, plan.tags, record) : around;

function possibleStep(plan: () => TagStep): TagStep | AppError {
  try {
    const step = plan();
    refuseImpossible(step);
    return step;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
}

type MadeChange = DealChange & { readonly end: WrittenTag | AppError };

/** Changes of the same deal come one after the other, each on what the one before has left; all others together. */
async function makeAll(deps: TaggingDeps, changes: readonly DealChange[]): Promise<readonly MadeChange[]> {
  const made: MadeChange[] = [];
  for (const round of roundsOf(changes)) {
    const around = await readAround(deps, round);
    const planned = planAll(deps, around, round);
    const steps = planned.flatMap(({ end }) => (isAppError(end) ? [] : [end]));
    const written = new Map(
      (await writeTags(deps.crm, around.basis, steps)).map((one) => [one.step.target.dealId, one]),
    );
    for (const one of planned) {
      const end = isAppError(one.end) ? one.end : written.get(one.dealId);
      if (end === undefined) throw new Error(`what became of deal ${one.dealId} is not known`);
      made.push({ ...one, end });
    }
  }
  return made;
}

function roundsOf(changes: readonly DealChange[]): readonly (readonly DealChange[])[] {
  const rounds: DealChange[][] = [];
  const seen = new Map<DealId, number>();
  for (const one of changes) {
    const round = seen.get(one.dealId) ?? 0;
    seen.set(one.dealId, round + 1);
    (rounds[round] ??= []).push(one);
  }
  return rounds;
}

function savedView(made: readonly MadeChange[]): BulkSavedView {
  const records = made.map(recordOf);
  const count = (outcome: BulkRecord['outcome']): number =>
    records.filter((record) => record.outcome === outcome).length;
  const failed = count('failed');
  const unchanged = count('unchanged');
  return {
    kind: 'saved-deals',
    message: [
      `${count('changed')} of ${records.length} deals are changed.`,
      ...(unchanged === 0 ? [] : [`${unchanged} were so already.`]),
      ...(failed === 0 ? [] : [`${failed} could not be changed.`]),
    ].join(' '),
    next:
      failed > 0
        ? 'Each deal that could not be changed says why; doing the same again leaves alone what is done.'
        : made.some(({ end }) => !isAppError(end) && end.kind === 'done' && !end.published)
          ? 'The next sync brings the deals’ properties, partners’ numbers and the portal’s totals up to date.'
          : 'The deals’ own properties are up to date; partners’ numbers and the portal’s totals move with the next sync.',
    records,
  };
}

function recordOf({ dealId, end, source }: MadeChange): BulkRecord {
  if (isAppError(end)) {
    return {
      dealId,
      name: `${sourceText(source)}Deal ${dealId}`,
      outcome: 'failed',
      text: `${end.message} ${end.next}`,
    };
  }
  const name = end.step.before.record.name ?? `Deal ${dealId}`;
  if (end.kind === 'failed') {
    return {
      dealId,
      name: `${sourceText(source)}${name}`,
      outcome: 'failed',
      text: `${end.error.message} ${end.error.next}`,
    };
  }
  const outcome = end.step.plan.kind === 'change' ? 'changed' : 'unchanged';
  return { dealId, name, outcome, text: doneSentence({ ...end.step, after: end.card }) };
}
