import type { KpiValue } from '../kpi.js';
import { besideRate, missingNumber, ratioNumber } from './kpi-value.js';
import { missingOf, periodNotes, type NumberContext } from './number-context.js';
import { customersWithPartners } from './partner-customers.js';

/**
 * Support tickets of partner customers: tickets opened in the period, over customers with a won deal, up to the period's end,
 * on which a partner of the scope has a role. Beside it the same of the customers won without any partner: the others differ
 * in more than that, so it is a comparison and no cause. Escalations of partners are no support tickets.
 * Example: customers X and Y with a partner, 1 ticket; Z without, 2 tickets → 0.5 a customer (1 of 2) against 2 (2 of 1).
 */
export function supportTickets(context: NumberContext): KpiValue {
  const missing = missingOf(context, 'tickets', 'deals');
  if (missing.length > 0) return missingNumber('support_tickets', missing);
  const customers = customersWithPartners(context);
  let tickets = 0;
  const ofCustomer = context.ticketsOfCustomer();
  for (const place of customers) tickets += ofCustomer.get(place) ?? 0;
  return ratioNumber('support_tickets', [tickets, customers.size], customers.size, {
    beside: [
      besideRate('without_partner', 'Of customers without a partner', context.ticketsWithoutPartner()),
    ],
    notes: [...(context.members === null ? [] : ['not_additive' as const]), ...periodNotes(context)],
  });
}
