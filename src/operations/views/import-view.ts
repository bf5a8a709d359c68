/** What an import would do, or did. */

/** A value that a record is to get. */
export interface ImportChangeView {
  readonly property: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

export interface ImportRecordView {
  /** Of the file; null where the file does not have it any more. */
  readonly line: number | null;
  readonly action: 'create' | 'change' | 'add' | 'remove';
  readonly objectType: 'companies' | 'registrations' | 'overlaps';
  readonly recordId: string | null;
  readonly name: string;
  /** By what it was found; null of what is made. */
  readonly by: string | null;
  readonly changes: readonly ImportChangeView[];
  /** Values that stay, since another one is there: `--overwrite` changes them. */
  readonly kept: readonly ImportChangeView[];
  /** Associations that are added, in words. */
  readonly links: readonly string[];
}

/** A row of which something is not done, and why. */
export interface ImportAsideView {
  readonly line: number;
  readonly why:
    | 'unmatched'
    | 'ambiguous'
    | 'duplicate'
    | 'not_marked'
    | 'owner_unknown'
    | 'agreement_impossible'
    | 'account_unmatched'
    | 'deal_unmatched'
    | 'not_a_partner';
  readonly text: string;
}

export interface ImportPlanView {
  readonly records: readonly ImportRecordView[];
  /** Rows that would change nothing. */
  readonly unchanged: number;
  readonly aside: readonly ImportAsideView[];
  /** What holds for the whole file. */
  readonly notices: readonly string[];
}

/** How the records of an import ended. */
export interface ImportDoneView {
  readonly runId: string;
  readonly created: number;
  readonly changed: number;
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}
