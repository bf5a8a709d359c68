/** Records as the CRM holds them, before anybody reads their values; and what becomes of writing them. */
import type { Instant } from '../domain/calendar.js';
import type { PropertyVersion } from '../domain/crossed-save.js';

/** A property value as the CRM holds it; null is empty. */
export type PropertyValues = Readonly<Record<string, string | null>>;

/** Versions of properties by name, the newest first; a property that never had a value has none. */
export type PropertyVersions = Readonly<Record<string, readonly PropertyVersion[]>>;

/** A record as the CRM holds it, before its values are read. */
export interface RawRecord {
  readonly id: string;
  readonly archived: boolean;
  readonly properties: PropertyValues;
}

/** Changes of a type within two instants, both inclusive. */
export interface ChangeWindow {
  readonly from: Instant;
  readonly to: Instant;
}

export interface RecordUpdate {
  readonly recordId: string;
  readonly properties: PropertyValues;
}

export type WriteOutcome =
  | {
      readonly kind: 'written';
      readonly recordId: string;
      /** What was written, as HubSpot's answer shows it; a property that it does not show is left out. */
      readonly properties: PropertyValues;
    }
  | {
      readonly kind: 'failed';
      readonly recordId: string;
      /** For whoever administers the portal: which property, and what to do. */
      readonly reason: string;
      /** HubSpot's word for it, such as OBJECT_NOT_FOUND; null where it has none. */
      readonly category: string | null;
    };

export type LinkedType = 'deals' | 'companies' | 'contacts' | 'meetings' | 'calls' | 'emails';

export type ActivityType = Extract<LinkedType, 'meetings' | 'calls' | 'emails'>;
