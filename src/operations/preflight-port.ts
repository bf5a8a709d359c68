/** What can be known of a portal before anything is created there: what the token may, and what limits leave room for. */
import type { PartnerSource } from '../domain/mapping.js';
import type { SchemaReview } from './crm-port.js';

/** A limit of the portal, and what is used of it. */
export interface Room {
  readonly limit: number;
  readonly used: number;
}

/** A rule of an administrator for the values of one property, such as “at least 5 characters”. */
export interface PropertyRule {
  readonly objectType: 'deals' | 'companies';
  readonly property: string;
  /** HubSpot's word for it, such as MIN_LENGTH. */
  readonly rule: string;
}

/** Reads only. Null is never “none”: it says that HubSpot does not tell. */
export interface PreflightReader {
  /** The scopes that the token was given. */
  scopes(): Promise<readonly string[] | null>;
  /** @throws AppError `scope_missing` where the token may not read it. */
  schema(): Promise<SchemaReview>;
  /** Labels between deals and companies. */
  labelRoom(): Promise<Room | null>;
  propertyRoom(objectType: 'deals' | 'companies'): Promise<Room | null>;
  /** Custom objects; a limit of 0 where the subscription has none. */
  objectRoom(): Promise<Room | null>;
  /** The fewest companies that an administrator lets one deal have, by any kind of association; null: HubSpot's own limit. */
  companiesPerDeal(): Promise<number | null>;
  /** Rules for values of deals and companies. */
  rules(): Promise<readonly PropertyRule[] | null>;
  /**
   * Partner companies, and how many of them have “customer” as HubSpot's lifecycle stage.
   * @param companyIds of partners that something else than a company's own property makes; null where nothing does.
   */
  lifecycleOf(partners: PartnerSource, companyIds: readonly string[] | null): Promise<PartnerLifecycle>;
}

export interface PartnerLifecycle {
  readonly partners: number;
  readonly customers: number;
}

export interface PreflightLine {
  readonly code: string;
  /** `stops`: nothing is created while it stands. `note`: what HubSpot does not tell, and what only people can do. */
  readonly state: 'ok' | 'warning' | 'stops' | 'note';
  /** Two or three words. */
  readonly about: string;
  /** What it means. */
  readonly text: string;
  /** Null where there is nothing to do. */
  readonly next: string | null;
}
