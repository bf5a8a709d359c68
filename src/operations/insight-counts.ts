/** Suggestions and findings, as many as there are. */
import type { PortalId } from '../domain/ids.js';
import type { Store } from './ports.js';
import type { InsightCounts } from './portal-summary.js';

interface InsightStore {
  readonly insightTotals?: (portalId: PortalId) => Promise<
    Pick<InsightCounts, 'suggestions' | 'suggestedDeals' | 'precision'> & {
      /** How many there are, by code. */
      readonly findings: Readonly<Record<string, number>>;
    }
  >;
}

/** Counts what is open; null where a store keeps nothing of the kind. */
export async function insightCounts(
  store: Store & InsightStore,
  portalId: PortalId,
): Promise<InsightCounts | null> {
  if (store.insightTotals === undefined) return null;
  const { suggestions, suggestedDeals, findings, precision } = await store.insightTotals(portalId);
  return {
    suggestions,
    suggestedDeals,
    findings: Object.values(findings).reduce((sum, many) => sum + many, 0),
    precision,
  };
}
