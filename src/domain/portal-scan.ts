/** What a portal has, as `partnership map` sees it: names and labels of definitions, counts of records, a sample of deals. */
import type { KnownPartner } from './match-partner.js';

/** Whose a definition is: HubSpot's own, one that Partnership Manager made, or the portal's. */
export type Origin = 'hubspot' | 'ours' | 'theirs';

export interface ScannedOption {
  readonly value: string;
  readonly label: string;
  readonly hidden: boolean;
}

export interface ScannedProperty {
  /** `deals`, `companies`, `contacts`, `meetings`, `calls`, or the name of a custom object. */
  readonly object: string;
  readonly name: string;
  readonly label: string;
  /** As HubSpot has it: `string`, `enumeration`, `bool`, `number`, `date`, `datetime`. */
  readonly type: string;
  /** As HubSpot has it: `text`, `textarea`, `select`, `checkbox`, `booleancheckbox`. */
  readonly fieldType: string;
  readonly options: readonly ScannedOption[];
  readonly origin: Origin;
  readonly calculated: boolean;
  readonly readOnly: boolean;
  readonly hidden: boolean;
  /** Its values are owners of the portal. */
  readonly ofOwners: boolean;
}

/** An association label, as the first of its two ends shows it. */
export interface ScannedLabel {
  readonly from: string;
  readonly to: 'companies' | 'contacts';
  readonly label: string;
  readonly origin: Origin;
}

export interface ScannedObject {
  /** As in its schema; what a mapping calls it. */
  readonly name: string;
  readonly label: string;
  readonly origin: Origin;
}

export interface ScannedPipeline {
  /** What records hold; a mapping has the label. */
  readonly id: string;
  readonly label: string;
}

/** A part of the definitions: one request. */
export type StructurePartName =
  `properties of ${string}` | 'labels of companies' | 'labels of contacts' | 'custom objects' | 'pipelines';

/** Something that the portal or the token does not let us read; all else is scanned without. */
export interface UnreadPart {
  readonly what: StructurePartName;
  /** HubSpot's words. */
  readonly reason: string;
}

/** The definitions of a portal, without any record. */
export interface PortalStructure {
  readonly properties: readonly ScannedProperty[];
  readonly labels: readonly ScannedLabel[];
  readonly objects: readonly ScannedObject[];
  readonly pipelines: readonly ScannedPipeline[];
  /** Which parts were asked for: of the others nothing can be said. */
  readonly looked: readonly StructurePartName[];
  readonly unread: readonly UnreadPart[];
}

/** How many records have a value: one question of a scan, one search. */
export interface CountQuestion {
  readonly object: string;
  readonly property: string;
  /** Null: any value at all. */
  readonly value: string | null;
}

export interface ValueCount extends CountQuestion {
  readonly records: number;
}

/** Values of a deal's properties and the labels of its associations; empty values are left out. */
export interface SampledDeal {
  readonly values: Readonly<Record<string, string>>;
  /** Each label once, as "companies Reseller". */
  readonly labels: readonly string[];
}

/** A company that the proposal takes for a partner. */
export interface ScannedPartner extends KnownPartner {
  readonly parentCompanyId: string | null;
}

export interface PortalScan {
  readonly structure: PortalStructure;
  /** How many records there are of each type that was looked at. */
  readonly records: Readonly<Record<string, number>>;
  readonly counts: readonly ValueCount[];
  /** The newest deals: all of them where the portal has no more. */
  readonly deals: readonly SampledDeal[];
  /** Companies that are partners by `source`; more of them exist where `partnersMore`. */
  readonly partners: readonly ScannedPartner[];
  readonly partnersMore: boolean;
}

/** A number of records; where they were not all looked at, of how many of the newest. */
export interface RecordCount {
  readonly records: number;
  readonly of: string;
  readonly sampled: number | null;
}

/** The key under which a sampled deal has a label. */
export const labelKey = ({ to, label }: Pick<ScannedLabel, 'to' | 'label'>): string => `${to} ${label}`;

/** A property of a scan, by object and name. */
export const propertyOf = (
  { properties }: PortalStructure,
  object: string,
  name: string,
): ScannedProperty | undefined => properties.find((one) => one.object === object && one.name === name);

/** Answers how many records a line of a mapping would touch. */
export class ScanCounts {
  readonly #scan: PortalScan;
  readonly #counts: ReadonlyMap<string, number>;

  constructor(scan: PortalScan) {
    this.#scan = scan;
    this.#counts = new Map(scan.counts.map((one) => [keyOf(one), one.records]));
  }

  /** Null where nobody counted. */
  of(object: string, property: string, value: string | null): RecordCount | null {
    const counted = this.#counts.get(keyOf({ object, property, value }));
    if (counted !== undefined) return { records: counted, of: object, sampled: null };
    if (object !== 'deals') return null;
    return this.#ofDeals(({ values }) =>
      value === null ? values[property] !== undefined : values[property] === value,
    );
  }

  label(label: ScannedLabel): RecordCount | null {
    if (label.from !== 'deals') return null;
    return this.#ofDeals(({ labels }) => labels.includes(labelKey(label)));
  }

  #ofDeals(has: (deal: SampledDeal) => boolean): RecordCount {
    const { deals, records } = this.#scan;
    const all = deals.length >= (records.deals ?? deals.length);
    return { records: deals.filter(has).length, of: 'deals', sampled: all ? null : deals.length };
  }
}

const keyOf = ({ object, property, value }: CountQuestion): string =>
  JSON.stringify([object, property, value]);
