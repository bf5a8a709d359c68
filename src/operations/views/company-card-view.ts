/** The finished view models of the card on companies: of a partner, and of any other company. */
import type { CompanyDealsView } from './company-deals-view.js';

export type CompanyCardView = PartnerCardView | CustomerCardView;

interface Notice {
  readonly text: string;
  readonly variant: 'warning' | 'info';
}

export interface PartnerCardView {
  readonly kind: 'partner';
  readonly companyId: string;
  /** In full, as the table of facts and assistive technology read it. */
  readonly name: string;
  /** "Northwind Systems sourced 24 won deals." */
  readonly headline: string;
  readonly tier: { readonly text: string; readonly variant: 'default' | 'info' | 'success' | 'warning' };
  /** Whom to call and who manages it; one sentence an item. */
  readonly sentences: readonly string[];
  readonly notices: readonly Notice[];
  readonly facts: readonly PartnerFact[];
  /** Null before the first sync. */
  readonly numbers: PartnerNumbersView | null;
  /** Null where no sync has published months yet. */
  readonly months: PartnerMonthsView | null;
  readonly proposals: PartnerProposals;
  readonly deals: CompanyDealsView;
  readonly people: PartnerPeople;
  /** Partners that belong to it. */
  readonly children: readonly PartnerChild[];
  /** "Won deals, USD, policy default-1, as of 20 Nov 2026. …" */
  readonly basis: string;
}

/** One line about the partner, such as its tier or its partner lifecycle stage. */
export interface PartnerFact {
  readonly label: string;
  readonly value: string;
  /** What that means, one sentence; null where nothing needs to be said. */
  readonly note: string | null;
}

export interface PartnerNumbersView {
  /** "Won deals, USD" */
  readonly title: string;
  /** All time. */
  readonly tiles: readonly {
    readonly id: string;
    readonly label: string;
    readonly value: string;
    /** "All time", "Not additive: shared by every partner that influenced a deal". */
    readonly note: string;
  }[];
  /** Periods: "All time", "Last 24 months", "With child partners, all time". */
  readonly columns: readonly string[];
  /** A line a number, a cell a period; empty where there is nothing to set beside all time. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

export interface PartnerMonthsView {
  /** "Last 24 months by month of close, USD" */
  readonly title: string;
  /** Oldest month first; every month with each series. `amount` in major units, for drawing only. */
  readonly points: readonly { readonly month: string; readonly series: string; readonly amount: number }[];
  /** "USD". */
  readonly currency: string;
  readonly columns: readonly string[];
  /** Newest month first, those without a won deal left out. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
  /** Whether nothing was won in all these months. */
  readonly empty: boolean;
}

export interface PartnerProposals {
  readonly items: readonly PartnerProposal[];
  /** "12 more wait on the home page."; null where these are all. */
  readonly more: string | null;
}

/** A tag of this partner that waits for a ruling. */
export interface PartnerProposal {
  readonly dealId: string;
  readonly dealName: string;
  readonly partnerId: string;
  /** "Proposed as sourced · referral". */
  readonly proposed: string;
  /** "$16,000.00, open". */
  readonly deal: string;
  /** Null where whoever looks may rule; else why not. */
  readonly refusal: string | null;
}

export interface PartnerPeople {
  readonly items: readonly PartnerPerson[];
  /** "Ten of 43 people are shown."; null where these are all. */
  readonly more: string | null;
}

export interface PartnerPerson {
  readonly contactId: string;
  readonly name: string;
  /** "" where the contact has none. */
  readonly title: string;
  readonly email: string;
  readonly phone: string;
}

export interface PartnerChild {
  readonly companyId: string;
  readonly name: string;
  readonly tier: string;
  /** Money text; "Not synced yet" where there is none. */
  readonly sourced: string;
  readonly influenced: string;
  readonly credit: string;
}

export interface CustomerCardView {
  readonly kind: 'customer';
  readonly companyId: string;
  readonly name: string;
  /** "Two partners are around Acme: Northwind Systems and Contoso." */
  readonly headline: string;
  /** What to do, one sentence an item; empty where there is nothing to do. */
  readonly hints: readonly string[];
  readonly partners: readonly PartnerAround[];
  readonly suggestions: readonly AccountSuggestion[];
  readonly deals: CompanyDealsView;
  readonly basis: string;
}

export interface PartnerAround {
  readonly companyId: string;
  readonly name: string;
  readonly tier: string;
  readonly tierVariant: 'default' | 'info' | 'success' | 'warning';
  readonly type: string;
  /** Why it is here, what weighs most first; one sentence an item, never empty. */
  readonly why: readonly string[];
  /** "+1 555 0100"; "" where the company has none. */
  readonly phone: string;
  /** Our partner manager; "Nobody yet". */
  readonly manager: string;
}

/** A partner that may belong on a deal of this account. */
export interface AccountSuggestion {
  readonly dealId: string;
  readonly dealName: string;
  readonly text: string;
}
