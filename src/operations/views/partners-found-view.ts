/** Partners found by name or domain while somebody types. */

export interface PartnersFoundView {
  readonly kind: 'partners-found';
  /** At most 20, by name. */
  readonly partners: readonly FoundPartner[];
  /** "No partner has “nrth” in its name or domain.", or that there are more; null where nothing is to be said. */
  readonly hint: string | null;
}

export interface FoundPartner {
  readonly companyId: string;
  readonly name: string;
  /** "Gold", or "No tier". */
  readonly tier: string;
  /** "Reseller/channel", or "No type". */
  readonly type: string;
  /** Null where the company has none. */
  readonly domain: string | null;
  /** Whether a tag of it, in whatever state, is on the deal that was named. */
  readonly alreadyOnDeal: boolean;
  /** Why it cannot be tagged on that deal, one sentence; null where it can. */
  readonly cannotBeTagged: string | null;
}
