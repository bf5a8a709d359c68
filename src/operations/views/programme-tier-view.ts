/** A partner's tier, what the next one needs, and what it was. */
export interface TierSection {
  /** "Gold since 12 Sep 2026, 45 days." */
  readonly headline: string;
  /** A warning, an override, what was set by hand; one sentence an item. */
  readonly notices: readonly string[];
  /**
   * "Platinum needs $64,972.88 more partner-sourced revenue in the 12 months to 20 Nov 2026. At the pace of the last 90 days:
   * about 20 Feb 2027."
   */
  readonly next: string | null;
  /** What it has achieved, requirement by requirement of the next tier. */
  readonly progress: readonly {
    readonly label: string;
    readonly has: string;
    readonly needs: string;
    readonly isMet: boolean;
  }[];
  /** As of when that is, or why it is not known. */
  readonly progressNote: string;
  /** The tiers that somebody may give it; empty where nobody may. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Whether an override holds that could be ended. */
  readonly hasOverride: boolean;
  /** Changes, the newest first. */
  readonly history: readonly {
    readonly day: string;
    readonly tier: string;
    readonly who: string;
    readonly why: string;
  }[];
  /** The portal's own property that says the tier, where it is not ours to change; else null. */
  readonly setIn: string | null;
}
