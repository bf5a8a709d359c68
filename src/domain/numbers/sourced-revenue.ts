import type { KpiValue } from '../kpi.js';
import { beside, besideIfAny, besideRatio, missingNumber, plainNumber } from './kpi-value.js';
import { missingOf, periodNotes, type NumberContext } from './number-context.js';
import { besideBuckets, wonRevenue, type WonRevenue } from './won-revenue.js';

/**
 * Partner-sourced revenue (attribution.md §4): won amount of deals of class sourced that closed in the period; of partners,
 * their source credit on them. Home currency, minor units; additive over partners. New business, expansion and renewal
 * beside it, and for the whole programme the identity: sourced + influenced + direct = total.
 * Example: sourced deals of $1,000 (new) and $200 (renewal), influenced $300, direct $500 → $1,200 of $2,000, 60%.
 */
export function sourcedRevenue(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'deals');
  if (missing.length > 0) return missingNumber('sourced_revenue', missing);
  const won = wonRevenue(context);
  return plainNumber('sourced_revenue', won.sourced.total, won.sourced.deals, {
    beside: [...besideBuckets(won.sourced.byBucket), ...besideRevenue(context, won, 'sourced')],
    notes: ['all_lines', ...periodNotes(context)],
  });
}

/** What stands beside both numbers: the share and the identity, and what is in no total. */
export const besideRevenue = (
  { members }: NumberContext,
  { sourced, influenced, direct, all, withoutHomeAmount, withoutCloseDay }: WonRevenue,
  part: 'sourced' | 'influenced',
) => [
  ...(members === null
    ? [
        besideRatio('share', 'Share of won revenue', [
          (part === 'sourced' ? sourced : influenced).total,
          all.total,
        ]),
        part === 'sourced'
          ? beside('influenced_revenue', 'Partner-influenced', 'money', influenced.total)
          : beside('sourced_revenue', 'Partner-sourced', 'money', sourced.total),
        beside('direct_revenue', 'Direct', 'money', direct.total),
        beside('total_revenue', 'All won revenue', 'money', all.total),
      ]
    : []),
  ...besideIfAny(
    'without_home_amount',
    'Won deals without an amount in the home currency',
    withoutHomeAmount,
  ),
  ...besideIfAny('without_close_day', 'Won deals without a close date', withoutCloseDay),
];
