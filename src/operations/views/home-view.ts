/** The app's home page: the portal's numbers, what waits for somebody, and how the sync is. Finished text. */

export type HomeView = HomeEmpty | HomeReady;

/** No numbers yet; lists may still have something to show. */
export interface HomeEmpty {
  readonly kind: 'home-empty';
  readonly headline: string;
  /** What to do, in order. */
  readonly steps: readonly string[];
  readonly dryRun: HomeDryRun;
}

export interface HomeReady {
  readonly kind: 'home';
  /** "As of 12 Sep 2026, 14:05 (America/New_York) · policy default-1 · amounts in USD". */
  readonly basis: string;
  /** What must be known before the numbers are read: too old, deals in no total. */
  readonly notices: readonly HomeNotice[];
  /** The five numbers, or those that there are. */
  readonly numbers: readonly HomeNumber[];
  readonly portfolio: readonly HomePeriod[];
  readonly months: HomeMonths;
  readonly models: HomeModels;
  readonly queues: readonly HomeQueueTotal[];
  /** How good suggestions are, with what it was measured on; null where it was not. */
  readonly precision: string | null;
  readonly week: HomeWeek;
  readonly sync: HomeSync;
  readonly dryRun: HomeDryRun;
}

export interface HomeNotice {
  readonly text: string;
  readonly variant: 'info' | 'warning';
}

export interface HomeNumber {
  readonly label: string;
  /** "$48,000.00", "7", "n/a". */
  readonly value: string;
  /** Share, period and what it is a part of. */
  readonly detail: string;
}

export interface HomePeriod {
  /** "This quarter (Q3 2026)". */
  readonly title: string;
  /** "Partner-sourced $1 + partner-influenced $2 + direct $3 = won $6". */
  readonly identity: string;
  readonly lines: readonly HomeLine[];
}

export interface HomeLine {
  /** "New business", "Renewal", "All lines together". */
  readonly line: string;
  readonly deals: string;
  readonly sourced: string;
  readonly influenced: string;
  readonly direct: string;
  readonly total: string;
  /** Partner-sourced of won: "31%", "n/a". */
  readonly share: string;
}

export interface HomeMonths {
  /** "Won revenue by month of close, last 24 months, USD". */
  readonly title: string;
  /** For a stacked chart: one point a month and class; whole units of the currency, which is not for adding up. */
  readonly points: readonly { readonly month: string; readonly class: string; readonly amount: number }[];
  /** The same as text, for whoever does not see the chart. */
  readonly rows: readonly {
    readonly month: string;
    readonly sourced: string;
    readonly influenced: string;
    readonly direct: string;
    readonly total: string;
  }[];
}

export interface HomeModels {
  readonly title: string;
  /** Which of them is published, and which are not here. */
  readonly note: string;
  /** "Linear (published)". */
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly partnerId: string;
    readonly name: string;
    readonly credits: readonly string[];
  }[];
}

export type HomeQueue = 'proposed' | 'conflicts' | 'suggested' | 'findings';

export interface HomeQueueTotal {
  readonly queue: HomeQueue;
  readonly title: string;
  /** "12 deals"; null where it is not known until the list is read. */
  readonly total: string | null;
  /** Whether anything waits in it, as far as is known. */
  readonly waits: boolean;
}

export interface HomeWeek {
  readonly title: string;
  readonly sentences: readonly string[];
  /** Deals of another class, largest first. */
  readonly moves: readonly {
    readonly dealId: string;
    readonly name: string;
    readonly change: string;
    readonly amount: string;
  }[];
}

export interface HomeSync {
  /** "The last sync went well." */
  readonly status: { readonly text: string; readonly variant: 'success' | 'warning' | 'danger' };
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

export interface HomeDryRun {
  /** What a dry run is, that one was asked for, or what came of it; one sentence an item. */
  readonly sentences: readonly string[];
  /** Whether one may be asked for now. */
  readonly mayAsk: boolean;
}

/** The league table: partners with what was published on them. */
export interface HomePartnersView {
  readonly kind: 'home-partners';
  readonly partners: readonly HomePartner[];
  /** "1–25 of 312 partners". */
  readonly range: string;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** What the columns say: all time, currency, which of them is not additive. */
  readonly note: string;
}

export interface HomePartner {
  readonly companyId: string;
  readonly name: string;
  readonly tier: string;
  readonly type: string;
  readonly sourced: string;
  readonly influenced: string;
  readonly credit: string;
  readonly pipeline: string;
  readonly wonDeals: string;
}

/** One queue: deals on which somebody has to say something. */
export interface HomeQueueView {
  readonly kind: 'home-queue';
  readonly queue: HomeQueue;
  readonly items: readonly HomeQueueItem[];
  readonly range: string;
  readonly page: number;
  readonly pages: number;
  /** What an empty queue says. */
  readonly hint: string;
}

export interface HomeQueueItem {
  /** Unique on the page. */
  readonly id: string;
  readonly dealId: string;
  readonly dealName: string;
  /** "$48,000.00 · won 20 Nov 2026". */
  readonly amount: string;
  readonly partner: { readonly id: string; readonly name: string } | null;
  /** "Proposed: partner sourced", "Tagged two days before the close". */
  readonly what: string;
  readonly why: readonly string[];
  /** "Since 12 Sep 2026", or that it is not known. */
  readonly since: string;
  readonly actions: readonly HomeAction[];
}

export type HomeAction =
  | { readonly kind: 'confirm' }
  | { readonly kind: 'decide'; readonly role: 'sourced' | 'influenced' }
  | { readonly kind: 'refuse' }
  /** Who of those who claim the deal sourced it. */
  | { readonly kind: 'settle'; readonly claimants: readonly { readonly id: string; readonly name: string }[] }
  /** It is mended on the deal itself. */
  | { readonly kind: 'open' }
  | { readonly kind: 'accept'; readonly role: 'sourced' | 'influenced' }
  | { readonly kind: 'dismiss' };

/** A dry run was asked for. */
export interface HomeAskedView {
  readonly kind: 'saved';
  readonly message: string;
  readonly next: string | null;
  readonly dryRun: HomeDryRun;
}
