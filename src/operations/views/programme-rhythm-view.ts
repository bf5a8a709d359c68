/** What is done with a partner again and again, in finished text: meetings, reviews; and its escalations. */
export interface RhythmState {
  readonly text: string;
  readonly variant: 'default' | 'success' | 'warning' | 'danger';
}

export interface CadenceSection {
  /** "Gold partners are met every month, and with an executive every half-year.", or why nothing is due. */
  readonly headline: string;
  /** What cannot be read, and what is to be done. */
  readonly notices: readonly string[];
  /** Of a partner that has a cadence. */
  readonly rows: readonly CadenceRow[];
  /** Meetings that were held or are booked, the newest first. */
  readonly meetings: readonly {
    readonly id: string;
    readonly day: string;
    readonly title: string;
    readonly who: string;
    readonly outcome: string;
  }[];
  /** How many older ones there are; null where none is left out. */
  readonly more: string | null;
}

export interface CadenceRow {
  /** "With the partner", "With its executives" */
  readonly who: string;
  /** "every month" */
  readonly every: string;
  /** "12 Sep 2026", "Never" */
  readonly last: string;
  /** "12 Oct 2026" of the booked one, "None booked" */
  readonly next: string;
  /** "Due on 12 Oct 2026", "Overdue since 13 Oct 2026 (5 days)" */
  readonly due: string;
  readonly state: RhythmState;
}

export interface ReviewsSection {
  /** "The next health review is due on 12 Dec 2026." */
  readonly headline: string;
  readonly state: RhythmState | null;
  /** What a decision asks to be done; null where nothing is. */
  readonly nextStep: string | null;
  /** "Health 72 of 100 as of 20 Nov 2026."; null before it was worked out. */
  readonly health: string | null;
  /** What the review is held over, the worst part first: "Engagement 40 of 100". */
  readonly parts: readonly string[];
  readonly decisions: readonly {
    readonly id: string;
    readonly label: string;
    readonly needsNote: boolean;
    readonly says: string;
  }[];
  /** "12 Feb 2027, every quarter for Gold partners"; null where somebody has to say when. */
  readonly nextByTier: string | null;
  /** `YYYY-MM-DD`, in the portal's time zone. */
  readonly today: string;
  readonly canHold: boolean;
  /** The newest first. */
  readonly history: readonly {
    readonly day: string;
    readonly decision: string;
    readonly note: string;
    readonly next: string;
    readonly who: string;
  }[];
}

export interface EscalationsSection {
  /** "2 open escalations, the oldest for 12 days." */
  readonly headline: string;
  readonly notices: readonly string[];
  /** "A ticket counts as an escalation by its category: …" */
  readonly rule: string;
  readonly rows: readonly EscalationRow[];
  /** How many older closed ones there are; null where none is left out. */
  readonly more: string | null;
}

export interface EscalationRow {
  readonly ticketId: string;
  readonly title: string;
  readonly owner: string;
  readonly opened: string;
  /** "12 days" */
  readonly age: string;
  readonly state: RhythmState;
}
