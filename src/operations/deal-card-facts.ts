/** What the words of the deal card are made from. */
import type { AttributedDeal } from '../domain/attribute-deal.js';
import type { Instant } from '../domain/calendar.js';
import type { DealFacts } from '../domain/deal.js';
import type { PartnerId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import type { Account, DealRecord, Owner } from './crm-port.js';
import type { PortalSettings } from './portal-data-port.js';

export interface DealCardFacts {
  readonly account: Account;
  readonly policy: Policy;
  readonly settings: PortalSettings;
  readonly asOf: Instant;
  readonly record: DealRecord;
  readonly facts: DealFacts;
  readonly attributed: AttributedDeal;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  readonly owners: readonly Owner[];
}

/** A partner's name; the id only where the portal has none. */
export const nameOf = (card: DealCardFacts, id: PartnerId): string =>
  card.partners.get(id)?.name ?? `Company ${id}`;

/** "A", "A and B", "A, B and C". */
export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
