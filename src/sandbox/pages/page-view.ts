/** What the record pages draw: text and links, made on the server, drawn in the browser. Types alone. */

export type PageView = RecordView | HomeView | SettingsView | ProblemView;

interface Framed {
  readonly portalId: number;
}

export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}

export interface PropertyGroup {
  readonly title: string;
  readonly properties: readonly LabelledValue[];
}

export interface AssociatedRecord {
  readonly title: string;
  /** Null where the sandbox has no page for this kind of record. */
  readonly href: string | null;
  readonly details: readonly string[];
  /** Association labels, without the unlabeled one. */
  readonly labels: readonly string[];
}

export interface AssociationGroup {
  readonly title: string;
  /** How many there are; `records` may hold fewer. */
  readonly total: number;
  readonly records: readonly AssociatedRecord[];
}

export interface Activity {
  readonly kind: 'Meeting' | 'Call' | 'Email';
  readonly title: string;
  readonly when: string;
}

/** A card bundle that belongs on a record, from the staged project. */
export interface CardOnRecord {
  readonly uid: string;
  readonly name: string;
  /** Path of its bundle on this server. */
  readonly bundle: string;
  readonly location: string;
}

export interface RecordView extends Framed {
  readonly kind: 'record';
  readonly objectType: 'deals' | 'companies';
  readonly objectTypeId: string;
  readonly recordId: string;
  readonly title: string;
  readonly highlights: readonly LabelledValue[];
  readonly groups: readonly PropertyGroup[];
  readonly activities: readonly Activity[];
  readonly associations: readonly AssociationGroup[];
  readonly cards: readonly CardOnRecord[];
}

export interface DealRow {
  readonly href: string;
  readonly name: string;
  readonly stage: string;
  readonly amount: string;
  readonly closeDate: string;
  readonly attribution: string;
  readonly partner: string;
}

export interface HomeView extends Framed {
  readonly kind: 'home';
  readonly query: string;
  readonly total: number;
  readonly rows: readonly DealRow[];
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  /** "1–25 of 412". */
  readonly range: string;
}

export interface SettingsView extends Framed {
  readonly kind: 'settings';
  readonly facts: readonly LabelledValue[];
}

/** The page could not be made: what happened, and what to do. */
export interface ProblemView extends Framed {
  readonly kind: 'problem';
  readonly title: string;
  readonly message: string;
}
