/**
 * Adds deals up: totals with their identity, and each partner's numbers, in the home currency (attribution.md §4).
 */
import type { CreditPools, DealClass, DealResult } from './credit.js';
import { compareIds, type PartnerId } from './ids.js';
import { MinorSum } from './money.js';
import { companyIdOf } from './partner.js';
import type { PartnerDirectory } from './rules.js';

/** Won revenue by class, and the same of open deals as pipeline; home currency, minor units. */
export interface Totals {
  readonly wonMinor: number;
  readonly sourcedMinor: number;
  readonly influencedMinor: number;
  readonly directMinor: number;
  readonly pipelineMinor: number;
  readonly sourcedPipelineMinor: number;
  readonly influencedPipelineMinor: number;
}

/** One partner's numbers over won deals, but for the pipeline; home currency, minor units. */
export interface PartnerNumbers {
  readonly sourcedMinor: number;
  /** Not additive over partners. */
  readonly influencedGrossMinor: number;
  readonly modelMinor: ReadonlyMap<string, number>;
  /** Won deals on which the partner is sourcing or influencing. */
  readonly wonDeals: number;
  readonly sourcedPipelineMinor: number;
}

export interface PartnerTotals extends PartnerNumbers {
  readonly partnerId: PartnerId;
  /** Of a parent partner: the same over itself and all its descendants, a deal counted once; else null. */
  readonly withChildren: PartnerNumbers | null;
}

export interface PortfolioTotals {
  readonly totals: Totals;
  /** Partners with a role on any deal, in the order of ids. */
  readonly partners: readonly PartnerTotals[];
  /** Won or open foreign deals without a home amount: in no home total. */
  readonly dealsWithoutHomeAmount: number;
}

/** A total left ±(2^53−1) minor units. It is refused, not rounded. */
export class TotalOverflowError extends RangeError {
  override readonly name = 'TotalOverflowError';
  constructor(readonly total: string) {
    super(`the total ${total} is beyond 2^53−1 minor units`);
  }
}

/** Takes results one by one and holds only sums, whatever the number of deals. */
export class Portfolio {
  readonly #models: readonly string[];
  readonly #families: ReadonlyMap<PartnerId, ReadonlySet<PartnerId>>;
  readonly #classSums = new Map<string, MinorSum>();
  // Summed apart from the classes, so that the identity can be checked rather than assumed.
  readonly #statusSums = { won: new MinorSum(), open: new MinorSum() };
  readonly #partners = new Map<PartnerId, PartnerSums>();
  readonly #groups = new Map<PartnerId, PartnerSums>();
  #dealsWithoutHomeAmount = 0;

  /** @param models whose credits are added up. */
  constructor(models: readonly string[], partners: PartnerDirectory) {
    this.#models = models;
    this.#families = ancestorGroups(partners);
  }

