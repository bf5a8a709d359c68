/** What differs between two attributions of the same facts: by deal, by partner, in sum. */
import { outcomeOf, type Outcome } from '../domain/counterfactual.js';
import type { Bucket, DealClass, DealResult, PartnerCredits } from '../domain/credit.js';
import type { DealFacts, DealStatus } from '../domain/deal.js';
import { compareIds, type DealId, type PartnerId } from '../domain/ids.js';
import { policyCauses, type PolicyCause, type PolicyComparison } from '../domain/policy-difference.js';
import type { PartnerTotals } from '../domain/portfolio.js';
import { AppError } from '../errors.js';
import type { AttributedPortfolio } from './attribute-facts.js';
import type { Portal } from './read-portal.js';

export interface BeforeAfter<T> {
  readonly before: T;
  readonly after: T;
}

export interface DealDifference extends BeforeAfter<DealSide> {
  readonly dealId: DealId;
  readonly name: string | null;
  readonly status: DealStatus;
  /** ISO 4217 of the credits. */
  readonly currency: string;
  readonly amountMinor: number;
  /** The settings that gave class and roles; null where only credit or bucket differs. */
  readonly cause: PolicyCause | null;
}

/** What one policy says about a deal; credits by partner, in the deal's own currency. */
export interface DealSide {
  readonly class: DealClass;
  readonly bucket: Bucket;
  readonly sourcingPartnerIds: readonly PartnerId[];
  readonly influencingPartnerIds: readonly PartnerId[];
  readonly credits: {
    readonly source: Readonly<Record<string, number>>;
    /** Not additive. */
    readonly influence: Readonly<Record<string, number>>;
    /** Under the policy's own model. */
    readonly model: Readonly<Record<string, number>>;
  };
}

export interface PartnerDifference extends BeforeAfter<PartnerSide> {
  readonly partnerId: PartnerId;
  readonly name: string | null;
  readonly difference: PartnerSide;
}

/** What one policy says about a partner; home currency. */
export interface PartnerSide {
  readonly sourcedMinor: number;
  /** Not additive over partners. */
  readonly influencedGrossMinor: number;
  /** Under the policy's own model. */
  readonly modelMinor: number;
  readonly wonDeals: number;
  readonly sourcedPipelineMinor: number;
}

/** Deals on which two policies differ, in the order of ids, each with the settings that did it. */
export function dealDifferences(
  portal: Pick<Portal, 'facts' | 'deals'>,
  before: AttributedPortfolio,
  after: AttributedPortfolio,
  policies: PolicyComparison,
): readonly DealDifference[] {
  const places = portal.facts.flatMap((facts, place) => {
    const was = before.deals[place]?.result;
    const is = after.deals[place]?.result;
    return was === undefined || is === undefined ? [] : [{ facts, place, was, is }];
  });
  // A setting is held against class and source where these differ, else against everybody's role.
  const causes = new Map([
    ...causesOf(
      places.filter(({ was, is }) => outcomeOf(was) === outcomeOf(is)),
      policies,
      rolesOf,
    ),
    ...causesOf(places, policies, outcomeOf),
  ]);
  const differences = places.flatMap(({ place, was, is }): readonly DealDifference[] => {
    const sides = { before: sideOf(was), after: sideOf(is) };
    if (JSON.stringify(sides.before) === JSON.stringify(sides.after)) return [];
    const { dealId, status, currency, amountMinor } = was;
    const name = portal.deals[place]?.name ?? null;
    return [{ dealId, name, status, currency, amountMinor, ...sides, cause: causes.get(dealId) ?? null }];
  });
  return differences.sort((a, b) => compareIds(a.dealId, b.dealId));
}

function causesOf(
  deals: readonly { readonly facts: DealFacts; readonly was: DealResult; readonly is: DealResult }[],
  policies: PolicyComparison,
  outcome: (one: Outcome) => string,
): readonly (readonly [DealId, PolicyCause])[] {
  const changed = deals.filter(({ was, is }) => outcome(was) !== outcome(is)).map(({ facts }) => facts);
  const causes = policyCauses(changed, policies, outcome);
  return causes.flatMap((cause, at) => {
    const facts = changed[at];
    return facts === undefined ? [] : [[facts.deal.id, cause] as const];
  });
}

const rolesOf = (one: Outcome): string =>
  JSON.stringify([one.class, one.sourcingPartnerIds, one.influencingPartnerIds]);

const sideOf = (result: DealResult): DealSide => ({
  class: result.class,
  bucket: result.bucket,
  sourcingPartnerIds: result.sourcingPartnerIds,
  influencingPartnerIds: result.influencingPartnerIds,
  credits: {
    source: byPartner(result.credits.source),
    influence: byPartner(result.credits.influence),
    model: byPartner([...result.credits.model.values()][0] ?? new Map()),
  },
});

const byPartner = (credits: PartnerCredits): Readonly<Record<string, number>> => Object.fromEntries(credits);

const NOTHING: PartnerSide = {
  sourcedMinor: 0,
  influencedGrossMinor: 0,
  modelMinor: 0,
  wonDeals: 0,
  sourcedPipelineMinor: 0,
};

/** Partners whose numbers differ, in the order of ids. */
export function partnerDifferences(
  portal: Pick<Portal, 'partners'>,
  before: readonly PartnerTotals[],
  after: readonly PartnerTotals[],
): readonly PartnerDifference[] {
  const was = new Map(before.map((one) => [one.partnerId, partnerSide(one)]));
  const is = new Map(after.map((one) => [one.partnerId, partnerSide(one)]));
  return [...new Set([...was.keys(), ...is.keys()])].sort(compareIds).flatMap((partnerId) => {
    const sides = { before: was.get(partnerId) ?? NOTHING, after: is.get(partnerId) ?? NOTHING };
    const change = difference(sides.before, sides.after);
    if (Object.values(change).every((minor) => minor === 0)) return [];
    return [{ partnerId, name: portal.partners.get(partnerId)?.name ?? null, ...sides, difference: change }];
  });
}

const partnerSide = (one: PartnerTotals): PartnerSide => ({
  sourcedMinor: one.sourcedMinor,
  influencedGrossMinor: one.influencedGrossMinor,
  modelMinor: [...one.modelMinor.values()][0] ?? 0,
  wonDeals: one.wonDeals,
  sourcedPipelineMinor: one.sourcedPipelineMinor,
});

/**
 * After − before, number by number.
 * @throws AppError `total_overflow` where a difference is beyond 2^53−1 minor units.
 */
export function difference<T extends object>(before: T, after: T): T {
  const was = before as Record<string, number>;
  const entries = Object.entries(after as Record<string, number>).map(([key, value]) => {
    const change = value - (was[key] ?? 0);
    if (Number.isSafeInteger(change)) return [key, change];
    throw new AppError(
      'total_overflow',
      `Nothing was compared: the difference of ${key} is beyond 2^53−1 minor units, so it cannot be exact.`,
      'Look for an amount with too many digits.',
    );
  });
  return Object.fromEntries(entries) as T;
}
