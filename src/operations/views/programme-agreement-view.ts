/** The agreement with a partner, and what must be in force besides. */
export interface AgreementSection {
  /** "In force until 31 Dec 2026, 40 days left. Renews itself unless notice is given by 1 Dec 2026." */
  readonly headline: string;
  /** Null: nothing is due. */
  readonly due: { readonly text: string; readonly variant: 'warning' | 'error' } | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Address of the document. */
  readonly document: string | null;
  readonly compliance: readonly {
    readonly label: string;
    readonly status: {
      readonly text: string;
      readonly variant: 'success' | 'warning' | 'danger' | 'default';
    };
    readonly until: string;
  }[];
  /** What became of agreements before, the newest first. */
  readonly past: readonly {
    readonly until: string;
    readonly outcome: string;
    readonly value: string;
    readonly who: string;
  }[];
  /** What the form begins with. */
  readonly form: AgreementForm;
  /** Whether there is one to renew or end. */
  readonly canRenew: boolean;
  readonly canEnd: boolean;
  /** The portal's own properties that its days are kept in, which nothing here changes; null: they are ours. */
  readonly keptIn: string | null;
}

/** As somebody types it; days as "2026-12-31", empty where nothing is said. */
export interface AgreementForm {
  readonly signedAt: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly noticeDays: string;
  readonly renewsItself: boolean;
  readonly amount: string;
  readonly currency: string;
  readonly document: string;
  readonly compliance: readonly {
    readonly item: string;
    readonly label: string;
    readonly until: string;
  }[];
}
