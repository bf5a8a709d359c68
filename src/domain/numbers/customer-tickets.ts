/** Support tickets of customers, by the customer's place among the deals. */
import type { ProgrammeTicket } from '../programme-facts.js';
import type { CustomerWins } from './deal-columns.js';
import type { Ratio } from './kpi-value.js';

/** How many tickets of each customer are within a period; escalations of partners, and tickets of nobody’s, are none. */
export function ticketsByCustomer(
  tickets: readonly ProgrammeTicket[],
  { placeOf }: CustomerWins,
  isWithin: (at: number) => boolean,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { companyId, escalationOf, openedAt } of tickets) {
    if (companyId === null || escalationOf !== null || !isWithin(openedAt)) continue;
    const place = placeOf.get(companyId);
    if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

/** Tickets over the customers with a deal won before `end`, and none with any partner. */
export function ticketsWithoutPartner(
  { firstWon, firstWonWithPartner }: CustomerWins,
  tickets: ReadonlyMap<number, number>,
  end: number,
): Ratio {
  let [count, customers] = [0, 0];
  firstWon.forEach((won, place) => {
    if (won >= end || (firstWonWithPartner[place] ?? Infinity) < end) return;
    customers += 1;
    count += tickets.get(place) ?? 0;
  });
  return [count, customers];
}