  /** Adds one deal; lost deals count only towards who has a role. */
  add(result: DealResult): void {
    const ids = [...result.sourcingPartnerIds, ...result.influencingPartnerIds];
    for (const id of ids) this.#sumsOf(this.#partners, id).add(result, [id]);
    for (const [group, members] of groupBySharedAncestor(ids, this.#families)) {
      this.#sumsOf(this.#groups, group).add(result, members);
    }
    if (result.status === 'lost') return;
    if (result.homeAmountMinor === null) this.#dealsWithoutHomeAmount += 1;
    else {
      this.#statusSums[result.status].add(result.homeAmountMinor);
      this.#classSum(result.status, result.class).add(result.homeAmountMinor);
    }
  }

  /** @throws TotalOverflowError where a sum is beyond 2^53−1. */
  totals(): PortfolioTotals {
    const partners = [...this.#partners.keys()].sort(compareIds).map((partnerId): PartnerTotals => {
      const group = this.#groups.get(partnerId);
      return {
        partnerId,
        ...this.#sumsOf(this.#partners, partnerId).numbers(partnerId),
        withChildren: group === undefined ? null : group.numbers(`${partnerId} with children`),
      };
    });
    return { totals: this.#classTotals(), partners, dealsWithoutHomeAmount: this.#dealsWithoutHomeAmount };
  }

  #classTotals(): Totals {
    const of = (status: 'won' | 'open', one: DealClass): number =>
      exact(this.#classSum(status, one), `${status} ${one}`);
    return {
      wonMinor: exact(this.#statusSums.won, 'won'),
      sourcedMinor: of('won', 'sourced'),
      influencedMinor: of('won', 'influenced'),
      directMinor: of('won', 'direct'),
      pipelineMinor: exact(this.#statusSums.open, 'open'),
      sourcedPipelineMinor: of('open', 'sourced'),
      influencedPipelineMinor: of('open', 'influenced'),
    };
  }

  #classSum(status: string, one: DealClass): MinorSum {
    const key = `${status}.${one}`;
    const sum = this.#classSums.get(key) ?? new MinorSum();
    this.#classSums.set(key, sum);
    return sum;
  }

  #sumsOf(map: Map<PartnerId, PartnerSums>, id: PartnerId): PartnerSums {
    const sums = map.get(id) ?? new PartnerSums(this.#models);
    map.set(id, sums);
    return sums;
  }
}

/** Sums of one partner, or of a parent with its descendants. */
class PartnerSums {
  readonly #sourced = new MinorSum();
  readonly #influenced = new MinorSum();
  readonly #pipeline = new MinorSum();
  readonly #models: ReadonlyMap<string, MinorSum>;
  #wonDeals = 0;

  constructor(models: readonly string[]) {
    this.#models = new Map(models.map((model) => [model, new MinorSum()]));
  }

  add({ status, homeCredits, homeAmountMinor }: DealResult, members: readonly PartnerId[]): void {
    if (status === 'open') this.#pipeline.add(creditOf(homeCredits.source, members));
    if (status !== 'won') return;
    this.#wonDeals += 1;
    this.#sourced.add(creditOf(homeCredits.source, members));
    // Not additive: a deal counts once, however many of the group influenced it.
    if (members.some((id) => homeCredits.influence.has(id))) this.#influenced.add(homeAmountMinor ?? 0);
    for (const [model, sum] of this.#models) {
      sum.add(creditOf(homeCredits.model.get(model) ?? new Map(), members));
    }
  }

  numbers(name: string): PartnerNumbers {
    return {
      sourcedMinor: exact(this.#sourced, `sourced of ${name}`),
      influencedGrossMinor: exact(this.#influenced, `influenced of ${name}`),
      modelMinor: new Map(
        [...this.#models].map(([model, sum]) => [model, exact(sum, `${model} of ${name}`)]),
      ),
      wonDeals: this.#wonDeals,
      sourcedPipelineMinor: exact(this.#pipeline, `sourced pipeline of ${name}`),
    };
  }
}

const creditOf = (pool: CreditPools['source'], members: readonly PartnerId[]): number =>
  members.reduce((sum, id) => sum + (pool.get(id) ?? 0), 0);

function exact(sum: MinorSum, name: string): number {
  const total = sum.total();
  if (total === null) throw new TotalOverflowError(name);
  return total;
}

/** Every partner that belongs to a family, with the parents it counts towards: itself, if it has children, and up. */
function ancestorGroups(partners: PartnerDirectory): ReadonlyMap<PartnerId, ReadonlySet<PartnerId>> {
  const parentOf = parentsOf(partners);
  const parents = new Set(parentOf.values());
  const groups = new Map<PartnerId, ReadonlySet<PartnerId>>();
  for (const id of partners.keys()) {
    const chain = new Set<PartnerId>();
    // A chain that comes back to where it was (bad data) ends there.
    for (let at: PartnerId | undefined = id; at !== undefined && !chain.has(at); at = parentOf.get(at)) {
      chain.add(at);
    }
    const counted = [...chain].filter((one) => parents.has(one));
    if (counted.length > 0) groups.set(id, new Set(counted));
  }
  return groups;
}

/** The parent partner of each partner that has one: by partner id where a partner has it, else by company id. */
export function parentsOf(partners: PartnerDirectory): ReadonlyMap<PartnerId, PartnerId> {
  const byCompany = new Map<string, PartnerId>();
  for (const partner of [...partners.values()].sort((a, b) => compareIds(b.id, a.id))) {
    byCompany.set(companyIdOf(partner), partner.id);
  }
  const parentOf = new Map<PartnerId, PartnerId>();
  for (const { id, parentId } of partners.values()) {
    if (parentId === null) continue;
    const parent = partners.get(parentId as PartnerId)?.id ?? byCompany.get(parentId);
    if (parent !== undefined && parent !== id) parentOf.set(id, parent);
  }
  return parentOf;
}

function groupBySharedAncestor(
  ids: readonly PartnerId[],
  families: ReadonlyMap<PartnerId, ReadonlySet<PartnerId>>,
): ReadonlyMap<PartnerId, readonly PartnerId[]> {
  const groups = new Map<PartnerId, PartnerId[]>();
  for (const id of ids) {
    for (const group of families.get(id) ?? []) groups.set(group, [...(groups.get(group) ?? []), id]);
  }
  return groups;
}
