import type { KpiValue } from '../kpi.js';
import { missingNumber, plainNumber } from './kpi-value.js';
import { missingOf, periodNotes, type NumberContext } from './number-context.js';
import { besideRevenue } from './sourced-revenue.js';
import { besideBuckets, wonRevenue } from './won-revenue.js';

/**
 * Partner-influenced revenue (attribution.md §4): won amount of deals of class influenced that closed in the period. Of
 * partners: the whole amount of every won deal that one of them influenced, also where another partner sourced it; that is
 * not additive, and says so. Home currency, minor units.
 * Example: A and B both influenced one deal of $300 → $300 of the programme, $300 of A, $300 of B.
 */
export function influencedRevenue(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'deals');
  if (missing.length > 0) return missingNumber('influenced_revenue', missing);
  const won = wonRevenue(context);
  return plainNumber('influenced_revenue', won.influenced.total, won.influenced.deals, {
    beside: [...besideBuckets(won.influenced.byBucket), ...besideRevenue(context, won, 'influenced')],
    notes: [
      'all_lines',
      ...(context.members === null ? [] : ['not_additive' as const]),
      ...periodNotes(context),
    ],
  });
}
