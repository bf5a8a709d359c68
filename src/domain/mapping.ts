/**
 * What a portal's own things mean. The defaults are HubSpot's own names and the words of a portal without history; a portal
 * with others says so in its mapping, never in code. Every name is a name, never an id: one mapping fits a sandbox account
 * and the production account that it becomes.
 */
import type { Bucket } from './credit.js';
import type { Motion, Role } from './touch.js';

/** Who is a partner. */
export type PartnerSource =
  /** A company whose property has one of the values; of a property with several values, one of them suffices. */
  | { readonly from: 'company'; readonly property: string; readonly values: readonly string[] }
  /** A company that a record of a custom object is associated with. */
  | {
      readonly from: 'object';
      /** Name of the custom object, as in its schema. */
      readonly object: string;
      /** Only records whose property has one of the values; null: all of them. */
      readonly where: { readonly property: string; readonly values: readonly string[] } | null;
    };

/** What we know of a partner that a portal may keep in a property of its own. */
export const PARTNER_FIELDS = ['type', 'tier', 'stage', 'manager', 'signed', 'starts', 'ends'] as const;
export type PartnerField = (typeof PARTNER_FIELDS)[number];

/** A partner's field in a property of the portal. */
export interface MappedField {
  /** Of the company, or of the custom object's record that makes it a partner. */
  readonly on: 'company' | 'object';
  readonly property: string;
  /**
   * `read`: theirs stays the source, ours is not looked at. `migrate`: ours goes first, theirs fills it where it is empty and
   * stays untouched. `ignore`: somebody looked at it and decided that it means nothing to us.
   */
  readonly mode: 'read' | 'migrate' | 'ignore';
  /** Theirs to ours, for type, tier and stage; what is not named is a finding. Empty for owners and dates. */
  readonly values: Readonly<Record<string, string>>;
}

/** An association label of the portal that is a tag. */
export interface MappedLabel {
  /** The other end of the deal's association: the partner's company, or a person of it. */
  readonly object: 'companies' | 'contacts';
  /** As the deal shows it. */
  readonly label: string;
  readonly role: Role;
  readonly motion: Motion | null;
}

/** A property of the deal, dropdown or text, that names its partner. */
export interface MappedTagProperty {
  readonly property: string;
  readonly role: Role;
  readonly motion: Motion | null;
  /**
   * What is written there to the partner that it means: its name, domain or company id; null: nobody, on purpose. What
   * is not named here is matched by company id, then domain, then name; what matches nobody is a finding.
   */
  readonly values: Readonly<Record<string, string | null>>;
}

/** Contacts who are partners themselves: consultants, affiliates. Each stands for a partner company. */
export interface MappedPeople {
  readonly property: string;
  readonly values: readonly string[];
  /** Property of the contact that names the partner company by id, domain or name; null: the contact's primary company. */
  readonly company: string | null;
}

export interface MappedPipeline {
  /** As people see it. */
  readonly label: string;
  /** `count`: by deal type, as the policy says. `ignore`: its deals are in no number. Else all of its deals are in that line. */
  readonly use: 'count' | 'ignore' | Bucket;
}

/** A property of the deal in which the portal has said until now who brought it. */
export interface MappedBaseline {
  readonly property: string;
  readonly values: Readonly<Record<string, 'sourced' | 'influenced' | 'direct'>>;
}

export interface Mapping {
  readonly version: string;
  readonly partners: PartnerSource;
  /** Null: only our own property is looked at. */
  readonly fields: Readonly<Record<PartnerField, MappedField | null>>;
  readonly tags: {
    /** Besides our own labels. */
    readonly labels: readonly MappedLabel[];
    readonly property: MappedTagProperty | null;
  };
  readonly people: MappedPeople | null;
  /** The association label deal–company that names the end customer; null: the primary company is the customer. */
  readonly customer: { readonly label: string | null };
  /** Those that are not named are counted. */
  readonly pipelines: readonly MappedPipeline[];
  /** The deal property that revenue is counted by, in the deal's currency. */
  readonly amount: { readonly property: string };
  /** Types of meetings and calls that are a kind of touch of their own; compared without case. */
  readonly activityKinds: { readonly demo: readonly string[]; readonly proposal: readonly string[] };
  readonly baseline: MappedBaseline | null;
}

export const DEFAULT_MAPPING: Mapping = {
  version: 'default-1',
  partners: { from: 'company', property: 'type', values: ['PARTNER'] },
  fields: { type: null, tier: null, stage: null, manager: null, signed: null, starts: null, ends: null },
  tags: { labels: [], property: null },
  people: null,
  customer: { label: null },
  pipelines: [],
  amount: { property: 'amount' },
  activityKinds: { demo: ['Demo', 'Product demo'], proposal: ['Proposal', 'Proposal review'] },
  baseline: null,
};
