import type { KpiValue } from '../kpi.js';
import { missingNumber, ratioNumber } from './kpi-value.js';
import { missingOf, periodNotes, type NumberContext } from './number-context.js';
import { customersWithPartners } from './partner-customers.js';

/**
 * Integration adoption: shared customers at which the integration of a partner of the scope is active, over shared customers:
 * companies with a won deal, up to the period's end, on which such a partner has a role. A customer counts once, however many
 * partners it has, so it is not additive over partners. Which integrations are active is known of now alone.
 * Example: A shares customers X and Y, B shares Y; A's is active at Y, B's nowhere → all 50% (1 of 2), A 50%, B 0% (0 of 1).
 */
export function integrationAdoption(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'integrations', 'deals');
  if (missing.length > 0) return missingNumber('integration_adoption', missing);
  const shared = customersWithPartners(context);
  const { placeOf } = context.deals.customers;
  const partners = new Set(context.partners.map(({ profile }) => profile.id));
  let adopted = 0;
  for (const [customerId, active] of context.facts.integrations) {
    const place = placeOf.get(customerId);
    if (place !== undefined && shared.has(place) && active.some((id) => partners.has(id))) adopted += 1;
  }
  return ratioNumber('integration_adoption', [adopted, shared.size], shared.size, {
    notes: [
      'as_it_stands',
      ...(context.members === null ? [] : ['not_additive' as const]),
      ...periodNotes(context),
    ],
  });
}
