/**
 * What the sync needs from the store: what was seen of the CRM and when, which deals must be worked out anew, the plan of
 * what is to be written, and where a run stood when it was stopped.
 */
import type { Instant } from '../domain/calendar.js';
import type { DealId, PartnerId, PortalId, RunId } from '../domain/ids.js';
import type { Link, LinkedType, PropertyValues, RawRecord } from './crm-port.js';
import type { LedgerUnit } from './ledger-port.js';

/** How a record left the portal: its tombstone stays. */
export type Departure = 'archived' | 'merged' | 'absent';

/** A record as it was last seen, and when. */
export interface SeenRecord extends RawRecord {
  readonly type: LinkedType;
  /** When the CRM was asked. */
  readonly seenAt: Instant;
  /** The run that saw it. */
  readonly runId: RunId;
  /** Null while the record is there. */
  readonly gone: Departure | null;
}

/** A record that was just read. */
export interface Sighting {
  readonly record: RawRecord;
  /** Digest of what counts as input: our own published properties and the time of the last change are no part of it. */
  readonly inputHash: string;
  /** Digest of our own published properties. */
  readonly publishedHash: string;
  /** A company that is marked as a partner. */
  readonly isPartner: boolean;
}

/** What a sighting changed of what was known. */
export interface SeenChange {
  readonly id: string;
  /** `new`: never seen, or it was gone; `input`: what counts changed; `published`: only what we publish on it did. */
  readonly kind: 'new' | 'input' | 'published';
  /** As it was seen before; null where it never was. */
  readonly before: { readonly properties: PropertyValues; readonly isPartner: boolean } | null;
}

/** An origin whose associations differ from what was known. */
export interface LinksChange {
  readonly fromId: string;
  readonly before: readonly Link[];
  readonly after: readonly Link[];
}

/** Records and links around some deals, by what ties them together. */
export interface SeenActivity {
  readonly record: SeenRecord;
  readonly dealIds: readonly DealId[];
  readonly companyIds: readonly string[];
  readonly contactIds: readonly string[];
}

