/**
 * What a change of a tag would do, shown before it is saved, and what was done: finished text, ready to be drawn.
 */
import type { DealCardView } from './deal-card-view.js';

export interface EffectView {
  readonly kind: 'effect';
  /** Names what was previewed; goes back with the save, which is refused where the facts have moved since. */
  readonly basis: string;
  /** "Tag Northwind Systems as sourced", or of many deals "Tag Northwind Systems as sourced on 12 deals". */
  readonly title: string;
  /** What would change, and what would not although one might think so; one sentence an item, never empty. */
  readonly sentences: readonly string[];
  /** "Direct" → "Partner-sourced"; null where the class stays, and for more than one deal. */
  readonly classChange: { readonly before: string; readonly after: string } | null;
  /** Rules that were looked at, each with what it says; absent where there are none. */
  readonly checks?: readonly EffectCheck[];
  /** Partners whose credit would change, who gains first. */
  readonly partners: readonly EffectPartner[];
  /** What would have to be settled afterwards, or already has to be: one sentence an item. */
  readonly conflicts: readonly string[];
  /** Whether somebody should see this before it is saved: the class, another partner's credit, a lock, or several deals. */
  readonly needsConfirmation: boolean;
  /** It is a proposal: class and credit are those of the deal once a partnership manager has confirmed it. */
  readonly ifConfirmed?: true;
  /** How many deals it is about; absent for one. */
  readonly deals?: number;
  /** How many of the changes cannot be made, each named in `sentences`; absent where all can. */
  readonly refused?: number;
}

/** What one rule says. */
export interface EffectCheck {
  /** "An open deal exists already" */
  readonly rule: string;
  readonly isKept: boolean;
  /** One sentence, also where it is kept. */
  readonly text: string;
}

/** A partner's credit under the policy's model. */
export interface EffectPartner {
  readonly name: string;
  /** "$16,000.00", or "None". */
  readonly before: string;
  readonly after: string;
  /** "+$16,000.00". */
  readonly change: string;
  /** Null where only the role changes. */
  readonly gains: boolean | null;
}

export interface SavedView {
  readonly kind: 'saved';
  /** "Northwind Systems is proposed as sourced." */
  readonly message: string;
  /** What happens next, or is to be done; null where nothing is. */
  readonly next: string | null;
  /** The deal's card as it is now; null where the action was on no single deal. */
  readonly card: DealCardView | null;
}
