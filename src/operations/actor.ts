/** Who acts through a card or a page, as far as that is known. */

/** `rep` may propose; `manager` may confirm, decide and refuse; `ops` may change settings and start syncs. */
export type PersonRole = 'rep' | 'manager' | 'ops';

/**
 * In the hosted profile HubSpot signs who asks. In the private one a function is told no user: the name is what the card
 * says of itself, and no role is known.
 */
export interface Actor {
  /** For the history of a tag; null where nobody was named. Never logged. */
  readonly name: string | null;
  readonly identity:
    { readonly kind: 'signed'; readonly roles: ReadonlySet<PersonRole> } | { readonly kind: 'unknown' };
}
