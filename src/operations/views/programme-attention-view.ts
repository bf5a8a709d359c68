/** What of a partner's programme somebody has to see to, whichever part of it that is. */
export interface ProgrammeAttention {
  /** "Security review: until 10 Nov 2026 (over)." */
  readonly text: string;
  readonly isLate: boolean;
  /** Where it is told in full, and done. */
  readonly part: ProgrammePart;
}

/** The parts that the card draws, each behind a tab of its own. */
export type ProgrammePart = 'overview' | 'agreement' | 'plan' | 'meetings' | 'registrations';
