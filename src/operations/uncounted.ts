/** Deals that are in no number on purpose: how many, and why. */
import { dealId, type DealId } from '../domain/ids.js';
import type { SetAsideRecord } from './crm-port.js';
import type { UncountedDeal, WhyUncounted } from './uncounted-port.js';

/** How many deals are in no number on purpose, as they stand. */
export type UncountedCounts = Readonly<Record<WhyUncounted, number>>;

/** Those among deals that were put together. */
export const uncountedAmong = (seen: {
  readonly setAside: readonly SetAsideRecord[];
}): readonly UncountedDeal[] =>
  seen.setAside.flatMap(({ id, why }) => (why === undefined ? [] : [{ dealId: dealId(id), why }]));

/**
 * Counts them.
 * @param known as they are kept.
 * @param again deals that were worked out again, with those among them that are in no number now.
 */
export function uncountedCounts(
  known: ReadonlyMap<DealId, WhyUncounted>,
  again: { readonly dealIds: ReadonlySet<DealId>; readonly uncounted: readonly UncountedDeal[] } = NONE,
): UncountedCounts {
  const counts: Record<WhyUncounted, number> = { pipeline_ignored: 0, opted_out: 0 };
  for (const [id, why] of known) if (!again.dealIds.has(id)) counts[why] += 1;
  for (const { why } of again.uncounted) counts[why] += 1;
  return counts;
}

const NONE = { dealIds: new Set<DealId>(), uncounted: [] };
