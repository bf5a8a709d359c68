/** The programme part of the home page: its numbers, health, forecast, and what waits for somebody. Finished text. */

export type HomeProgrammeView = HomeProgrammeEmpty | HomeProgrammeReady;

/** Nothing was published yet. */
export interface HomeProgrammeEmpty {
  readonly kind: 'home-programme-empty';
  readonly headline: string;
  readonly steps: readonly string[];
}

export interface HomeProgrammeReady {
  readonly kind: 'home-programme';
  /** "As of 12 Sep 2026, 14:05 (America/New_York) · policy default-1 · amounts in USD". */
  readonly basis: string;
  readonly notices: readonly { readonly text: string; readonly variant: 'info' | 'warning' }[];
  /** What is to be chosen between; the first is shown first. */
  readonly periods: readonly HomeProgrammePeriod[];
  /** Which of the sixteen are shown, and where that is chosen. */
  readonly choice: string;
  readonly health: HomeHealth;
  readonly forecast: HomeForecast;
  readonly comparison: HomeComparison;
}

export interface HomeProgrammePeriod {
  readonly id: string;
  /** "This quarter (2026-Q4)". */
  readonly title: string;
  /** How all of its numbers are to be read; null: as they are. */
  readonly note: string | null;
  readonly numbers: readonly HomeProgrammeNumber[];
}

export interface HomeProgrammeNumber {
  readonly id: string;
  readonly label: string;
  /** "$48,000.00", "67%", "n/a". */
  readonly value: string;
  /** "12 of 18", "7 won deals". */
  readonly basis: string;
  /** What is to be read beside it: "Median $4,000.00". */
  readonly beside: readonly string[];
  /** How it is computed and to be read, a sentence each; shown when it is asked for. */
  readonly how: readonly string[];
  /** Why it is n/a, or what is missing; null where nothing is. */
  readonly missing: string | null;
}

export interface HomeHealth {
  readonly rows: readonly {
    readonly partnerId: string;
    readonly name: string;
    /** "72", "n/a". */
    readonly score: string;
    readonly variant: 'success' | 'warning' | 'danger' | 'default';
    /** One a part, in the order of `parts`: "40", "–". */
    readonly cells: readonly string[];
    /** What is left out, and why. */
    readonly leftOut: readonly string[];
  }[];
  /** Each with its weight: "Engagement, 25%". */
  readonly columns: readonly string[];
  /** "Engagement: 100 while …". */
  readonly formulas: readonly string[];
  /** "The 25 partners with the lowest health of 312". */
  readonly note: string;
}

export interface HomeForecast {
  readonly title: string;
  /** Why there is none; null where there is one. */
  readonly none: string | null;
  readonly rows: readonly { readonly line: string; readonly cells: readonly string[] }[];
  readonly columns: readonly string[];
  /** How good it was before, and what it stands on. */
  readonly sentences: readonly string[];
  readonly backtest: readonly { readonly month: string; readonly cells: readonly string[] }[];
  readonly backtestColumns: readonly string[];
}

export interface HomeComparison {
  readonly title: string;
  readonly none: string | null;
  readonly rows: readonly { readonly what: string; readonly cells: readonly string[] }[];
  readonly columns: readonly string[];
  readonly note: string;
}

/** What waits for somebody in the programme, a page at a time. */
export interface HomeProgrammeQueueView {
  readonly kind: 'home-programme-queue';
  /** What may be shown, with how many wait; the first is everything. */
  readonly kinds: readonly { readonly value: string; readonly label: string }[];
  readonly items: readonly HomeProgrammeItem[];
  /** "1–25 of 312". */
  readonly range: string;
  readonly page: number;
  readonly pages: number;
  /** "As of 12 Sep 2026, 14:05", or why nothing is here. */
  readonly note: string;
}

export interface HomeProgrammeItem {
  /** Unique on the page. */
  readonly id: string;
  /** "Agreement due". */
  readonly what: string;
  readonly partner: { readonly id: string; readonly name: string };
  readonly text: string;
  /** "12 Sep 2026", "No day". */
  readonly due: string;
  readonly overdue: boolean;
  /** Where it is settled, where HubSpot can open it by a known type. */
  readonly link: { readonly objectTypeId: string; readonly id: string; readonly label: string } | null;
}
