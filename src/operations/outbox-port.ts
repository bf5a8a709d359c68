/** The outbox: what runs write into the CRM, recorded before it is written, and how that ended. */
import type { PortalId, RunId } from '../domain/ids.js';
import type { PropertyValues } from './record-port.js';

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

/** How the write of one record ended. */
export interface SettledWrite {
  readonly objectType: 'deals' | 'companies';
  readonly recordId: string;
  readonly state: WriteState;
  /** Why it failed, in HubSpot's words. */
  readonly reason: string | null;
}

/** Adds to the outbox, and settles it. */
export interface OutboxUnit {
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

/** What runs of a portal wrote and are to write. */
export interface OutboxStore {
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
}
