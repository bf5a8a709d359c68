/** What leaves a portal when Partnership Manager does: what is there of ours, what it holds, and its removal. */
import type { PropertyValues, SchemaItem } from './crm-port.js';

/** Something that has a name of ours and stays, because somebody else made it or uses it. */
export interface KeptItem extends SchemaItem {
  readonly why: string;
}

/** What a portal has of ours. */
export interface OurItems {
  /** In the order in which they are removed: computed properties, then what people entered, groups, labels, objects. */
  readonly items: readonly SchemaItem[];
  readonly kept: readonly KeptItem[];
}

/** A record with at least one value of ours. */
export interface OurValues {
  readonly id: string;
  readonly name: string | null;
  /** Our properties that have a value. */
  readonly values: PropertyValues;
}

/** A label of ours on a deal. */
export interface OurTag {
  readonly dealId: string;
  readonly dealName: string | null;
  readonly companyId: string;
  readonly companyName: string | null;
  /** As the deal shows it. */
  readonly label: string;
  readonly role: string;
  readonly motion: string | null;
  readonly state: string;
}

/** A record of an object of ours. */
export interface OurRecord {
  readonly id: string;
  readonly values: PropertyValues;
  /** Record ids by type. */
  readonly associated: Readonly<Record<string, readonly string[]>>;
}

/** Some of the records of a type, and how many were read for it. */
export interface OurPage {
  readonly read: number;
  readonly records: readonly OurValues[];
  /** Only of deals. */
  readonly tags: readonly OurTag[];
}

export interface PortalRemover {
  find(): Promise<OurItems>;
  /** Every record of a type, by pages; the values are of those properties of `items` that it has. */
  values(
    objectType: 'deals' | 'companies' | 'contacts',
    items: readonly SchemaItem[],
  ): AsyncIterable<OurPage>;
  /** The records of an object of ours, by pages. */
  records(object: SchemaItem): AsyncIterable<readonly OurRecord[]>;
  /**
   * Removes one item, and an object with its records; what is gone already is no refusal.
   * @returns what HubSpot says where it does not let it go; null once it is gone.
   */
  remove(item: SchemaItem): Promise<string | null>;
}

/** Where an export goes; every call is complete when it returns. */
export interface ExportSink {
  values(objectType: 'deals' | 'companies' | 'contacts', records: readonly OurValues[]): void;
  tags(tags: readonly OurTag[]): void;
  records(object: SchemaItem, records: readonly OurRecord[]): void;
}
