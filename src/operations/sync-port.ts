/**
 * What the sync needs from the store: what was seen of the CRM and when, which deals must be worked out anew, the plan of
 * what is to be written, and where a run stood when it was stopped.
 */
import type { Instant } from '../domain/calendar.js';
import type { DealResult } from '../domain/credit.js';
import type { Between } from '../domain/hygiene.js';
import type { DealId, PartnerId, PortalId, RunId } from '../domain/ids.js';
import type { Link, LinkedType, Links, PropertyValues, RateRow, RawRecord } from './crm-port.js';
import type { DealInsightCounts, InsightStore } from './insight-port.js';
import type { LedgerUnit } from './ledger-port.js';

/** How a record left the portal: its tombstone stays. */
export type Departure = 'archived' | 'merged' | 'absent';

/** A record as it was last seen, and when. Properties that were empty are left out. */
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
  /** A company that holds values which we published, whether it is a partner still or not. */
  readonly isPublished: boolean;
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

export type NoteKind = 'finding' | 'problem';
export type NoteContent = Readonly<Record<string, unknown>>;

/** A note about a record that a person should look at, or a value that could not be read; replaced when it is looked at again. */
export interface SeenNote {
  /** The record that the note hangs on; all its notes are replaced together. */
  readonly subjectType: LinkedType;
  readonly subjectId: string;
  readonly kind: NoteKind;
  /** JSON: the Finding or the RecordProblem itself. */
  readonly content: NoteContent;
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

/** A record of a plan: what is to be written, which may be nothing, and what it was worked out from. */
export interface PlanRecord extends PlannedRecord {
  /** Digest of the facts: a plan whose records' facts have changed does not fit any more. */
  readonly basis: string;
}

/** A record that a plan and a draft do not agree on: `added` only the draft has, `left` only the plan. */
export interface PlanDifference extends Pick<PlanRecord, 'objectType' | 'recordId'> {
  readonly how: 'added' | 'left' | 'changed';
}

/** A current result, and the deal's close date as of it: null where it has none, or had none when it was stored. */
export type CurrentResult = DealResult & { readonly closedAt: Instant | null };

/** A plan of a dry run, known by its hash. The newest of a portal are kept. */
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
   * Archived records are no sightings: `markGone` keeps those.
   */
  saveSeen(
    type: LinkedType,
    sightings: readonly Sighting[],
    seen: { readonly at: Instant; readonly runId: RunId },
  ): Promise<readonly SeenChange[]>;
  /**
   * Replaces the links of every origin given, of which those without any are left out of `links`.
   * @param tagsSeen between which instants tags that are new came to be; null where that is not known.
   */
  saveLinks(
    from: LinkedType,
    to: LinkedType,
    fromIds: readonly string[],
    links: Links,
    tagsSeen?: Between | null,
  ): Promise<readonly LinksChange[]>;
  /** Replaces what is kept of deals besides their numbers; one that is not among `counts` has nothing. */
  saveInsights(dealIds: readonly string[], counts: readonly DealInsightCounts[]): Promise<void>;
  /**
   * Tombstones; of those that are gone already, an archived one may become absent, and either may become merged.
   * @returns the ids that were there until now.
   */
  markGone(type: LinkedType, ids: readonly string[], how: Departure, at: Instant): Promise<readonly string[]>;
  /** Tombstones everything of a type that was last seen before an instant. @returns the ids. */
  markAbsent(type: LinkedType, seenBefore: Instant, at: Instant): Promise<readonly string[]>;
  markDirty(dealIds: readonly string[]): Promise<void>;
  clearDirty(dealIds: readonly string[]): Promise<void>;
  /** Sets when each of these deals is to be worked out again by itself; null: not before something changes. */
  saveDue(deals: readonly { readonly dealId: string; readonly at: Instant | null }[]): Promise<void>;
  state(): Promise<SyncState | null>;
  saveState(state: SyncState): Promise<void>;
  /** Replaces the notes of the subjects given. */
  saveNotes(type: LinkedType, subjectIds: readonly string[], notes: readonly SeenNote[]): Promise<void>;
  /**
   * Adds to the outbox of a run, before anything is written: nothing is overwritten without a record. A record that
   * the run has planned already gets these changes instead; of one that it has written, the first old values stay.
   */
  planWrites(runId: RunId, records: readonly PlannedRecord[]): Promise<void>;
  /**
   * Supersedes what a run is to write and a plan did not show, value for value, and marks the deals among it.
   * @returns how many records.
   */
  leaveUnplanned(runId: RunId, hash: string): Promise<number>;
  /** How the writes of records ended. What is written stays so; a record that was never planned is a bug. */
  settleWrites(runId: RunId, outcomes: readonly SettledWrite[]): Promise<void>;
}

