import { DAY_MS } from '../calendar.js';
import type { KpiValue } from '../kpi.js';
import { beside, besideAge, besideIfAny, missingNumber, plainNumber } from './kpi-value.js';
import { median } from './median.js';
import {
  agesAt,
  isWithinPeriod,
  missingOf,
  ofPartners,
  periodNotes,
  type NumberContext,
} from './number-context.js';

/**
 * Escalations: tickets of the escalation category, of the scope's partners, opened in the period. Beside it the median days
 * to resolution of those resolved in the period, whenever they were opened, and of those open at its end (or now) how many
 * they are, their median age and that of the oldest. A ticket closed before it was opened is left out of the times.
 * Example: opened 1 and 5 March, the first closed on 4 March, looked at on 11 March → 2; median 3 days; 1 open, 6 days old.
 */
export function escalations(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'tickets');
  if (missing.length > 0) return missingNumber('escalations', missing);
  const { end } = context;
  const known = ofPartners(context, context.escalations).filter(({ openedAt }) => openedAt < end);
  const opened = known.filter(({ openedAt }) => isWithinPeriod(context, openedAt));
  const resolved = known.flatMap(({ openedAt, closedAt }) =>
    closedAt !== null && isWithinPeriod(context, closedAt) ? [(closedAt - openedAt) / DAY_MS] : [],
  );
  const [times, reversed] = [resolved.filter((days) => days >= 0), resolved.filter((days) => days < 0)];
  const open = known
    .filter(({ closedAt }) => closedAt === null || closedAt >= end)
    .map(({ openedAt }) => openedAt);
  const oldest = open.length === 0 ? null : open.reduce((a, b) => (a < b ? a : b));
  return plainNumber('escalations', opened.length, opened.length, {
    beside: [
      beside('median_resolution', 'Median time to resolution', 'days', median(times)),
      beside('resolved', 'Resolved in the period', 'count', times.length),
      beside('open', 'Open', 'count', open.length),
      besideAge('median_open_age', 'Median age of the open ones', median(open), agesAt(context)),
      besideAge('oldest_open_age', 'Age of the oldest open one', oldest, agesAt(context)),
      ...besideIfAny(
        'dates_reversed',
        'Closed before they were opened, left out of the times',
        reversed.length,
      ),
    ],
    notes: periodNotes(context),
  });
}
