/** Suggestions and findings, as many as there are. */
import type { PortalId } from '../domain/ids.js';
import type { Store } from './ports.js';
import type { InsightCounts } from './portal-summary.js';

/** Counts what is open. */
export async function insightCounts(
  store: Pick<Store, 'insightTotals'>,
  portalId: PortalId,
): Promise<InsightCounts> {
  const { suggestions, suggestedDeals, findings, precision } = await store.insightTotals(portalId);
  const { hidden, named, right, deals } = precision;
  return {
    suggestions,
    suggestedDeals,
    findings: Object.values(findings).reduce((sum, many) => sum + many, 0),
    precision: { hidden, named, right, deals },
  };
}
