import type { ValidationRule } from './validation-rules.js';

/** What an admin of the portal, or its subscription, has decided; the same for the life of a sandbox. */
export interface PortalSettings {
  /** The most labels that people may make for one pair of object types. */
  readonly labelsPerPair: number;
  /** The most properties that people and apps may make for one object type. */
  readonly customPropertiesPerObject: number;
  /** The most companies that one deal may be associated with; null: as many as HubSpot holds. */
  readonly companiesPerDeal: number | null;
  /** Whether the subscription has custom objects. */
  readonly customObjects: boolean;
  /** Whether the subscription has association labels. */
  readonly associationLabels: boolean;
  /** The scopes that the app's token has; null: all that there are. */
  readonly scopes: readonly string[] | null;
  /** Rules for writes, enforced from the version 2026-09 on. */
  readonly validationRules: readonly ValidationRule[];
  /** Every n-th association that a request makes is answered as made and is not, as is seen in the wild; null: none. */
  readonly loseEveryNthAssociation: number | null;
  /** Whether a number that is written as "48000.00" is kept as "48000". */
  readonly dropTrailingZeros: boolean;
}

export const DEFAULT_SETTINGS: PortalSettings = {
  // As HubSpot's limits API tells it of a portal that has labels.
  labelsPerPair: 50,
  customPropertiesPerObject: 1000,
  companiesPerDeal: null,
  customObjects: true,
  associationLabels: true,
  scopes: null,
  validationRules: [],
  loseEveryNthAssociation: null,
  dropTrailingZeros: false,
};
