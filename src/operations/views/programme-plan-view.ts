/** The joint plan with a partner, in finished text: what is late first. */
export interface PlanSection {
  /** "2 objectives open, 1 of them late." */
  readonly headline: string;
  /** What cannot be read, and what follows from it. */
  readonly notices: readonly string[];
  readonly objectives: readonly PlanObjective[];
  readonly closed: readonly { readonly id: string; readonly title: string; readonly note: string }[];
  readonly choices: PlanChoices;
}

/** What the forms offer. */
export interface PlanChoices {
  /** The programme's numbers, with what a target of each has to be. */
  readonly numbers: readonly { readonly id: string; readonly label: string; readonly asks: string }[];
  readonly owners: readonly PlanChoice[];
  /** The owner that a new task is offered: our partner manager; null where nobody is set. */
  readonly ownerId: string | null;
  /** Tasks, campaigns and events of the partner that are on no plan yet. */
  readonly tasks: readonly PlanChoice[];
  readonly events: readonly PlanChoice[];
  /** `YYYY-MM-DD`, in the portal's time zone. */
  readonly today: string;
}

export interface PlanChoice {
  readonly id: string;
  readonly label: string;
}

/** How something stands: a word and its colour. */
export interface PlanState {
  readonly text: string;
  readonly variant: 'default' | 'success' | 'warning' | 'danger';
}

export interface PlanObjective {
  readonly id: string;
  readonly title: string;
  readonly isLate: boolean;
  /** "Since 12 Sep 2026" */
  readonly since: string;
  readonly keyResults: readonly PlanKeyResult[];
  readonly initiatives: readonly PlanInitiative[];
}

export interface PlanKeyResult {
  readonly id: string;
  /** "Partner-sourced revenue" */
  readonly label: string;
  /** "at least $40,000.00" */
  readonly target: string;
  /** The same as somebody types it: "40000.00". */
  readonly targetTyped: string;
  readonly asks: string;
  /** "$12,000.00, 30% of the target with 45% of the time gone", or why nothing is measured. */
  readonly progress: string;
  /** "31 Dec 2026", "31 Dec 2026, in 12 days", "31 Dec 2026, 3 days late" */
  readonly due: string;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
  readonly state: PlanState;
}

export interface PlanInitiative {
  readonly kind: 'task' | 'event';
  readonly recordId: string;
  /** Its name in HubSpot. */
  readonly label: string;
  /** "Task", "Event", "Campaign" */
  readonly what: string;
  readonly owner: string;
  readonly due: string;
  readonly state: PlanState;
  readonly canComplete: boolean;
}
