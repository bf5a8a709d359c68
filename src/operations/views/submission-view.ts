/** What submitting a file of registrations would do, or did. */

/** What a rule of engagement says of one row. */
export interface SubmissionCheck {
  readonly rule: string;
  /** Null where it is kept; else as the rules weigh: never made, waits for another, approved with a reason only. */
  readonly broken: 'never' | 'waits' | 'reason' | null;
  readonly text: string;
}

export interface SubmissionRowView {
  /** Of the file; the header is 1. */
  readonly line: number;
  /** Who registers whom. */
  readonly name: string;
  readonly externalId: string;
  /** `there`: it was submitted before, and nothing of it is changed. */
  readonly outcome: 'submit' | 'refused' | 'there';
  /** Of one that is there. */
  readonly recordId: string | null;
  readonly submittedAt: string;
  /** What is so besides, each in a sentence. */
  readonly notes: readonly string[];
  /** One a rule, in their order; empty of one that is there. */
  readonly checks: readonly SubmissionCheck[];
}

/** A cell because of which a row is not submitted. */
export interface SubmissionAside {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: 'unknown_partner' | 'ambiguous' | 'instant_invalid' | 'missing' | 'duplicate_id';
  readonly text: string;
}

export interface SubmittedView {
  /** In the order of the file. */
  readonly rows: readonly SubmissionRowView[];
  readonly aside: readonly SubmissionAside[];
  /** Null where nothing was written. */
  readonly done: {
    readonly runId: string;
    readonly created: number;
    /** Those that were there, and that an association was added to. */
    readonly changed: number;
    readonly refused: readonly { readonly name: string; readonly reason: string }[];
  } | null;
}
