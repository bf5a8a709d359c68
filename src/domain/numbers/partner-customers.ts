/** Customers that were won, with partners and without; counted at the period's last moment. */
import { STATUS_CODES } from './deal-columns.js';
import { lastMoment, type NumberContext } from './number-context.js';
import { eachDeal } from './scoped-deals.js';

/** Places of the customers with a won deal on which a partner of the scope has a role. */
export function customersWithPartners(context: NumberContext): ReadonlySet<number> {
  const { deals: columns, members } = context;
  const { customers, customer, status, closed } = columns;
  const at = lastMoment(context);
  const found = new Set<number>();
  if (members === null) {
    customers.firstWonWithPartner.forEach((won, place) => {
      if (won <= at) found.add(place);
    });
    return found;
  }
  eachDeal(columns, members, (deal) => {
    const place = customer[deal] ?? -1;
    if (place < 0 || status[deal] !== STATUS_CODES.won) return;
    if ((closed[deal] ?? NaN) <= at) found.add(place);
  });
  return found;
}
