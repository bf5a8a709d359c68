/** What the record pages draw: text and links, made on the server, drawn in the browser. Types alone. */

export type PageView =
  RecordView | DealsView | CompaniesView | HomeView | SettingsView | TourView | ProblemView;

interface Framed {
  readonly portalId: number;
}

export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}

/** How a property is changed in the page: what stands in it now, as HubSpot keeps it, and what it may be. */
export interface PropertyEdit {
  readonly property: string;
  readonly kind: 'text' | 'number' | 'date' | 'choice';
  /** The text of the input: a day for a date, the option's value for a choice. */
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface ShownProperty extends LabelledValue {
  /** Null where the page shows the property and does not change it. */
  readonly edit: PropertyEdit | null;
}

export interface PropertyGroup {
  readonly title: string;
  readonly properties: readonly ShownProperty[];
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

/** One choice of a list's filter. */
export interface FilterChoice {
  readonly value: string;
  readonly label: string;
}

export interface ListFilter {
  /** Name of the field in the address. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly FilterChoice[];
}

/** A page of a list: what was asked, what was found, the ways on. */
interface ListView extends Framed {
  readonly query: string;
  readonly filters: readonly ListFilter[];
  readonly total: number;
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  /** "1–25 of 412". */
  readonly range: string;
}

export interface DealRow {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  readonly stage: string;
  readonly amount: string;
  readonly closeDate: string;
  readonly attribution: string;
  readonly partner: string;
}

export interface DealsView extends ListView {
  readonly kind: 'deals';
  readonly objectTypeId: '0-3';
  readonly rows: readonly DealRow[];
  /** What can be done with the chosen deals. */
  readonly bulkActions: readonly CardOnRecord[];
}

export interface CompanyRow {
  readonly href: string;
  readonly name: string;
  readonly domain: string;
  readonly partnerType: string;
  readonly tier: string;
  readonly stage: string;
}

export interface CompaniesView extends ListView {
  readonly kind: 'companies';
  readonly rows: readonly CompanyRow[];
}

/** The app's own home page. */
export interface HomeView extends Framed {
  readonly kind: 'home';
  readonly cards: readonly CardOnRecord[];
}

/** The app's settings page. */
export interface SettingsView extends Framed {
  readonly kind: 'settings';
  readonly cards: readonly CardOnRecord[];
  readonly facts: readonly LabelledValue[];
}

/** What a newcomer can try, by kind of person. */
export interface TourStop {
  readonly who: string;
  readonly title: string;
  readonly href: string;
  readonly linkText: string;
  readonly sentences: readonly string[];
  readonly commands: readonly string[];
}

export interface TourView extends Framed {
  readonly kind: 'tour';
  readonly stops: readonly TourStop[];
}

/** The page could not be made: what happened, and what to do. */
export interface ProblemView extends Framed {
  readonly kind: 'problem';
  readonly title: string;
  readonly message: string;
}
