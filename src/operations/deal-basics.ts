/** What is kept of deals beside their results: what the numbers of the partner programme need. */
import type { DealId } from '../domain/ids.js';
import type { DealBasics } from './programme-store-port.js';
import type { SeenPortal } from './seen-portal.js';

/** Of the deals that were read; those without facts have none. */
export function basicsOf({ facts }: Pick<SeenPortal, 'facts'>): ReadonlyMap<DealId, DealBasics> {
  return new Map(
    facts.map(({ deal: { id, createdAt, customer } }) => [
      id,
      { createdAt, customerId: customer?.companyId ?? null },
    ]),
  );
}
