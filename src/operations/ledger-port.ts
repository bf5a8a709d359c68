/** What operations need from the store for the ledger of attribution.md §6. */
import type { Instant } from '../domain/calendar.js';
import type { DealResult } from '../domain/credit.js';
import type { DealId, PortalId, RunId } from '../domain/ids.js';
import type { JournalRow, JournalUnit } from '../domain/journal.js';
import type { Digest, LedgerEntry, NewEntry } from '../domain/ledger.js';
import type { PeriodClose } from '../domain/period-close.js';
import type { Clock, Run } from './run-port.js';

export const FACT_KINDS = ['deal', 'partner', 'policy', 'portal'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** What a result was worked out from: a deal with its touches and tags, a partner, the policy, the portal's settings. */
export interface Fact {
  readonly kind: FactKind;
  readonly subjectId: string;
  /** Canonical JSON. Null: a tombstone; the record is gone from the portal. */
  readonly content: string | null;
}

/** A version of a fact as it is kept. */
export interface StoredFact extends Fact {
  /** From 1. */
  readonly version: number;
  readonly contentHash: string;
  readonly recordedAt: Instant;
}

/** An old deal id that stands for another since the two were merged. */
export interface DealAlias {
  readonly oldDealId: DealId;
  readonly newDealId: DealId;
  readonly recordedAt: Instant;
}

/** What the last posting of a deal said: the digest of its lines, empty where it had none. */
export interface LedgerHead {
  readonly dealId: DealId;
  readonly linesHash: string;
}

/** Writes of one transaction, one at a time for a portal: all of them or, if the process dies, none. */
export interface LedgerUnit {
  /**
   * Stores results as a run's newest version of each deal, with the close dates beside them. A deal whose result and
   * close date are what is stored already is left as it is, so an identical rerun stores nothing. Earlier versions are kept.
   * @returns how many deals changed.
   */
  saveResults(
    runId: RunId,
    results: readonly DealResult[],
    closedAt?: ReadonlyMap<DealId, Instant | null>,
  ): Promise<number>;
  /**
   * Marks deals that are not attributed any more (gone from the CRM, set aside, or created later), so that they have no
   * current result; their versions are kept. Those without a result are left out. @returns how many were marked.
   */
  retireDeals(runId: RunId, dealIds: readonly DealId[]): Promise<number>;
  /**
   * Gives the instant under which everything of this unit is recorded: `now`, or a millisecond after the newest that
   * is recorded, whichever is later. It is taken under the portal's write lock, so that instants rise from unit to
   * unit; it must be called before anything is recorded, and answers the same from then on.
   */
  recordFrom(now: Instant): Promise<Instant>;
  lastClose(): Promise<PeriodClose | null>;
  /** What the last posting of these deals said; those that were never posted are left out. */
  heads(dealIds: readonly DealId[]): Promise<ReadonlyMap<DealId, string>>;
  saveHeads(heads: readonly LedgerHead[]): Promise<void>;
  /** Adds a version to each fact that is not what is stored. @returns how many. */
  saveFacts(facts: readonly Fact[]): Promise<number>;
  /** Subjects of a kind whose newest version is no tombstone. */
  presentSubjects(kind: FactKind): Promise<readonly string[]>;
  /** The newest version of a fact; null where there is none. */
  newestFact(kind: FactKind, subjectId: string): Promise<StoredFact | null>;
  /** Every version of a fact, in their order. */
  factVersions(kind: FactKind, subjectId: string): Promise<readonly StoredFact[]>;
  /** Every entry of some deals, in the order of recording. */
  entriesOf(dealIds: readonly DealId[]): Promise<readonly LedgerEntry[]>;
  /** Every entry in the books of a period, in the order of recording. */
  entriesPostedIn(period: string): Promise<readonly LedgerEntry[]>;
  /** The earliest period that has entries and is not closed; null where there is none. */
  earliestOpenPeriod(): Promise<string | null>;
  append(entries: readonly NewEntry[]): Promise<void>;
  /** Its `recordedAt` must be this unit's. */
  appendClose(close: PeriodClose): Promise<void>;
  aliases(): Promise<readonly DealAlias[]>;
  appendAlias(alias: Omit<DealAlias, 'recordedAt'>): Promise<void>;
}

/**
 * A ledger as it stood between two units of work. Whatever is recorded later carries an instant from `now` on, and
 * later than `lastRecordedAt`: what was known at an earlier instant is known for ever.
 */
export interface LedgerView {
  /** The clock, as it was when the snapshot was taken. */
  readonly now: Instant;
  /** Null on an empty ledger. */
  readonly lastRecordedAt: Instant | null;
  lastJournal(): Promise<JournalRow | null>;
  /** Every row of the journal, in its order. */
  journal(): Promise<readonly JournalRow[]>;
  /** The journal beside what the tables hold, in the order of its ordinals, in pages. */
  journalUnits(): AsyncIterable<readonly JournalUnit[]>;
  /** Closes up to an instant, in their order; null: all of them. */
  closes(knownAt: Instant | null): Promise<readonly PeriodClose[]>;
  aliases(): Promise<readonly DealAlias[]>;
  /** Every version of settings, policy and partners up to an instant, in the order of recording. */
  basisFacts(knownAt: Instant | null): Promise<readonly StoredFact[]>;
  /** Entries in the books of a month, and those of deals that closed in it where they are asked for. */
  entriesOfMonth(
    month: string,
    which: 'posted' | 'posted_or_effective',
    knownAt: Instant | null,
  ): Promise<readonly LedgerEntry[]>;
  /** Every entry of some deals up to an instant, in the order of recording. */
  entriesOf(dealIds: readonly DealId[], knownAt: Instant | null): Promise<readonly LedgerEntry[]>;
  /** Every version of the facts of some deals, by deal and version. */
  factsOf(dealIds: readonly DealId[]): Promise<readonly StoredFact[]>;
  /** The months whose books hold anything. */
  postedMonths(): Promise<readonly string[]>;
  /** Every deal that has facts or entries, once, some at a time. */
  dealPages(size: number): AsyncIterable<readonly DealId[]>;
  /** Newest first, as in the same snapshot. */
  runs(limit: number): Promise<readonly Run[]>;
}

/** The ledger's part of the Store. Every method is scoped by the portal id; nothing crosses portals. */
export interface LedgerStore {
  /** SHA-256 as hex: ids of entries and hashes of snapshots and facts are made by it. */
  readonly digest: Digest;
  /** Runs a unit of work; what it throws takes everything back. */
  writeLedger<T>(portalId: PortalId, work: (unit: LedgerUnit) => Promise<T>): Promise<T>;
  /** Reads what belongs together, in one snapshot; waits for a unit of work that is under way. */
  readLedger<T>(portalId: PortalId, clock: Clock, work: (view: LedgerView) => Promise<T>): Promise<T>;
  /** Portals that have facts, in the order of ids. */
  ledgerPortals(): Promise<readonly PortalId[]>;
  /** Portals of which there is a run or a ledger, in the order of ids. */
  knownPortals(): Promise<readonly PortalId[]>;
}
