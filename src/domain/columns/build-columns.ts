/** Facts as objects → columns: for the records of a portal, and for one deal's card. */
import type { Instant } from '../calendar.js';
import type { DealFacts } from '../deal.js';
import { compareIds, type PartnerId } from '../ids.js';
import { isExcluded, partnerOf, windowOf, type PartnerDirectory, type Rules } from '../rules.js';
import { statusCounts, type Touch } from '../touch.js';
import { CLASS } from './outcome-codes.js';
import { KIND, NO_AMOUNT, ROLE, STATUS, TAG_STATE, type PortfolioColumns } from './portfolio-columns.js';

export interface BuiltColumns extends PortfolioColumns {
  /** The touches of each deal that are known at the as-of instant, in the order of the touch columns. */
  readonly known: readonly (readonly Touch[])[];
}

/** By (instant, partner id, touch id). */
export const compareTouches = (a: Touch, b: Touch): number =>
  a.at - b.at || compareIds(a.partnerId, b.partnerId) || compareIds(a.id, b.id);

/**
 * Builds columns.
 * @param facts of deals as they are known at `asOf` (see `dealAsOf`).
 */
export function buildColumns(
  facts: readonly DealFacts[],
  directory: PartnerDirectory,
  rules: Rules,
  asOf: Instant,
): BuiltColumns {
  const known = facts.map(({ touches }) => touches.filter((touch) => touch.at <= asOf).sort(compareTouches));
  const partners = partnersOf(facts, known);
  const places = new Map(partners.map((id, place) => [id, place]));
  const placeOf = (id: PartnerId): number => places.get(id)!;
  const touches = known.flat();
  const tags = facts.flatMap((one) => one.tags);
  const { exclude } = rules.policy;
  return {
    known,
    partners,
    deals: {
      length: facts.length,
      createdAt: Float64Array.from(facts, ({ deal }) => deal.createdAt),
      endsAt: Float64Array.from(facts, ({ deal }) => windowOf(deal, asOf).endsAt),
      status: Uint8Array.from(facts, ({ deal }) => STATUS[deal.status]),
      amount: Float64Array.from(facts, ({ deal }) => deal.amountMinor),
      homeAmount: Float64Array.from(facts, ({ deal }) => deal.homeAmountMinor ?? NO_AMOUNT),
      legacy: Uint8Array.from(facts, ({ deal }) => legacyCode(deal)),
    },
    touches: {
      starts: startsOf(known.map((list) => list.length)),
      partner: Uint32Array.from(touches, (touch) => placeOf(touch.partnerId)),
      at: Float64Array.from(touches, (touch) => touch.at),
      kind: Uint8Array.from(touches, (touch) => KIND[touch.kind]),
      statusCounts: Uint8Array.from(touches, (touch) => Number(statusCounts(touch))),
      outcomeMissing: Uint8Array.from(touches, (touch) => Number(touch.outcomeMissing === true)),
    },
    tags: {
      starts: startsOf(facts.map((one) => one.tags.length)),
      partner: Uint32Array.from(tags, (tag) => placeOf(tag.partnerId)),
      role: Uint8Array.from(tags, (tag) => ROLE[tag.role]),
      state: Uint8Array.from(tags, (tag) => TAG_STATE[tag.state]),
    },
    isExcluded: (deal, partner) =>
      isExcluded(partnerOf(partners[partner]!, directory), facts[deal]!.deal.customer, directory, exclude),
  };
}

/** As of an instant before its close a deal was open, and nobody had said anything yet. */
const legacyCode = ({ status, legacy }: DealFacts['deal']): number =>
  status === 'won' && legacy !== undefined ? 1 + CLASS[legacy.class] : 0;

function partnersOf(facts: readonly DealFacts[], known: readonly (readonly Touch[])[]): readonly PartnerId[] {
  const ids = new Set<PartnerId>();
  for (const touches of known) for (const touch of touches) ids.add(touch.partnerId);
  for (const { tags } of facts) for (const tag of tags) ids.add(tag.partnerId);
  return [...ids].sort(compareIds);
}

function startsOf(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, place) => (starts[place + 1] = starts[place]! + length));
  return starts;
}
