/**
 * What the sync needs from the store beside what was seen, the outbox, plans, leases and results: which deals must be worked
 * out anew, where a run stood when it was stopped, and a unit of work over all of it.
 */
import type { Baseline } from '../domain/baseline.js';
import type { Instant } from '../domain/calendar.js';
import type { PortalId } from '../domain/ids.js';
import type { LinkedType, RateRow } from './crm-port.js';
import type { ImportStore, ImportUnit } from './import-store-port.js';
import type { DealInsightCounts, InsightStore } from './insight-port.js';
import type { Lease, LeaseStore } from './lease-port.js';
import type { LedgerUnit } from './ledger-port.js';
import type { OutboxStore, OutboxUnit } from './outbox-port.js';
import type { PlanStore } from './plan-port.js';
import type { ProgrammeStore, ProgrammeUnit } from './programme-store-port.js';
import type { ResultStore } from './result-port.js';
import type { SeenStore, SeenUnit } from './seen-port.js';
import type { UncountedStore, UncountedUnit } from './uncounted-port.js';

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
  /** Digest of the mapping under which everything was read; absent: from before there were any. */
  readonly mappingHash?: string;
  /** When the last full extract was complete. */
  readonly completeAt: Instant | null;
  /** Deals won before it have the class that the portal's own field gives them; changed only by who asks for it. */
  readonly baseline?: Baseline | null;
  /** The last computation was one in observe mode: nothing of it is in the CRM, so that the next one publishes all. */
  readonly observed?: boolean;
}

/** A first or full extract that is under way. */
export interface ExtractState {
  /** The run that began it: records that were not seen since are gone. */
  readonly startedAt: Instant;
  /** What was known was read under another mapping: what differs has not come since. */
  readonly remapped?: true;
  /** By cursor: where it stands. A cursor is a range of ids of one type, or a sweep of one pair of types. */
  readonly cursors: Readonly<Record<string, { readonly after: string | null; readonly done: boolean }>>;
}

/** One unit of work of the sync: all or none, refused with `lease_lost` where the lease was taken over. */
export interface SyncUnit extends LedgerUnit, SeenUnit, OutboxUnit, UncountedUnit, ImportUnit, ProgrammeUnit {
  /** Replaces what is kept of deals besides their numbers; one that is not among `counts` has nothing. */
  saveInsights(dealIds: readonly string[], counts: readonly DealInsightCounts[]): Promise<void>;
  markDirty(dealIds: readonly string[]): Promise<void>;
  clearDirty(dealIds: readonly string[]): Promise<void>;
  /** Sets when each of these deals is to be worked out again by itself; null: not before something changes. */
  saveDue(deals: readonly { readonly dealId: string; readonly at: Instant | null }[]): Promise<void>;
  state(): Promise<SyncState | null>;
  saveState(state: SyncState): Promise<void>;
}

/** The sync's part of the Store. Every method is scoped by the portal id; nothing crosses portals. */
export interface SyncStore
  extends
    SeenStore,
    OutboxStore,
    PlanStore,
    LeaseStore,
    ResultStore,
    InsightStore,
    UncountedStore,
    ImportStore,
    ProgrammeStore {
  /** Runs a unit of work under a lease; what it throws takes everything back. */
  writeSync<T>(portalId: PortalId, lease: Lease, work: (unit: SyncUnit) => Promise<T>): Promise<T>;
  syncState(portalId: PortalId): Promise<SyncState | null>;
  /** The row through which all processes share the portal's limit. */
  rateRow(portalId: PortalId): RateRow;
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
}
