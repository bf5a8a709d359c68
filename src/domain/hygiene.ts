/** What a partnership manager should look at on a deal: programme idea "gaming and hygiene findings". */
import type { Instant } from './calendar.js';
import type { PartnerId, TouchId } from './ids.js';
import type { Role, TouchKind } from './touch.js';

export const HYGIENE_CODES = [
  'tagged_near_close',
  'registered_near_close',
  'influenced_without_touch',
  'back_dated_touch',
  'partner_is_customer',
  'partners_claim_deal',
] as const;
export type HygieneCode = (typeof HYGIENE_CODES)[number];

/** When something happened, as far as it is known: at one instant, or between two. Both ends inclusive. */
export interface Between {
  readonly after: Instant;
  readonly by: Instant;
}

/** A finding on one partner of a deal, with its evidence; how to settle it follows from the code. */
export type HygieneFinding =
  | {
      readonly code: 'tagged_near_close';
      readonly partnerId: PartnerId;
      readonly role: Role;
      /** When the tag was set, recorded or seen between two syncs. */
      readonly tagged: Between;
      readonly closedAt: Instant;
    }
  | {
      readonly code: 'registered_near_close';
      readonly partnerId: PartnerId;
      readonly touchKind: TouchKind;
      readonly at: Instant;
      readonly closedAt: Instant;
    }
  | { readonly code: 'influenced_without_touch'; readonly partnerId: PartnerId }
  | {
      readonly code: 'back_dated_touch';
      readonly partnerId: PartnerId;
      /** The touch that was entered the longest after its date. */
      readonly touchId: TouchId;
      readonly touchKind: TouchKind;
      readonly at: Instant;
      readonly recordedAt: Instant;
      /** Touches of the partner that were entered too late. */
      readonly touches: number;
    }
  | {
      readonly code: 'partner_is_customer';
      readonly partnerId: PartnerId;
      readonly tagged: boolean;
      readonly touches: number;
    }
  | {
      readonly code: 'partners_claim_deal';
      /** Who sources the deal by the rules; the first by id where several do. */
      readonly partnerId: PartnerId;
      /** Who claims it besides, the strongest first. */
      readonly others: readonly PartnerId[];
    };

/** Settings of findings, in the policy's `programme.hygiene`. */
export interface HygieneSettings {
  /** A tag or a registration within these days before the close comes late. */
  readonly nearCloseDays: number;
  /** An activity that was entered later than these days after its date is back-dated. */
  readonly backDatedDays: number;
}
