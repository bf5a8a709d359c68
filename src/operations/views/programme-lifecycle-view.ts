/** Where a partner stands, what it needs to go on, and where it was. */
export interface LifecycleSection {
  /** "Onboarding & enablement since 12 Sep 2026, 45 days." */
  readonly headline: string;
  /** What to know besides: that it stalls, what was set by hand; one sentence an item. */
  readonly notices: readonly string[];
  /** Every stage in order, with how it stands to the partner. */
  readonly stages: readonly {
    /** As it is kept: "activation_growth". */
    readonly stage: string;
    readonly label: string;
    readonly state: 'past' | 'here' | 'ahead';
  }[];
  /** "To leave Onboarding & enablement", null of a partner without a stage, and of one that ended. */
  readonly checklistTitle: string | null;
  readonly checklist: readonly ChecklistRow[];
  /** What somebody may ask for; whether it is allowed is told when it is asked. */
  readonly moves: readonly LifecycleMove[];
  /** Moves, the newest first. */
  readonly history: readonly {
    readonly day: string;
    readonly stage: string;
    readonly spent: string;
    readonly who: string;
    readonly why: string | null;
  }[];
  /** The property of the portal that says the stage, where it is not ours to move; else null. */
  readonly movedIn: string | null;
}

export interface ChecklistRow {
  readonly item: string;
  readonly label: string;
  readonly done: boolean;
  /** Told by the portal, so that nobody ticks it. */
  readonly measured: boolean;
  /** "Ana Ruiz, 12 Sep 2026", where it is told from, or what is still missing. */
  readonly note: string;
}

export interface LifecycleMove {
  readonly to: string;
  /** "Move to Activation & growth" */
  readonly label: string;
  readonly kind: 'forward' | 'back' | 'end' | 'begin';
  /** Labels of items that are still missing: it would be refused. */
  readonly missing: readonly string[];
}
