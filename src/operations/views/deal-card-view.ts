/**
 * The finished view model of the deal card: text, ready to be drawn. The card does no arithmetic and formats nothing.
 */
import type { DealTimeline } from './deal-timeline-view.js';

export type DealCardView = DealCardReady | DealCardEmpty;

export interface DealCardEmpty {
  readonly kind: 'empty';
  /** "No partner on this deal." */
  readonly headline: string;
  /** What a person can do about it, one sentence. */
  readonly hint: string;
  readonly notices: readonly DealCardNotice[];
  readonly suggestions: readonly DealCardSuggestion[];
  /** Null where whoever looks may not tag. */
  readonly tagging: DealCardTagging | null;
  /** What was tagged here once, the newest first. */
  readonly history: readonly string[];
  /** "USD, policy default-1, computed now. Activities as of 12 Sep 2026." */
  readonly basis: string;
}

export interface DealCardReady {
  readonly kind: 'ready';
  /** "Northwind Systems (Gold) sourced this deal." */
  readonly headline: string;
  readonly classTag: ClassTag;
  /** What each partner did and whom to call; one sentence an item. */
  readonly sentences: readonly string[];
  /** Conflicts and findings, in a rep's words. */
  readonly notices: readonly DealCardNotice[];
  /** Roles that somebody proposed and nobody confirmed. */
  readonly proposals: readonly DealCardProposal[];
  /** Who sourced the deal before who influenced it, then who has no role. */
  readonly partners: readonly DealCardPartner[];
  readonly suggestions: readonly DealCardSuggestion[];
  /** Null where whoever looks may not tag. */
  readonly tagging: DealCardTagging | null;
  readonly credit: DealCardCredit;
  readonly timeline: DealTimeline;
  readonly evidence: readonly DealCardEvidence[];
  readonly why: {
    /** The rule that gave the class, with the arithmetic of its window; one sentence an item. */
    readonly sentences: readonly string[];
    /** "USD, policy default-1, computed now. Activities as of 20 Nov 2026. It locks on 4 Dec 2026 at the latest." */
    readonly basis: string;
  };
  /** Who tagged what and when, the newest first, one sentence an item; empty where nothing is recorded. */
  readonly history: readonly string[];
}

export interface ClassTag {
  readonly text: string;
  readonly variant: 'success' | 'info' | 'default';
}

export interface DealCardNotice {
  readonly text: string;
  readonly variant: 'warning' | 'info';
}

export interface DealCardPartner {
  readonly companyId: string;
  /** In full, however long. */
  readonly name: string;
  /** As sentences have it: at most 60 characters, isolated where it is written from right to left. */
  readonly shortName: string;
  /** Whether `shortName` leaves something out. */
  readonly isShortened: boolean;
  /** "Gold", or "No tier". */
  readonly tier: string;
  readonly tierVariant: 'default' | 'info' | 'success' | 'warning';
  readonly type: string;
  /** Partner lifecycle stage. */
  readonly stage: string;
  /** "Sourced · referral". */
  readonly role: string;
  readonly manager: string;
  /** "via Jane Doe" where a contact speaks for the partner; absent where none does. */
  readonly via?: string;
  /** "2 Oct 2026", or "None". */
  readonly lastTouch: string;
  /** Why it has its role and its credit, or why it has none; one sentence an item, never empty. */
  readonly why: readonly string[];
  /** Null where nobody tagged it. */
  readonly tag: DealCardTag | null;
}

export interface DealCardTag {
  readonly role: DealCardRole;
  /** One of the values of `tagging.motions`; null where it carries none. */
  readonly motion: string | null;
  /** "Tagged as sourced · referral, confirmed." */
  readonly text: string;
  /** Whether whoever looks may change it or take it away. */
  readonly canChange: boolean;
}

export type DealCardRole = 'sourced' | 'influenced';

export interface DealCardProposal {
  readonly companyId: string;
  readonly name: string;
  /** "Nobody has confirmed Contoso’s role yet: it is proposed as influenced." */
  readonly text: string;
  /** Whether whoever looks may confirm or refuse it; else `hint` says who does, and where. */
  readonly canRule: boolean;
  readonly hint: string;
}

export interface DealCardSuggestion {
  readonly companyId: string;
  readonly name: string;
  readonly role: DealCardRole;
  /** "Fabrikam may belong here: three of its people were in two meetings on this deal." */
  readonly text: string;
  /** "Tag as influenced". */
  readonly accept: string;
}

/** What somebody who looks at the card may state about partners. */
export interface DealCardTagging {
  /** "Tag a partner" where it counts at once, else "Propose a partner". */
  readonly button: string;
  /** On the button that does it: "Tag", "Propose". */
  readonly go: string;
  /** What becomes of it, one sentence. */
  readonly hint: string;
  readonly roles: readonly {
    readonly value: DealCardRole;
    readonly label: string;
    readonly description: string;
  }[];
  readonly motions: readonly { readonly value: string; readonly label: string }[];
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
