import type { PartnerId } from '../ids.js';
import { ExactSums } from '../columns/exact-sums.js';
import type { KpiValue } from '../kpi.js';
import { exact } from '../portfolio.js';
import { activeNotes, activeWithin } from './active-partners.js';
import { STATUS_CODES, type DealColumns } from './deal-columns.js';
import { beside, missingNumber, ratioNumber } from './kpi-value.js';
import { median } from './median.js';
import { isWithinPeriod, missingOf, periodNotes, type NumberContext } from './number-context.js';

/**
 * Revenue per partner: revenue credited under the policy's model to the partners of the scope, on deals won in the period,
 * over partners that were active at some moment of it (one that ends within the period had its part in it). Minor units of
 * the home currency a partner, rounded to a whole one. The median over the active partners, those without revenue too,
 * stands beside it; so does what is credited to partners that were not active, which is in the numerator.
 * Example: A is credited $900, B $0, C $300, all active → $400 a partner (1,200 of 3), median $300.
 */
export function revenuePerPartner(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'deals');
  if (missing.length > 0) return missingNumber('revenue_per_partner', missing);
  const credited = new Map(
    context.partners.map(({ profile: { id } }) => [id, creditedTo(context.deals, id, context)]),
  );
  const total = new ExactSums(1);
  for (const minor of credited.values()) total.add(0, minor);
  const all = exact(total.total(0), 'credited');
  const active = activeWithin(context).map(({ profile }) => credited.get(profile.id) ?? 0);
  const ofActive = active.reduce((sum, minor) => sum + minor, 0);
  const middle = median(active);
  return ratioNumber('revenue_per_partner', [all, active.length], active.length, {
    beside: [
      beside('median', 'Median', 'money', middle === null ? null : Math.round(middle)),
      ...(all === ofActive
        ? []
        : [
            beside('credited_not_active', 'Of it, to partners that were not active', 'money', all - ofActive),
          ]),
    ],
    missing: missingOf(context, 'stages'),
    notes: ['all_lines', ...activeNotes(context), ...periodNotes(context)],
  });
}

/** @throws TotalOverflowError where it is beyond 2^53−1 minor units. */
export function creditedTo(
  { partners, roles, status, closed, amount }: DealColumns,
  id: PartnerId,
  within: Pick<NumberContext, 'period' | 'end'>,
): number {
  const place = partners.placeOf.get(id);
  if (place === undefined) return 0;
  const sum = new ExactSums(1);
  for (const role of partners.role.subarray(partners.start[place], partners.start[place + 1])) {
    const deal = roles.deal[role] ?? 0;
    if (status[deal] !== STATUS_CODES.won || Number.isNaN(amount[deal])) continue;
    if (isWithinPeriod(within, closed[deal] ?? NaN)) sum.add(0, roles.model[role] ?? 0);
  }
  return exact(sum.total(0), `credited to ${id}`);
}