/** A note about a record that a person should look at, or a value that could not be read; replaced when it is looked at again. */
export interface SeenNote {
  /** The record that the note hangs on; all its notes are replaced together. */
  readonly subjectType: LinkedType;
  readonly subjectId: string;
  /** JSON of a Finding or a RecordProblem. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** Where the sync of a portal stands; kept in the same transaction as what it is about. */
export interface SyncState {
  /** The instants up to which changes were asked for, by type of record; absent before the first extract. */
  readonly watermarks: Readonly<Partial<Record<LinkedType, Instant>>>;
  /** A first or full extract that is under way; null when none is. */
  readonly extract: ExtractState | null;
  /** Deals beyond this id are still to be worked out, whether marked or not ('' is the start); null: only those marked. */
  readonly computeAfter: string | null;
  /** Digest of the policy and of what else every deal depends on, as of the last time that all deals were worked out. */
  readonly basisHash: string | null;
  /** As-of of the last computation: what came to pass since is looked at again. */
  readonly computedAsOf: Instant | null;
  /** When the last full extract was complete. */
  readonly completeAt: Instant | null;
}

export interface ExtractState {
  /** The run that began it: records that were not seen since are gone. */
  readonly startedAt: Instant;
  /** By cursor: where it stands. A cursor is a range of ids of one type, or a sweep of one pair of types. */
  readonly cursors: Readonly<Record<string, { readonly after: string | null; readonly done: boolean }>>;
}

/** One record's part of a plan: field-level changes. */
export interface PlannedRecord {
  readonly objectType: 'deals' | 'companies';
  readonly recordId: string;
  readonly changes: readonly PlannedChange[];
}

/** Values are HubSpot's strings; null is empty. */
export interface PlannedChange {
  readonly property: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

/** `planned` also stands for: sent, and not known how it ended. `superseded`: never written, or overtaken. */
export type WriteState = 'planned' | 'written' | 'failed' | 'superseded';

/** A record of the outbox. */
export interface OutboxRecord extends PlannedRecord {
  readonly runId: RunId;
  readonly state: WriteState;
  /** Why it failed, in HubSpot's words. */
  readonly reason: string | null;
  readonly attempts: number;
}

/** A plan of a dry run, kept until it is applied or another takes its place. */
export interface StoredPlan {
  readonly hash: string;
  readonly portalId: PortalId;
  readonly madeAt: Instant;
  readonly policyVersion: string;
  /** What the dry run said; JSON. */
  readonly summary: Readonly<Record<string, unknown>>;
}

/** One unit of work of the sync: all or none, refused with `lease_lost` where the lease was taken over. */
export interface SyncUnit extends LedgerUnit {
  /**
   * Keeps what was just read. @returns what changed of what was known; a record seen again as it was gives nothing.
   */
  saveSeen(
    type: LinkedType,
    sightings: readonly Sighting[],
    seen: { readonly at: Instant; readonly runId: RunId },
  ): Promise<readonly SeenChange[]>;
  /** Replaces the links of every origin given, of which those without any are left out of `links`. */
  saveLinks(
    from: LinkedType,
    to: LinkedType,
    fromIds: readonly string[],
    links: ReadonlyMap<string, readonly Link[]>,
  ): Promise<readonly LinksChange[]>;
  /** Tombstones; @returns the ids that were there until now. */
  markGone(type: LinkedType, ids: readonly string[], how: Departure, at: Instant): Promise<readonly string[]>;
  /** Tombstones everything of a type that was last seen before an instant. @returns the ids. */
  markAbsent(type: LinkedType, seenBefore: Instant, at: Instant): Promise<readonly string[]>;
  markDirty(dealIds: readonly string[]): Promise<void>;
  clearDirty(dealIds: readonly string[]): Promise<void>;
  state(): Promise<SyncState | null>;
  saveState(state: SyncState): Promise<void>;
  /** Replaces the notes of the subjects given. */
  saveNotes(type: LinkedType, subjectIds: readonly string[], notes: readonly SeenNote[]): Promise<void>;
  /** Adds to the outbox of a run, before anything is written: nothing is overwritten without a record. */
  planWrites(runId: RunId, records: readonly PlannedRecord[]): Promise<void>;
  settleWrites(
    runId: RunId,
    outcomes: readonly {
      readonly objectType: 'deals' | 'companies';
      readonly recordId: string;
      readonly state: WriteState;
      readonly reason: string | null;
    }[],
  ): Promise<void>;
}

/** Held by one sync of a portal at a time. It expires unless it is renewed, and whoever takes it over fences it out. */
export interface Lease {
  /** Rises with every holder. */
  readonly token: number;
  /** Aborted, with the reason, as soon as it is known that the lease is lost. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface LeaseHolder {
  readonly purpose: string;
  readonly heldSince: Instant;
  /** Host and process id, for people. */
  readonly holder: string;
}

/** The sync's part of the Store. Every method is scoped by the portal id; nothing crosses portals. */
export interface SyncStore {
  /** @returns who holds it, where another process does. */
  takeLease(
    portalId: PortalId,
    purpose: string,
  ): Promise<{ readonly lease: Lease } | { readonly heldBy: LeaseHolder }>;
  /** Runs a unit of work under a lease; what it throws takes everything back. */
  writeSync<T>(portalId: PortalId, lease: Lease, work: (unit: SyncUnit) => Promise<T>): Promise<T>;
  syncState(portalId: PortalId): Promise<SyncState | null>;
  /** Records by id, gone ones too. */
  seenRecords(
    portalId: PortalId,
    type: LinkedType,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, SeenRecord>>;
  /** Ids of records that are there, ascending by number, after one. */
  seenIds(
    portalId: PortalId,
    type: LinkedType,
    after: string | null,
    limit: number,
  ): Promise<readonly string[]>;
  /** How many are there. */
  seenCount(portalId: PortalId, type: LinkedType): Promise<number>;
  seenPartners(portalId: PortalId): Promise<readonly SeenRecord[]>;
  seenLinks(
    portalId: PortalId,
    from: LinkedType,
    to: LinkedType,
    fromIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Link[]>>;
  /** The same associations looked at from their other end: ids of origins by target. */
  seenOrigins(
    portalId: PortalId,
    from: LinkedType,
    to: LinkedType,
    toIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Ids of the marked deals, ascending, after one. */
  dirtyDeals(portalId: PortalId, after: string | null, limit: number): Promise<readonly string[]>;
  dirtyCount(portalId: PortalId): Promise<number>;
  /** Notes, newest subjects last; and how many there are. */
  notes(
    portalId: PortalId,
    limit: number,
  ): Promise<{ readonly notes: readonly SeenNote[]; readonly of: number }>;
  /** Current results whose sourcing or influencing partners hold one of these. */
  dealsOfPartners(portalId: PortalId, partnerIds: readonly PartnerId[]): Promise<readonly string[]>;
  /** Records of the outbox of a run in one state, in the order of the plan, after a place. */
  outbox(
    portalId: PortalId,
    runId: RunId,
    options: { readonly states: readonly WriteState[]; readonly after: number; readonly limit: number },
  ): Promise<readonly (OutboxRecord & { readonly place: number })[]>;
  /** How many records of a run's outbox are in each state. */
  outboxCounts(portalId: PortalId, runId: RunId): Promise<Readonly<Record<WriteState, number>>>;
  /** Runs that ended without settling what they had planned, oldest first. */
  unsettledRuns(portalId: PortalId): Promise<readonly RunId[]>;
  /** The value that we last wrote, by record and property: a change that shows it is our own echo. */
  lastWritten(
    portalId: PortalId,
    objectType: 'deals' | 'companies',
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, PropertyValues>>;
  savePlan(
    plan: Omit<StoredPlan, 'portalId'>,
    portalId: PortalId,
    records: readonly PlannedRecord[],
  ): Promise<void>;
  plan(portalId: PortalId, hash: string): Promise<StoredPlan | null>;
  planRecords(
    portalId: PortalId,
    hash: string,
    after: number,
    limit: number,
  ): Promise<readonly (PlannedRecord & { readonly place: number })[]>;
}
