/** The tables, as kysely types queries by them. `migrations/` makes them; every primary key leads with portal_id. */
import type { ColumnType, Generated } from 'kysely';

import type { DealClass, Bucket } from '../domain/credit.js';
import type { DealStatus } from '../domain/deal.js';
import type { Pool, Reason } from '../domain/ledger.js';
import type { FactKind, RunKind, RunState } from '../operations/ports.js';
import type { SyncTables } from './sync-tables.js';

/** Read as a Date, written as ISO 8601. */
type Timestamp = ColumnType<Date, string, string>;
/** Written as JSON text. */
type Json = ColumnType<unknown, string, string>;

export interface RunsTable {
  portal_id: string;
  run_id: string;
  /** Tells runs of the same instant apart. */
  ordinal: Generated<number>;
  kind: RunKind;
  state: RunState;
  started_at: Timestamp;
  ended_at: ColumnType<Date | null, string | null, string | null>;
  policy_version: string;
  as_of: Timestamp;
  summary: ColumnType<unknown, string | null, string | null>;
  /** Of an undo; null also of those from before it was kept. */
  undoes_run_id: ColumnType<string | null, string | null | undefined, never>;
}

/** One row a version of a deal's result; rows are only ever added. */
export interface DealResultsTable {
  portal_id: string;
  deal_id: string;
  version: number;
  run_id: string;
  recorded_at: Timestamp;
  /** True on a version which says that the CRM lists the deal no more; it repeats the result before it. */
  retired: boolean;
  content_hash: string;
  policy_version: string;
  status: DealStatus;
  class: DealClass;
  bucket: Bucket;
  currency: string;
  amount_minor: number;
  home_currency: string;
  home_amount_minor: number | null;
  sourcing_partner_ids: string[];
  influencing_partner_ids: string[];
  credits: Json;
  home_credits: Json;
  flags: string[];
  /** The deal's close date at that time; null where it has none, and on rows from before it was kept. */
  closed_at: ColumnType<Date | null, string | null, string | null>;
}

/** Points to the newest version of each deal. */
export interface DealHeadsTable {
  portal_id: string;
  deal_id: string;
  version: number;
  content_hash: string;
  retired: boolean;
}

/** Append-only: the database refuses to change a row. */
export interface LedgerEntriesTable {
  portal_id: string;
  entry_id: string;
  /** The order of recording. */
  seq: Generated<number>;
  deal_id: string;
  ordinal: number;
  partner_id: string | null;
  pool: Pool;
  model: string | null;
  class: DealClass | null;
  bucket: Bucket;
  currency: string;
  amount_minor: number;
  home_currency: string;
  home_amount_minor: number | null;
  effective_period: string;
  posted_period: string;
  closed_at: Timestamp;
  policy_version: string;
  reason: Reason;
  evidence_ids: string[];
  adjusts_id: string | null;
  reverses_id: string | null;
  recorded_at: Timestamp;
  journal_ordinal: number;
}

/** Append-only. One row a version of a fact. */
export interface LedgerFactsTable {
  portal_id: string;
  kind: FactKind;
  subject_id: string;
  version: number;
  content_hash: string;
  /** Null is a tombstone. */
  content: string | null;
  recorded_at: Timestamp;
  journal_ordinal: number;
}

/** What the last posting of each deal said. */
export interface LedgerHeadsTable {
  portal_id: string;
  deal_id: string;
  lines_hash: string;
}

/** Append-only. */
export interface PeriodClosesTable {
  portal_id: string;
  period: string;
  ordinal: number;
  previous_hash: string | null;
  hash: string;
  /** JSON, as its hash was taken of it. */
  snapshot: string;
  recorded_at: Timestamp;
  journal_ordinal: number;
}

/** Append-only. */
export interface DealAliasesTable {
  portal_id: string;
  old_deal_id: string;
  new_deal_id: string;
  recorded_at: Timestamp;
  journal_ordinal: number;
}

/** Append-only. One row a unit of work that recorded anything. */
export interface LedgerJournalTable {
  portal_id: string;
  ordinal: number;
  recorded_at: Timestamp;
  as_of: ColumnType<Date | null, string | null, string | null>;
  entries: number;
  entries_hash: string;
  facts: number;
  facts_hash: string;
  closes: number;
  closes_hash: string;
  aliases: number;
  aliases_hash: string;
  previous_hash: string | null;
  hash: string;
}

/** In a schema of their own, since DATABASE_URL may point into a database with other tables. */
export interface Tables extends SyncTables {
  'partnership.runs': RunsTable;
  'partnership.deal_results': DealResultsTable;
  'partnership.deal_heads': DealHeadsTable;
  'partnership.ledger_entries': LedgerEntriesTable;
  'partnership.ledger_facts': LedgerFactsTable;
  'partnership.ledger_heads': LedgerHeadsTable;
  'partnership.period_closes': PeriodClosesTable;
  'partnership.deal_aliases': DealAliasesTable;
  'partnership.ledger_journal': LedgerJournalTable;
}

/** The schema that holds our tables and the list of migrations. */
export const SCHEMA = 'partnership';
