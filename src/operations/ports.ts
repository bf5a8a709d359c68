/**
 * The few things that operations need from the world. `hubspot` implements Crm, `store` implements Store.
 */
import type { Instant } from '../domain/calendar.js';
import type { PortalId, RunId } from '../domain/ids.js';
import type { AlertStore } from './alert-port.js';
import type { LedgerStore } from './ledger-port.js';
import type { SyncStore } from './sync-port.js';
import type { Run, RunState } from './run-port.js';
import type { SummaryStore } from './summary-port.js';

export type { Crm } from './crm-port.js';
export type { Clock, Run, RunKind, RunState } from './run-port.js';
export type {
  DealAlias,
  Fact,
  FactKind,
  LedgerHead,
  LedgerStore,
  LedgerUnit,
  LedgerView,
  StoredFact,
} from './ledger-port.js';

export type { Lease, LeaseHolder } from './lease-port.js';
export type { OutboxRecord, PlannedChange, PlannedRecord, SettledWrite, WriteState } from './outbox-port.js';
export type { PlanDifference, PlanRecord, StoredPlan } from './plan-port.js';
export type { CurrentResult } from './result-port.js';
export type {
  Departure,
  LinksChange,
  NoteContent,
  NoteKind,
  SeenChange,
  SeenNote,
  SeenRecord,
  Sighting,
} from './seen-port.js';
export type { ExtractState, SyncState, SyncStore, SyncUnit } from './sync-port.js';

/** The audit record of results. Every method is scoped by the portal id; nothing crosses portals. */
export interface Store extends LedgerStore, SyncStore, SummaryStore, AlertStore {
  /** Under the lease. Runs of the portal that still say they run were killed: they are `interrupted` from now on. */
  endKilledRuns(portalId: PortalId, at: Instant): Promise<void>;
  /** Under the lease; ends killed runs too. */
  startRun(
    run: Omit<Run, 'state' | 'endedAt' | 'summary' | 'undoes'> & { readonly undoes?: RunId | null },
  ): Promise<void>;
  finishRun(
    portalId: PortalId,
    runId: RunId,
    end: { state: Exclude<RunState, 'running'>; endedAt: Instant; summary: Record<string, unknown> | null },
  ): Promise<void>;
  /** Newest first. */
  listRuns(portalId: PortalId, limit: number): Promise<readonly Run[]>;
  /** @returns null where the portal has no such run. */
  findRun(portalId: PortalId, runId: RunId): Promise<Run | null>;
  /** Under the lease, which stays. Deletes all that is kept of a portal, its ledger too. */
  forgetPortal(portalId: PortalId): Promise<void>;
  close(): Promise<void>;
}
