/**
 * The finished view model of the deal card: text, ready to be drawn. The card does no arithmetic and formats nothing.
 */

export type DealCardView = DealCardReady | DealCardEmpty;

export interface DealCardEmpty {
  readonly kind: 'empty';
  /** "No partner on this deal." */
  readonly headline: string;
  /** What a person can do about it, one sentence. */
  readonly hint: string;
  /** "Computed now, policy default-1. Activities as of 12 Sep 2026." */
  readonly basis: string;
}

export interface DealCardReady {
  readonly kind: 'ready';
  /** "Northwind Systems (Gold) sourced this deal." */
  readonly headline: string;
  readonly classTag: { readonly text: string; readonly variant: 'success' | 'info' | 'default' };
  /** What each partner did and whom to call; one sentence an item. */
  readonly sentences: readonly string[];
  /** Conflicts and findings, in a rep's words. */
  readonly notices: readonly { readonly text: string; readonly variant: 'warning' | 'info' }[];
  readonly partners: readonly DealCardPartner[];
  readonly credit: DealCardCredit;
  readonly evidence: readonly DealCardEvidence[];
  readonly why: {
    /** The rule that gave the class, with the arithmetic of its window; one sentence an item. */
    readonly sentences: readonly string[];
    /** "USD, policy default-1, computed now. Activities as of 20 Nov 2026. It locks on 4 Dec 2026 at the latest." */
    readonly basis: string;
  };
}

export interface DealCardPartner {
  readonly companyId: string;
  readonly name: string;
  /** "Gold", or "No tier". */
  readonly tier: string;
  readonly tierVariant: 'default' | 'info' | 'success' | 'warning';
  readonly type: string;
  /** Partner lifecycle stage. */
  readonly stage: string;
  /** "Sourced · referral". */
  readonly role: string;
  readonly manager: string;
  /** "2 Oct 2026", or "None". */
  readonly lastTouch: string;
}

export interface DealCardCredit {
  /** "Revenue" on a won deal, "Pipeline" on an open one, "No credit: this deal was lost" on a lost one. */
  readonly title: string;
  readonly pools: readonly DealCardPool[];
}

export interface DealCardPool {
  /** "Partner-sourced", "Partner-influenced (not additive)", "Linear". */
  readonly title: string;
  readonly lines: readonly {
    readonly partnerName: string;
    /** "$16,000.00". */
    readonly amount: string;
    /** "33.3%". */
    readonly share: string;
    /** 0 to 100, for drawing the split. */
    readonly sharePercent: number;
  }[];
}

export interface DealCardEvidence {
  /** "12 Sep 2026". */
  readonly date: string;
  readonly partnerName: string;
  /** "Referral", "Meeting: Discovery workshop". */
  readonly what: string;
  /** "Counts for sourcing and influence", "Counts for influence", "Does not count: after the deal closed". */
  readonly standing: string;
  readonly counts: boolean;
}
