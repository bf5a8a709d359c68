/** What lies around one deal besides the facts that its numbers are made of. */
import type { Instant } from './calendar.js';
import type { DealId, PartnerId } from './ids.js';
import type { Between } from './hygiene.js';
import type { KnownOverlap } from './overlap.js';
import type { Touch } from './touch.js';

/** An activity that was held and names a partner, as it stands to the deal. */
export interface PartnerActivity {
  /** Id of the touch that it is, or would be. */
  readonly activityId: string;
  readonly partnerId: PartnerId;
  readonly kind: Touch['kind'];
  readonly at: Instant;
  /** When it was entered in the CRM; null where that is not told. */
  readonly recordedAt: Instant | null;
  /** Contacts of the partner on it. */
  readonly people: readonly string[];
  /** Whether it is a touch of the deal, is left out of it by §3a, or names its customer and is on no deal. */
  readonly place: 'touch' | 'on_several_deals' | 'on_no_deal';
}

/** Somebody with the domain of a partner on an activity of the deal, who is not associated with the partner. */
export interface DomainSighting {
  readonly partnerId: PartnerId;
  readonly domain: string;
  /** A contact's id or an address: only counted, never shown. */
  readonly person: string;
  readonly activityId: string;
  readonly at: Instant;
}

/** Another deal of the same customer, with the partners that a person has put there. */
export interface SiblingDeal {
  readonly id: DealId;
  readonly won: boolean;
  readonly partnerIds: readonly PartnerId[];
}

export interface DealSurroundings {
  readonly activities: readonly PartnerActivity[];
  readonly domains: readonly DomainSighting[];
  readonly siblings: readonly SiblingDeal[];
  /** What overlap lists say of the deal's customer. */
  readonly overlaps: readonly KnownOverlap[];
  /** Partners that a person dismissed on this deal; null where that cannot be read: nobody is suggested then. */
  readonly dismissed: ReadonlySet<PartnerId> | null;
  /** When the tag of a partner was set, as far as that is known. */
  readonly tagTimes: ReadonlyMap<PartnerId, Between>;
}

export const NO_SURROUNDINGS: DealSurroundings = {
  activities: [],
  domains: [],
  siblings: [],
  overlaps: [],
  dismissed: new Set(),
  tagTimes: new Map(),
};
