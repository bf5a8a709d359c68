/** From a deal's result to what the ledger should say about it. */
import type { AttributedDeal } from './attribute-deal.js';
import { legacyId } from './baseline.js';
import type { Classification } from './classify.js';
import type { DealFacts } from './deal.js';
import type { PartnerId } from './ids.js';
import type { LedgerLine } from './ledger.js';
import { monthAt } from './period.js';
import type { Tag } from './touch.js';

/**
 * The lines of a deal: none unless it is won; else its revenue by class, and a line a credit. A credit of 0 is left
 * out, the revenue of a deal never. Worked example (linear): a 1,000.00 USD deal sourced by 7 and influenced by 9 has
 * revenue 100000 (sourced); source 7 100000; influence 9 100000; model linear 7 66667 and 9 33333.
 * @param timeZone of the portal: the month of the close date is cut in it.
 */
export function ledgerLines(
  { deal }: DealFacts,
  { result, classification }: AttributedDeal,
  timeZone: string,
): readonly LedgerLine[] {
  if (result.status !== 'won' || deal.closedAt === null) return [];
  const common = {
    dealId: result.dealId,
    bucket: result.bucket,
    currency: result.currency,
    homeCurrency: result.homeCurrency,
    effectivePeriod: monthAt(deal.closedAt, timeZone),
    closedAt: deal.closedAt,
    policyVersion: result.policyVersion,
  };
  const evidence = new Evidence(classification, deal.legacy === undefined ? [] : [legacyId(deal.legacy)]);
  const revenue: LedgerLine = {
    ...common,
    partnerId: null,
    pool: 'revenue',
    model: null,
    class: result.class,
    amountMinor: result.amountMinor,
    homeAmountMinor: result.homeAmountMinor,
    evidenceIds: evidence.ofClass(),
  };
  const credits = (pool: 'source' | 'influence' | 'model', model: string | null): readonly LedgerLine[] => {
    const own = poolOf(result.credits, pool, model);
    const home = poolOf(result.homeCredits, pool, model);
    return [...new Set([...own.keys(), ...home.keys()])].map((partnerId) => ({
      ...common,
      partnerId,
      pool,
      model,
      class: null,
      amountMinor: own.get(partnerId) ?? 0,
      homeAmountMinor: result.homeAmountMinor === null ? null : (home.get(partnerId) ?? 0),
      evidenceIds: pool === 'source' ? evidence.forSourcing(partnerId) : evidence.forInfluence(partnerId),
    }));
  };
  const models = [...result.credits.model.keys()].flatMap((model) => credits('model', model));
  return [revenue, ...credits('source', null), ...credits('influence', null), ...models];
}

type Pools = AttributedDeal['result']['credits'];

const poolOf = (pools: Pools, pool: 'source' | 'influence' | 'model', model: string | null) =>
  pool === 'model' ? (pools.model.get(model ?? '') ?? new Map<PartnerId, number>()) : pools[pool];

/** A tag has no id in the CRM: a deal has one a partner, role and state. */
export const tagId = ({ partnerId, role, state }: Tag): string => `tag:${partnerId}:${role}:${state}`;

/** Every id that an entry on a deal with these facts may name. */
export const evidenceIdsOf = ({ deal, touches, tags }: DealFacts): readonly string[] => [
  ...touches.map((touch) => touch.id),
  ...tags.map(tagId),
  ...(deal.legacy === undefined ? [] : [legacyId(deal.legacy)]),
];

/** What each credit of a deal rests on. */
class Evidence {
  readonly #classification: Classification;
  /** What every line of the deal rests on besides: what the portal's own field said. */
  readonly #said: readonly string[];

  constructor(classification: Classification, said: readonly string[]) {
    this.#classification = classification;
    this.#said = said;
  }

  /** The touches of a partner that count for sourcing, and its tag. */
  forSourcing(partner: PartnerId): readonly string[] {
    const touches = this.#classification.judged
      .filter(({ touch, standing }) => touch.partnerId === partner && standing === 'counts_for_sourcing')
      .map(({ touch }) => touch.id);
    return sorted([...this.#said, ...touches, ...this.#tags(partner)]);
  }

  /** The touches of a partner that count for influence, and its tag. */
  forInfluence(partner: PartnerId): readonly string[] {
    const touches = this.#classification.countingTouches
      // One that a tag implies has no id: the tag is the evidence.
      .filter((touch) => touch.partnerId === partner && touch.kind !== 'tag')
      .map((touch) => touch.id);
    return sorted([...this.#said, ...touches, ...this.#tags(partner)]);
  }

  /** What made the deal sourced or influenced; nothing on a direct one. */
  ofClass(): readonly string[] {
    const { sourcingPartnerIds, influencingPartnerIds } = this.#classification;
    return sorted([
      ...this.#said,
      ...(sourcingPartnerIds.length > 0
        ? sourcingPartnerIds.flatMap((partner) => this.forSourcing(partner))
        : influencingPartnerIds.flatMap((partner) => this.forInfluence(partner))),
    ]);
  }

  #tags(partner: PartnerId): readonly string[] {
    return this.#classification.tags
      .filter(({ tag, stands }) => stands && tag.partnerId === partner)
      .map(({ tag }) => tagId(tag));
  }
}

const sorted = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();
