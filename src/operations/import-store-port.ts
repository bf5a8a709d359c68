/** What the store keeps of imports: records that they made, overlaps, and registrations as they were read last. */
import type { Instant } from '../domain/calendar.js';
import type { DealId, PortalId, RunId } from '../domain/ids.js';
import type { KnownOverlap, Overlap } from '../domain/overlap.js';
import type { Registration } from '../domain/registration.js';
import type { PlannedChange, WriteState } from './outbox-port.js';

export type ImportedType = 'companies' | 'registrations';

/** An association that an import adds to a record. */
export interface ImportedLink {
  readonly to: 'companies' | 'deals';
  readonly id: string;
}

/** A record that an import makes, or a registration that it changes; changes of companies and deals are in the outbox. */
export interface ImportedRecord {
  readonly objectType: ImportedType;
  /** Names it within its run. */
  readonly key: string;
  /** Null until it is made. */
  readonly recordId: string | null;
  readonly created: boolean;
  readonly changes: readonly PlannedChange[];
  readonly links: readonly ImportedLink[];
}

/** How the write of one of them ended. */
export interface SettledImport extends Pick<ImportedRecord, 'objectType' | 'key'> {
  readonly recordId: string | null;
  readonly state: Extract<WriteState, 'written' | 'failed'>;
  readonly reason: string | null;
}

export interface StoredImport extends ImportedRecord {
  readonly state: Extract<WriteState, 'planned' | 'written' | 'failed'>;
  readonly reason: string | null;
}

/** Overlaps that a run adds to those of a source, and takes away from them. */
export interface OverlapsChange {
  readonly runId: RunId;
  readonly source: string;
  readonly at: Instant;
  readonly add: readonly Overlap[];
  readonly remove: readonly Overlap[];
}

/** Within a unit of work. */
export interface ImportUnit {
  /** Records what an import is to make, before it is made. */
  planImported(runId: RunId, records: readonly ImportedRecord[]): Promise<void>;
  settleImported(runId: RunId, ends: readonly SettledImport[]): Promise<void>;
  changeOverlaps(change: OverlapsChange): Promise<void>;
  /**
   * Takes back what a run did to overlaps, but for what another import has replaced since.
   * @returns those that are gone by it, and those that are back.
   */
  takeBackOverlaps(
    runId: RunId,
    by: RunId,
  ): Promise<{ readonly removed: readonly KnownOverlap[]; readonly restored: readonly KnownOverlap[] }>;
  /** Replaces all registrations. @returns the deals whose registrations are not what they were. */
  saveRegistrations(registrations: readonly Registration[]): Promise<readonly DealId[]>;
}

/** Every method is scoped by the portal id. */
export interface ImportStore {
  /** What a run made and changed besides the outbox, in the order of planning. */
  importedRecords(portalId: PortalId, runId: RunId): Promise<readonly StoredImport[]>;
  /** Overlaps that hold of some accounts, by company id. */
  overlapsOf(
    portalId: PortalId,
    companyIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly KnownOverlap[]>>;
  /** Overlaps of a source that hold. */
  overlapsOfSource(portalId: PortalId, source: string): Promise<readonly KnownOverlap[]>;
  /** Overlaps that a run brought or took away, and that nothing has replaced since. */
  overlapsOfRun(
    portalId: PortalId,
    runId: RunId,
  ): Promise<{ readonly added: readonly KnownOverlap[]; readonly removed: readonly KnownOverlap[] }>;
  /** Registrations of deals, as they were read last. */
  registrationsOf(
    portalId: PortalId,
    dealIds: readonly string[],
  ): Promise<ReadonlyMap<DealId, readonly Registration[]>>;
}
