import type { Instant } from './calendar.js';
import type { DealId, PartnerId, TouchId } from './ids.js';

/** Every kind of touch, in the order of attribution.md §1. */
export const TOUCH_KINDS = [
  'registration',
  'referral',
  'meeting',
  'call',
  'email',
  'demo',
  'proposal',
  'campaign',
  'event',
  'implementation',
  'tag',
] as const;
export type TouchKind = (typeof TOUCH_KINDS)[number];

/** One dated piece of evidence that a partner took part in a deal. */
export interface Touch {
  readonly id: TouchId;
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  readonly at: Instant;
  readonly kind: TouchKind;
  /** Free text of the source; only a registration's is looked at. */
  readonly status: string | null;
  /** What the source record is called, for people; null where it has no name. */
  readonly title: string | null;
  /** A meeting whose outcome nobody set. */
  readonly outcomeMissing?: true;
}

/** Statuses with which a registration counts. */
export const COUNTING_REGISTRATIONS: ReadonlySet<string> = new Set(['approved', 'converted', 'won', 'lost']);

/** A registration counts while its status says that it was approved; the status of other kinds is ignored. */
export const statusCounts = (touch: Touch): boolean =>
  touch.kind !== 'registration' || (touch.status !== null && COUNTING_REGISTRATIONS.has(touch.status));

export const ROLES = ['sourced', 'influenced'] as const;
export type Role = (typeof ROLES)[number];

export const TAG_STATES = ['proposed', 'confirmed', 'decided'] as const;
export type TagState = (typeof TAG_STATES)[number];

export const MOTIONS = ['referral', 'resale', 'cosell', 'services', 'implementation'] as const;
export type Motion = (typeof MOTIONS)[number];

/** What a person states on a deal: this partner has this role. */
export interface Tag {
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  readonly role: Role;
  readonly state: TagState;
  readonly motion: Motion | null;
}
