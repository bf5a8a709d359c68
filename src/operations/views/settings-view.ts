/** The settings page: what the portal has and lacks, the policy in force and its editor, how tags are saved. */

export type SettingsView = SettingsReady | SettingsEmpty;

/** Nothing of ours is in the portal yet. */
export interface SettingsEmpty {
  readonly kind: 'empty';
  readonly headline: string;
  /** What is to be done first, one sentence. */
  readonly hint: string;
  readonly setUp: SetUpView;
}

export interface SettingsReady {
  readonly kind: 'ready';
  readonly setUp: SetUpView;
  readonly policy: PolicyView;
  readonly tagging: TaggingView;
  /** "USD, Europe/Berlin. Last sync 12 Sep 2026." */
  readonly basis: string;
}

export interface SetUpView {
  /** "Everything that Partnership Manager needs is there." */
  readonly headline: string;
  readonly complete: boolean;
  readonly areas: readonly SetUpArea[];
  /** Whether there is anything that whoever looks may create here. */
  readonly canCreate: boolean;
  /** What only an administrator can do, in HubSpot or on the command line. */
  readonly steps: readonly AdminStep[];
}

export interface SetUpArea {
  /** "Deal properties". */
  readonly name: string;
  /** "27 of 27", "3 missing". */
  readonly state: string;
  readonly variant: 'success' | 'warning' | 'danger' | 'default';
  /** What is missing, by name, or why it cannot be had; one an item. */
  readonly details: readonly string[];
}

export interface AdminStep {
  readonly title: string;
  /** Whether it still has to be done; null where HubSpot does not let us see. */
  readonly done: boolean | null;
  /** What to click, in order. */
  readonly lines: readonly string[];
}

export interface PolicyView {
  /** "Policy default-1 is in force: the built-in defaults." */
  readonly sentence: string;
  readonly version: string;
  /** The whole policy as JSON, indented. */
  readonly text: string;
  /** The built-in policy in the same form: what holds where a text leaves a setting out, and the way back to it. */
  readonly defaults: string;
  readonly groups: readonly PolicyFieldGroup[];
  /** Null where it may be saved; else why not, one sentence. */
  readonly readOnly: string | null;
  /** Names what was in force when this was shown; a save goes back with it. */
  readonly basis: string;
  /** Saved before, the newest first. */
  readonly history: readonly PastPolicy[];
}

export interface PolicyFieldGroup {
  readonly name: string;
  /** Whether it is folded away until somebody opens it. */
  readonly folded: boolean;
  readonly fields: readonly PolicyField[];
}

/** One setting, edited apart; all others are in the JSON. */
export type PolicyField = PolicyTextField | PolicyNumberField | PolicyChoiceField | PolicySeveralField;

interface FieldOf {
  /** Path in the JSON: `sourcing.lookbackDays`. */
  readonly path: readonly string[];
  readonly label: string;
  readonly hint: string;
}

/** A list of what is chosen, in its order. */
export interface PolicySeveralField extends FieldOf {
  readonly kind: 'several';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface PolicyTextField extends FieldOf {
  readonly kind: 'text';
}

export interface PolicyNumberField extends FieldOf {
  readonly kind: 'number';
  /** What holds where it is left empty; null where it may not be. */
  readonly emptyMeans: string | null;
  /** Whether 0 is no value of it. */
  readonly positive: boolean;
}

export interface PolicyChoiceField extends FieldOf {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface PastPolicy {
  readonly version: string;
  /** "12 Sep 2026, by Sam Lee". */
  readonly saved: string;
  /** JSON, indented, to be looked at and saved again. */
  readonly text: string;
}

export interface TaggingView {
  readonly value: 'propose' | 'confirm';
  readonly options: readonly {
    readonly value: 'propose' | 'confirm';
    readonly label: string;
    readonly hint: string;
  }[];
  /** Null where it may be changed; else why not. */
  readonly readOnly: string | null;
}

/** What a policy's JSON is worth, before anything is computed. */
export interface PolicyCheckedView {
  readonly kind: 'policy-checked';
  readonly valid: boolean;
  /** Everything that is wrong: each names its key, an unknown one with the nearest known key. */
  readonly problems: readonly string[];
  /** What differs from the policy in force: "Look-back for sourcing: 180 → 365 days". */
  readonly changes: readonly string[];
  /** What to know before it is saved, one sentence an item. */
  readonly notes: readonly string[];
}

/** What a policy would do, over deals as they are. */
export interface PolicyEffectView {
  readonly kind: 'policy-effect';
  /** "default-1 → acme-2026-1", or what is in force beside a change that has no version yet. */
  readonly title: string;
  /** Over how many deals, and how many change; one sentence an item. */
  readonly sentences: readonly string[];
  readonly changes: readonly string[];
  /** The identity: sourced + influenced + direct = total, then the same of open deals. */
  readonly totals: readonly EffectRow[];
  /** Partners whose amounts change; null where no partner's do. */
  readonly partners: PolicyEffectPartners | null;
  /** Partners that would earn another tier; null where none would and no tier was touched. */
  readonly tiers: PolicyEffectTiers | null;
  readonly deals: readonly EffectDeal[];
  /** "… and 12 more deals", or null. */
  readonly more: string | null;
  /** Compares all deals, where not all of them fit here; null where all did. */
  readonly command: string | null;
}

export interface EffectRow {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
}

/** The amounts of partners that change, a column for each amount that changes for any of them. */
export interface PolicyEffectPartners {
  /** "Sourced", "By model". */
  readonly columns: readonly string[];
  readonly rows: readonly PolicyEffectPartner[];
  /** "… and 12 more partners", or null. */
  readonly more: string | null;
}

export interface PolicyEffectPartner {
  readonly partnerId: string;
  readonly name: string;
  /** One a column: "$10.00 → $4.00", or "$10.00" where it stays. */
  readonly cells: readonly string[];
}

export interface PolicyEffectTiers {
  /** Who would move, over whom it was compared, and what saving does about it; one sentence an item. */
  readonly sentences: readonly string[];
  /** How many partners earn each tier, the highest first; empty where none moves. */
  readonly counts: readonly EffectRow[];
}

export interface EffectDeal {
  readonly dealId: string;
  readonly name: string;
  /** "$1,200.00", in the deal's own currency, or "No amount". */
  readonly amount: string;
  readonly before: string;
  readonly after: string;
  /** The setting that does it; empty where only credit or the revenue line differs. */
  readonly cause: string;
}

export interface SettingsSavedView {
  readonly kind: 'saved';
  readonly message: string;
  readonly next: string | null;
  /** The page as it is now. */
  readonly settings: SettingsView;
}

export interface CreatedView {
  readonly kind: 'created';
  /** "Created: Label “Partner”." */
  readonly message: string;
  /** What was created does not bring back, and how to have it again; null where nothing is to be said. */
  readonly next: string | null;
  readonly items: readonly CreatedItem[];
  /** How many are still to be created, and can be: ask again. */
  readonly left: number;
  /** The page as it is now; null while something is left. */
  readonly settings: SettingsView | null;
}

export interface CreatedItem {
  readonly name: string;
  readonly outcome: 'created' | 'failed';
  /** "Created", or what went wrong and what to do about it. */
  readonly text: string;
}
