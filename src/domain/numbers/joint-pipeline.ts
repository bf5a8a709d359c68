import { BUCKETS, type Bucket } from '../deal-class.js';
import { ExactSums } from '../columns/exact-sums.js';
import type { KpiValue } from '../kpi.js';
import { exact } from '../portfolio.js';
import { beside, besideIfAny, missingNumber, plainNumber } from './kpi-value.js';
import { isWithinPeriod, missingOf, periodNotes, type NumberContext } from './number-context.js';
import { eachDeal } from './scoped-deals.js';
import { besideBuckets } from './won-revenue.js';

/**
 * Joint pipeline created: amount of the deals created in the period on which a partner of the scope has a role, whatever
 * became of them since; each deal once, whole, as its amount is now. Home currency, minor units. Two partners on a deal each
 * have all of it, so it is not additive over partners. n: the deals.
 * Example: $100 open with A, $50 lost with A and B, $70 direct → $150 of the programme, $150 of A, $50 of B.
 */
export function jointPipeline(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'deals');
  if (missing.length > 0) return missingNumber('joint_pipeline', missing);
  const { deals: columns, members } = context;
  const sums = new ExactSums(BUCKETS.length + 1);
  let [deals, withoutHomeAmount] = [0, 0];
  eachDeal(columns, members, (deal, { partnered }) => {
    if (!partnered || !isWithinPeriod(context, columns.created[deal] ?? NaN)) return;
    deals += 1;
    const minor = columns.amount[deal] ?? NaN;
    if (Number.isNaN(minor)) {
      withoutHomeAmount += 1;
      return;
    }
    sums.add(columns.bucket[deal] ?? 0, minor);
    sums.add(BUCKETS.length, minor);
  });
  const byBucket = Object.fromEntries(
    BUCKETS.map((bucket, place) => [bucket, exact(sums.total(place), `joint pipeline ${bucket}`)]),
  ) as Record<Bucket, number>;
  return plainNumber('joint_pipeline', exact(sums.total(BUCKETS.length), 'joint pipeline'), deals, {
    beside: [
      ...besideBuckets(byBucket),
      beside('deals', 'Deals', 'count', deals),
      ...besideIfAny(
        'without_home_amount',
        'Of them without an amount in the home currency',
        withoutHomeAmount,
      ),
    ],
    notes: ['all_lines', ...(members === null ? [] : ['not_additive' as const]), ...periodNotes(context)],
  });
}
