/** A deal's windows and touches in the order of time. */

export interface DealTimeline {
  /** The whole of it as one line, for a screen reader and for who reads fast: "12 Sep 2026 Northwind: referral — …". */
  readonly sentence: string;
  /** From the first to the last; runs of touches between two milestones are summed up where they are many. */
  readonly steps: readonly DealTimelineStep[];
  /** Place in `steps` of what came last until now. */
  readonly currentStep: number;
  /** From when to when touches count; one sentence a window. */
  readonly windows: readonly string[];
  /** "Locks in 14 days, on 4 Dec 2026, at the latest."; null where there is nothing to lock. */
  readonly lock: string | null;
}

export interface DealTimelineStep {
  readonly kind: 'milestone' | 'touches';
  /** "12 Sep 2026". */
  readonly date: string;
  /** "Deal created", "Northwind: referral". */
  readonly text: string;
}
