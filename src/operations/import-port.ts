/** What imports need of the CRM besides what every operation has: making records, and reading registrations. */
import type { Mapping, PartnerField } from '../domain/mapping.js';
import type {
  PropertyValues,
  PropertyVersions,
  RawRecord,
  RecordUpdate,
  WriteOutcome,
} from './record-port.js';
import type { ImportedLink, ImportedType } from './import-store-port.js';
import type { RegistrationFormat } from './registration-port.js';

/** A record that is to be made, under a key that names it in the answer. */
export interface NewRecord {
  readonly key: string;
  readonly properties: PropertyValues;
}

export type MadeRecord =
  | { readonly kind: 'made'; readonly key: string; readonly recordId: string }
  | { readonly kind: 'failed'; readonly key: string; readonly reason: string };

/** An association between a registration and another record. */
export interface RegistrationLink extends ImportedLink {
  readonly registrationId: string;
}

/** What a property of a company takes; `values` is null where it takes anything. */
export interface CompanyProperty {
  readonly label: string;
  /** Holds several values, with semicolons between. */
  readonly several: boolean;
  readonly values: readonly string[] | null;
}

export interface ImportCrm {
  /** Our own properties of partners, by what they hold; what is not among them has no property of ours. */
  readonly partnerProperties: Readonly<Partial<Record<PartnerField | 'externalId', string>>>;
  /** Properties of a company's name and domain. */
  readonly companyProperties: { readonly name: string; readonly domain: string };
  /** Properties of registrations, by field of an import; `name`, `partnerId` and `key` are ours. */
  readonly registrationProperties: Readonly<Record<string, string>>;
  /** How registrations are read and written as a whole. */
  readonly registrationFormat: RegistrationFormat;
  /** Name of the object for registrations. */
  readonly registrationObject: string;
  companyProperty(name: string): Promise<CompanyProperty | null>;
  /** Owners' ids by e-mail address in lower case. */
  ownersByEmail(): Promise<ReadonlyMap<string, string>>;
  /** Whether the portal has a place for registrations. */
  hasRegistrations(): Promise<boolean>;
  /** Registrations by their unique key; those that are not there are left out. */
  registrationsByKey(keys: readonly string[]): Promise<ReadonlyMap<string, RawRecord>>;
  /** Registrations by id; those that are not there are left out. */
  registrationsById(ids: readonly string[]): Promise<readonly RawRecord[]>;
  /** What properties of registrations were, as `ProgrammeCrm.versions`. */
  registrationVersions(
    properties: readonly string[],
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, PropertyVersions>>;
  /** Every registration, page by page. */
  registrations(): AsyncIterable<readonly RawRecord[]>;
  /** Ids of the records that registrations are associated with, by registration. */
  registrationLinks(
    to: ImportedLink['to'],
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** @param report is told the outcomes of each request as they come. */
  create(
    type: ImportedType,
    records: readonly NewRecord[],
    report: (made: readonly MadeRecord[]) => Promise<void>,
  ): Promise<void>;
  updateRegistrations(
    updates: readonly RecordUpdate[],
    report: (outcomes: readonly WriteOutcome[]) => Promise<void>,
  ): Promise<void>;
  /** @returns why associations could not be made, by registration; nothing of those that are made. */
  linkRegistrations(links: readonly RegistrationLink[]): Promise<ReadonlyMap<string, string>>;
  unlinkRegistrations(links: readonly RegistrationLink[]): Promise<void>;
  /** Moves records into the CRM's bin, from which people can restore them. */
  archive(type: ImportedType, ids: readonly string[]): Promise<void>;
}

/** The partner source of a mapping where it is a property of companies; null where companies cannot be marked by one. */
export const markOf = ({ partners }: Mapping) => (partners.from === 'company' ? partners : null);
