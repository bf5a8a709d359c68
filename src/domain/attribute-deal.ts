/**
 * One deal's result: its class (classify.ts), then the three pools of attribution.md §4.
 */
import type { Instant } from './calendar.js';
import { classify, type Classification } from './classify.js';
import type { CreditPools, DealResult, PartnerCredits } from './credit.js';
import type { DealFacts } from './deal.js';
import { compareIds, type PartnerId } from './ids.js';
import type { DealModel } from './deal-model.js';
import { weighTouches, type TouchWeights } from './models.js';
import { splitByIntegers, splitByReals } from './money.js';
import { bucketOf } from './policy.js';
import { windowOf, type PartnerDirectory, type Rules } from './rules.js';
import type { Touch } from './touch.js';

/** What stays the same over the deals of one run. */
export interface AttributionContext {
  readonly rules: Rules;
  /** The models to credit under; the policy's own, unless others were asked for. */
  readonly models: readonly DealModel[];
  readonly partners: PartnerDirectory;
  readonly asOf: Instant;
  /** ISO 4217. */
  readonly homeCurrency: string;
}

export interface AttributedDeal {
  readonly result: DealResult;
  readonly classification: Classification;
}

/**
 * Attributes one deal.
 * @param facts of a deal as it is known at `context.asOf` (see `dealAsOf`).
 */
export function attributeDeal(facts: DealFacts, context: AttributionContext): AttributedDeal {
  const { deal } = facts;
  const { policy } = context.rules;
  const classification = classify(facts, context.partners, context.rules, context.asOf);
  const weights = modelWeights(facts, classification, context);
  const pools = (amountMinor: number | null): CreditPools =>
    deal.status === 'lost' || amountMinor === null
      ? emptyPools(context.models)
      : poolsOf(amountMinor, classification, weights);
  const result: DealResult = {
    dealId: deal.id,
    policyVersion: policy.version,
    status: deal.status,
    class: classification.class,
    bucket: bucketOf(deal.dealType, policy),
    currency: deal.currency,
    amountMinor: deal.amountMinor,
    homeCurrency: context.homeCurrency,
    homeAmountMinor: deal.homeAmountMinor,
    sourcingPartnerIds: classification.sourcingPartnerIds,
    influencingPartnerIds: classification.influencingPartnerIds,
    credits: pools(deal.amountMinor),
    homeCredits: pools(deal.homeAmountMinor),
    flags: classification.flags,
  };
  return { result, classification };
}

/** Each partner's weight under each model: what any amount of the deal is split by. */
interface ModelWeights {
  readonly partnerIds: readonly PartnerId[];
  readonly split: (amountMinor: number) => readonly number[];
}

function modelWeights(
  facts: DealFacts,
  { countingTouches }: Classification,
  { models, rules, asOf }: AttributionContext,
): ReadonlyMap<DealModel, ModelWeights> {
  const window = windowOf(facts.deal, asOf);
  return new Map(
    models.map((model) => [
      model,
      byPartner(countingTouches, weighTouches(model, countingTouches, window, rules.policy)),
    ]),
  );
}

function byPartner(touches: readonly Touch[], weights: TouchWeights): ModelWeights {
  const partnerIds = [...new Set(touches.map((touch) => touch.partnerId))].sort(compareIds);
  const place = new Map(partnerIds.map((id, index) => [id, index]));
  const placeOf = (index: number): number => place.get(touches[index]?.partnerId as PartnerId) ?? 0;
  if (weights.kind === 'integers') {
    const sums = partnerIds.map(() => 0n);
    weights.weights.forEach(
      (weight, index) => (sums[placeOf(index)] = (sums[placeOf(index)] ?? 0n) + weight),
    );
    return { partnerIds, split: (amountMinor) => splitByIntegers(amountMinor, sums) };
  }
  const sums = partnerIds.map(() => 0);
  weights.weights.forEach((weight, index) => (sums[placeOf(index)] = (sums[placeOf(index)] ?? 0) + weight));
  return { partnerIds, split: (amountMinor) => splitByReals(amountMinor, sums) };
}

function poolsOf(
  amountMinor: number,
  classification: Classification,
  weights: ReadonlyMap<DealModel, ModelWeights>,
): CreditPools {
  const { sourcingPartnerIds, influencingPartnerIds } = classification;
  const equal = sourcingPartnerIds.map(() => 1n);
  return {
    source: credits(sourcingPartnerIds, splitByIntegers(amountMinor, equal)),
    influence: credits(
      influencingPartnerIds,
      influencingPartnerIds.map(() => amountMinor),
    ),
    model: new Map(
      [...weights].map(([model, { partnerIds, split }]) => [model, credits(partnerIds, split(amountMinor))]),
    ),
  };
}

const credits = (ids: readonly PartnerId[], shares: readonly number[]): PartnerCredits =>
  new Map(
    ids
      .map((id, index): readonly [PartnerId, number] => [id, shares[index] ?? 0])
      .filter(([, share]) => share !== 0),
  );

const emptyPools = (models: readonly DealModel[]): CreditPools => ({
  source: new Map(),
  influence: new Map(),
  model: new Map(models.map((model) => [model, new Map()])),
});
