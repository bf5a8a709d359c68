/** What every part of an extract works with. */
import type { RunId } from '../domain/ids.js';
import type { Mapping } from '../domain/mapping.js';
import type { Commits } from './commits.js';
import type { Account, Crm, CrmReader, LinkedType } from './crm-port.js';
import type { LedgerStore } from './ledger-port.js';
import type { Mirror } from './mirror.js';
import type { Clock } from './ports.js';
import type { ExtractState, SyncState, SyncStore } from './sync-port.js';
import type { Stop } from './together.js';
import { hasContactLabels } from './who-is-who.js';

export interface ExtractDeps {
  readonly crm: Crm & CrmReader;
  readonly store: SyncStore & Pick<LedgerStore, 'digest'>;
  readonly clock: Clock;
  /** Looked at before every unit of work. */
  readonly interrupt?: AbortSignal;
}

export interface ExtractRun extends ExtractDeps {
  readonly account: Account;
  readonly runId: RunId;
  readonly mirror: Mirror;
  readonly commits: Commits;
  readonly stop: Stop;
  readonly tally: ExtractTally;
}

/** Types of which the records themselves are read; of contacts only the companies are. */
export const LISTED = ['deals', 'companies', 'meetings', 'calls', 'emails'] as const satisfies LinkedType[];
export type ListedType = (typeof LISTED)[number];

/** Which associations are read of every portal, by the type that they are asked from. */
export const TARGETS: Readonly<Record<LinkedType, readonly LinkedType[]>> = {
  deals: ['companies', 'meetings', 'calls', 'emails'],
  companies: [],
  meetings: ['companies', 'contacts'],
  calls: ['companies', 'contacts'],
  emails: ['companies', 'contacts'],
  contacts: ['companies'],
};

/** Which associations of a type are read under a mapping: the contacts of deals only where their labels are tags. */
export const targetsOf = (type: LinkedType, mapping: Mapping): readonly LinkedType[] =>
  type === 'deals' && hasContactLabels(mapping) ? [...TARGETS.deals, 'contacts'] : TARGETS[type];

/** Most ids of one request for associations. */
export const SWEPT_AT_ONCE = 1_000;

/** Batches of a type whose associations are asked for at a time: what is in memory, and what is on its way. */
export const SWEEPS_AT_ONCE = 6;

/** How many records of a type were read so far, of how many; null where nobody knows. */
export type ExtractProgress = (what: string, records: number, of: number | null) => void;

/** What an extract has read, and asked for to do so. */
export class ExtractTally {
  readonly seen: Record<string, number> = {};
  readonly requests = { lists: 0, searches: 0, links: 0, byId: 0 };

  /** @param totals how many records there are to read, by type; empty where nobody knows. */
  constructor(
    readonly progress: ExtractProgress,
    readonly totals: Readonly<Partial<Record<LinkedType, number>>> = {},
  ) {}

  /** Counts records of a type. */
  saw(type: LinkedType, records: number): void {
    this.seen[type] = (this.seen[type] ?? 0) + records;
    this.progress(type, this.seen[type], this.totals[type] ?? null);
  }
}

type Cursor = ExtractState['cursors'][string];

/** The state with cursors of the extract moved on; null takes one away. */
export function withCursors(state: SyncState, cursors: Readonly<Record<string, Cursor | null>>): SyncState {
  if (state.extract === null) throw new Error('no extract is under way');
  const all = Object.entries({ ...state.extract.cursors, ...cursors });
  const kept = all.filter((entry): entry is [string, Cursor] => entry[1] !== null);
  return { ...state, extract: { ...state.extract, cursors: Object.fromEntries(kept) } };
}
