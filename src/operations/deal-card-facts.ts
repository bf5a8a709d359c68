/** What the words of the deal card are made from. */
import type { AttributedDeal } from '../domain/attribute-deal.js';
import type { Instant } from '../domain/calendar.js';
import type { DealFacts } from '../domain/deal.js';
import type { PartnerId } from '../domain/ids.js';
import type { Mapping } from '../domain/mapping.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import type { Account, DealRecord, Owner, RecordProblem } from './crm-port.js';
import type { PortalSettings } from './portal-data-port.js';
import { spokenName } from './spoken-name.js';

export interface DealCardFacts {
  readonly account: Account;
  readonly policy: Policy;
  readonly settings: PortalSettings;
  readonly asOf: Instant;
  readonly record: DealRecord;
  /** Values of the deal that could not be read, and are left out of what is computed. */
  readonly problems: readonly RecordProblem[];
  readonly facts: DealFacts;
  readonly attributed: AttributedDeal;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  readonly owners: readonly Owner[];
  /** What of the portal's own says that somebody is a partner here, in words; others are left out. */
  readonly statedBy?: ReadonlyMap<PartnerId, readonly string[]>;
  /** Of whom our own labels or rulings speak here; of all others who are tagged, only the portal's own does. */
  readonly taggedByUs?: ReadonlySet<PartnerId>;
  /** Names of the contacts who speak for a partner here; partners for whom none does are left out. */
  readonly via?: ReadonlyMap<PartnerId, readonly string[]>;
  /** What the portal's own property of the deal says where it names no partner that is known. */
  readonly namesNobody?: readonly string[];
  /** What the portal's own things mean; absent: HubSpot's own. */
  readonly mapping?: Mapping;
}

/** A partner's name in a sentence; the id only where the portal has none. */
export const nameOf = (card: DealCardFacts, id: PartnerId): string => spokenName(fullNameOf(card, id));

/** A partner's name, however long. */
export const fullNameOf = (card: DealCardFacts, id: PartnerId): string =>
  card.partners.get(id)?.name ?? `Company without a name (ID ${id})`;

/** "A", "A and B", "A, B and C". */
export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
