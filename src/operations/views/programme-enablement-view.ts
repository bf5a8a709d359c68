/** What the partner's people have learnt, and what they lack. */
export interface EnablementSection {
  /** "1 of 2 required certifications are held." */
  readonly headline: string;
  /** What each required certification lacks or has, by person. */
  readonly gaps: readonly {
    readonly text: string;
    readonly status: { readonly text: string; readonly variant: 'success' | 'warning' };
  }[];
  /** What cannot be read or kept, one sentence an item. */
  readonly notices: readonly string[];
  readonly people: readonly EnablementPerson[];
  /** How many more people there are; null where all are shown. */
  readonly more: string | null;
  /** Names that the policy requires, to choose from. */
  readonly names: readonly string[];
}

export interface EnablementPerson {
  readonly contactId: string;
  readonly name: string;
  readonly isExecutive: boolean;
  readonly certifications: readonly {
    readonly name: string;
    /** "2026-09-12", by which it is taken away. */
    readonly since: string;
    /** "Implementation, since 12 Sep 2026, until 11 Sep 2027" */
    readonly text: string;
    readonly status: {
      readonly text: string;
      readonly variant: 'success' | 'warning' | 'danger' | 'default';
    };
  }[];
}
