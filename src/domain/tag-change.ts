/** What people ask to be done to the tags of one partner on one deal. */
import type { PartnerId } from './ids.js';
import type { Motion, Role, TagState } from './touch.js';

/** What anybody who works on a deal may ask for. */
export type TagChange =
  | {
      readonly kind: 'set';
      readonly partnerId: PartnerId;
      readonly role: Role;
      readonly motion: Motion | null;
    }
  | { readonly kind: 'remove'; readonly partnerId: PartnerId };

/** What the partnership manager rules. */
export type TagRuling =
  /** The proposal is right. */
  | { readonly kind: 'confirm' }
  /** It is so, whatever else speaks for or against it. */
  | {
      readonly kind: 'decide';
      readonly role: Role;
      /** Null keeps that of the tag which is replaced. */
      readonly motion: Motion | null;
      readonly reason: string;
    }
  /** The proposal is wrong; where there is none, the tag is. */
  | { readonly kind: 'refuse'; readonly reason: string };

/** What labels say about a partner: a ruling is no label, its label is that of a confirmed tag. */
export interface LabelTag {
  readonly role: Role;
  readonly motion: Motion | null;
  readonly state: Exclude<TagState, 'decided'>;
}
