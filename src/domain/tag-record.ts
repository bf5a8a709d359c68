/** What is kept of tags besides the tags themselves: the rulings that stand, and everything that was ever done. */
import type { Instant } from './calendar.js';
import type { DealId, PartnerId } from './ids.js';
import type { Motion, Role, Tag, TagState } from './touch.js';

/** A partnership manager's ruling on a partner of a deal: it is the decided tag. */
export interface Ruling {
  readonly partnerId: PartnerId;
  readonly role: Role;
  readonly motion: Motion | null;
  readonly reason: string;
  /** Who ruled, as far as that is known. */
  readonly author: string;
  readonly at: Instant;
}

export const TAG_DEEDS = ['proposed', 'confirmed', 'decided', 'refused', 'removed', 'changed'] as const;
export type TagDeed = (typeof TAG_DEEDS)[number];

/** One thing that was done to the tag of a partner on a deal. */
export interface TagEvent {
  readonly at: Instant;
  /** Who did it, as far as that is known. */
  readonly by: string | null;
  /** Whether HubSpot vouches for who did it. */
  readonly byKnown: boolean;
  /** `changed` where another role or motion took the place of a tag in the same state. */
  readonly what: TagDeed;
  readonly partnerId: PartnerId;
  /** Of the tag that was set; of the one that is gone where it was refused or removed. */
  readonly role: Role;
  readonly motion: Motion | null;
  /** The strongest tag of the partner that stood before; null where there was none. */
  readonly before: { readonly role: Role; readonly motion: Motion | null; readonly state: TagState } | null;
  /** Why, where somebody had to say. */
  readonly reason: string | null;
}

/** What a deal records about its tags; null where that is not what was written there, so that nothing may replace it. */
export interface TagRecord {
  readonly rulings: readonly Ruling[] | null;
  /** The newest first; the oldest may have been cut off. */
  readonly history: readonly TagEvent[] | null;
}

/** The decided tag that a ruling is. */
export const tagOfRuling = (deal: DealId, { partnerId, role, motion }: Ruling): Tag => ({
  dealId: deal,
  partnerId,
  role,
  state: 'decided',
  motion,
});
