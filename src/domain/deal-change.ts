/** One change of what is known about a deal, as “what if” sentences try it. */
import { assertNever } from './assert-never.js';
import type { Instant } from './calendar.js';
import type { DealFacts } from './deal.js';
import type { Tag, Touch } from './touch.js';

export type DealChange =
  /** A proposed tag is confirmed. */
  | { readonly kind: 'tag_confirmed'; readonly tag: Tag }
  /** A registration that does not count is approved. */
  | { readonly kind: 'registration_approved'; readonly touch: Touch }
  /** A touch took place at another instant. */
  | { readonly kind: 'touch_moved'; readonly touch: Touch; readonly to: Instant }
  /** There is one touch more; `touch` is that one. */
  | { readonly kind: 'touch_added'; readonly touch: Touch }
  | { readonly kind: 'touch_removed'; readonly touch: Touch }
  /** The tag is not there, nor any other of the same partner, role and state. */
  | { readonly kind: 'tag_removed'; readonly tag: Tag };

/** The facts of a deal with one change made; nothing else differs. */
export function applyChange(facts: DealFacts, change: DealChange): DealFacts {
  const { touches, tags } = facts;
  switch (change.kind) {
    case 'tag_confirmed':
      return {
        ...facts,
        tags: tags.map((tag) => (isSameTag(tag, change.tag) ? { ...tag, state: 'confirmed' } : tag)),
      };
    case 'tag_removed':
      return { ...facts, tags: tags.filter((tag) => !isSameTag(tag, change.tag)) };
    case 'registration_approved':
      return { ...facts, touches: replaced(touches, change.touch, { status: 'approved' }) };
    case 'touch_moved':
      return { ...facts, touches: replaced(touches, change.touch, { at: change.to }) };
    case 'touch_added':
      return { ...facts, touches: [...touches, change.touch] };
    case 'touch_removed':
      return { ...facts, touches: touches.filter((touch) => !isSameTouch(touch, change.touch)) };
    default:
      return assertNever(change);
  }
}

const replaced = (
  touches: readonly Touch[],
  one: Touch,
  changes: Partial<Pick<Touch, 'at' | 'status'>>,
): readonly Touch[] => touches.map((touch) => (isSameTouch(touch, one) ? { ...touch, ...changes } : touch));

// Partners that share an activity share its id.
const isSameTouch = (a: Touch, b: Touch): boolean => a.id === b.id && a.partnerId === b.partnerId;

/** Repeats of a tag, with whatever motion, count once (attribution.md §3.4). */
export const isSameTag = (a: Tag, b: Tag): boolean =>
  a.partnerId === b.partnerId && a.role === b.role && a.state === b.state;