export interface SettledWrite {
  readonly objectType: 'deals' | 'companies';
  readonly recordId: string;
  readonly state: WriteState;
  /** Why it failed, in HubSpot's words. */
  readonly reason: string | null;
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
export interface SyncStore extends InsightStore {
  /** @returns who holds it, where another process does. */
  takeLease(
    portalId: PortalId,
    purpose: string,
  ): Promise<{ readonly lease: Lease } | { readonly heldBy: LeaseHolder }>;
  /** Who holds the lease now; null where nobody does. */
  leaseHolder(portalId: PortalId): Promise<LeaseHolder | null>;
  /**
   * Makes sure that a lease is held now, for what is written elsewhere than here; one that ran out and that nobody took
   * is prolonged. @throws AppError `lease_lost`.
   */
  requireLease(portalId: PortalId, lease: Lease): Promise<void>;
  /** Runs a unit of work under a lease; what it throws takes everything back. */
  writeSync<T>(portalId: PortalId, lease: Lease, work: (unit: SyncUnit) => Promise<T>): Promise<T>;
  syncState(portalId: PortalId): Promise<SyncState | null>;
  /** The row through which all processes share the portal's limit. */
  rateRow(portalId: PortalId): RateRow;
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
  /** Tombstones of one kind, ascending by number, after one. */
  goneIds(
    portalId: PortalId,
    type: LinkedType,
    how: Departure,
    after: string | null,
    limit: number,
  ): Promise<readonly string[]>;
  /** How many are there. */
  seenCount(portalId: PortalId, type: LinkedType): Promise<number>;
  /** Companies that are there and partners, in the order of ids. */
  seenPartners(portalId: PortalId): Promise<readonly SeenRecord[]>;
  /** Companies that are there and no partners, and hold what we published; in the order of ids. */
  seenPublishedCompanies(portalId: PortalId): Promise<readonly SeenRecord[]>;
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
  /** Between which instants the tags of deals were seen first, by deal and company; the others are left out. */
  seenTags(
    portalId: PortalId,
    dealIds: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, Between>>>;
  /** Ids of the marked deals, ascending, after one. */
  dirtyDeals(portalId: PortalId, after: string | null, limit: number): Promise<readonly string[]>;
  dirtyCount(portalId: PortalId): Promise<number>;
  /** Deals whose time has come by an instant, ascending, after one. */
  dueDeals(
    portalId: PortalId,
    asOf: Instant,
    after: string | null,
    limit: number,
  ): Promise<readonly string[]>;
  /** What notes of a kind say, each once, by the first record that it hangs on; and how many different ones there are. */
  notes(
    portalId: PortalId,
    kind: NoteKind,
    limit: number,
  ): Promise<{ readonly notes: readonly NoteContent[]; readonly of: number }>;
  /** Current results of some deals; those without one, or retired, are left out. */
  resultsOf(portalId: PortalId, dealIds: readonly DealId[]): Promise<ReadonlyMap<DealId, CurrentResult>>;
  /** All current results as of one moment, some thousands at a time; without those of the deals in a draft. */
  eachResult(portalId: PortalId, exceptDraft?: string): AsyncIterable<readonly CurrentResult[]>;
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
  /**
   * The value that an undo took away, by record and property, where the undo was the last to write it. An undo of an undo
   * puts back what was there: it takes nothing away.
   */
  undoneValues(
    portalId: PortalId,
    objectType: 'deals' | 'companies',
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, PropertyValues>>;
  /** Adds records to a draft, which is made by its first ones; a record that is in it already is replaced. */
  draftPlan(portalId: PortalId, draft: string, records: readonly PlanRecord[]): Promise<void>;
  /** Makes a draft a plan, and drops all but the newest plans of the portal. */
  savePlan(portalId: PortalId, draft: string, plan: Omit<StoredPlan, 'portalId'>): Promise<void>;
  dropDraft(portalId: PortalId, draft: string): Promise<void>;
  plan(portalId: PortalId, hash: string): Promise<StoredPlan | null>;
  /** Records of a plan or a draft in the order in which they were drafted, after a place. */
  planRecords(
    portalId: PortalId,
    draftOrHash: string,
    after: number,
    limit: number,
  ): Promise<readonly (PlanRecord & { readonly place: number })[]>;
  /** Records that only one of a plan and a draft has, or whose basis or changes differ; by type and id. */
  planDifferences(
    portalId: PortalId,
    hash: string,
    draft: string,
    limit: number,
  ): Promise<readonly PlanDifference[]>;
}
