/** Partners that probably belong to a deal though nobody has tagged them: programme idea "missing tags". */
import type { Instant } from './calendar.js';
import type { DealId, PartnerId } from './ids.js';
import type { OverlapKind } from './overlap.js';
import type { Role, TouchKind } from './touch.js';

/** Why activities that name the partner do not give it a role by themselves. */
export const STRAY_REASONS = ['on_several_deals', 'on_no_deal', 'too_few', 'outside_window'] as const;
export type StrayReason = (typeof STRAY_REASONS)[number];

export const SUGGESTION_REASONS = ['activities', 'domain', 'customer', 'near_window', 'overlap'] as const;
export type SuggestionReasonKind = (typeof SUGGESTION_REASONS)[number];

/** One reason for a suggestion, in data: the words are made of it where it is shown. */
export type SuggestionReason =
  | {
      /** The partner's people took part in activities around the deal that do not count. */
      readonly kind: 'activities';
      readonly why: StrayReason;
      readonly activities: number;
      /** Distinct contacts of the partner among them; 0 where only the company is named. */
      readonly people: number;
      readonly last: Instant;
    }
  | {
      /** Participants with the partner's e-mail domain that the CRM does not associate with the partner. */
      readonly kind: 'domain';
      readonly domain: string;
      readonly people: number;
      readonly activities: number;
      readonly last: Instant;
    }
  | {
      /** Other deals of the same customer carry a tag of the partner. */
      readonly kind: 'customer';
      readonly deals: number;
      readonly won: number;
      /** The first of them, in the order of ids. */
      readonly dealIds: readonly DealId[];
    }
  | {
      /** A touch of a kind that sources, just outside the window of the policy. */
      readonly kind: 'near_window';
      readonly touchKind: TouchKind;
      readonly at: Instant;
      /** How far outside, in days, rounded up. */
      readonly days: number;
    }
  | {
      /** An overlap list says that the partner knows the deal's customer. */
      readonly kind: 'overlap';
      /** What the customer is to the partner: of several entries, the one that says the most. */
      readonly overlap: OverlapKind;
      /** Name of the list. */
      readonly source: string;
      /** When that entry was imported. */
      readonly at: Instant;
    };

/** A partner that a person may accept (by a tag) or dismiss. */
export interface Suggestion {
  readonly partnerId: PartnerId;
  /** The role that accepting it proposes. */
  readonly role: Role;
  /** 0–100, see `scoreOf`. */
  readonly score: number;
  /** The strongest first. */
  readonly reasons: readonly SuggestionReason[];
}

/** A person said that a partner does not belong to a deal: it is not suggested there again. */
export interface Dismissal {
  readonly partnerId: PartnerId;
  /** What the card says who it was; null where nobody was named. */
  readonly by: string | null;
  readonly at: Instant;
  readonly reason: string | null;
}

/**
 * Customers with more deals than this say nothing about who belongs to one of them. A number, not a setting: a change of a
 * tag looks at that many deals again at most.
 */
export const CUSTOMER_DEALS = 50;

/** Settings of suggestions, in the policy's `programme.suggestions`. */
export interface SuggestionSettings {
  /** Suggestions below this score are not made; 0–100. */
  readonly minScore: number;
  /** How far outside its window evidence still says something, in days. */
  readonly nearDays: number;
  /** Most suggestions on one deal. */
  readonly most: number;
}
